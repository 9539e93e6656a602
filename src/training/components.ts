/** What stands for a part of Rasa here; null when nothing does. */
type Counterpart = string | null

const net = 'the net over words, word pairs and pieces of words'

/** The names of the first versions, in `pipeline:` as well. */
const pipelinePartsOfRasa0: Readonly<Record<string, Counterpart>> = {
  nlp_spacy: null,
  nlp_mitie: null,
  tokenizer_whitespace: 'the tokens',
  tokenizer_jieba: 'the tokens, one a character',
  tokenizer_mitie: 'the tokens',
  tokenizer_spacy: 'the tokens',
  intent_entity_featurizer_regex: 'patterns and lookups',
  intent_featurizer_count_vectors: net,
  intent_featurizer_ngrams: net,
  intent_featurizer_spacy: net,
  intent_featurizer_mitie: net,
  intent_classifier_tensorflow_embedding: net,
  intent_classifier_sklearn: net,
  intent_classifier_mitie: net,
  intent_classifier_keyword: net,
  EmbeddingIntentClassifier: net,
  ner_crf: 'the entity tagger',
  ner_mitie: 'the entity tagger',
  ner_synonyms: 'synonyms',
  ner_duckling: 'the system entities, in this process',
  ner_duckling_http: 'the system entities, in this process',
  ner_spacy: null,
}

/** The parts that `pipeline:` may name, of Rasa's and of its predecessors. */
export const pipelineParts: Readonly<Record<string, Counterpart>> = {
  ...pipelinePartsOfRasa0,
  WhitespaceTokenizer: 'the tokens',
  JiebaTokenizer: 'the tokens, one a character',
  MitieTokenizer: 'the tokens',
  SpacyTokenizer: 'the tokens',
  ConveRTTokenizer: 'the tokens',
  LanguageModelTokenizer: 'the tokens',
  RegexFeaturizer: 'patterns and lookups',
  LexicalSyntacticFeaturizer: 'the entity tagger',
  CountVectorsFeaturizer: net,
  MitieFeaturizer: net,
  SpacyFeaturizer: net,
  ConveRTFeaturizer: net,
  LanguageModelFeaturizer: net,
  DIETClassifier: net,
  LogisticRegressionClassifier: net,
  SklearnIntentClassifier: net,
  MitieIntentClassifier: net,
  KeywordIntentClassifier: net,
  FallbackClassifier: 'the thresholds',
  CRFEntityExtractor: 'the entity tagger',
  MitieEntityExtractor: 'the entity tagger',
  RegexEntityExtractor: 'patterns and lookups',
  DucklingEntityExtractor: 'the system entities, in this process',
  DucklingHTTPExtractor: 'the system entities, in this process',
  EntitySynonymMapper: 'synonyms',
  ResponseSelector: 'retrieval intents',
  SpacyNLP: null,
  MitieNLP: null,
  HFTransformersNLP: null,
  SpacyEntityExtractor: null,
}

/** The pipelines that once had a name as a whole. */
export const readyMade: readonly string[] = [
  'supervised_embeddings',
  'pretrained_embeddings_spacy',
  'pretrained_embeddings_convert',
  'tensorflow_embedding',
  'spacy_sklearn',
  'mitie',
  'mitie_sklearn',
  'keyword',
]

/** The parts that `policies:` may name. */
export const policyParts: Readonly<Record<string, Counterpart>> = {
  RulePolicy: 'rules and forms',
  MemoizationPolicy: 'remembered stories',
  AugmentedMemoizationPolicy: 'remembered stories',
  TEDPolicy: 'the policy learned from stories',
  KerasPolicy: 'the policy learned from stories',
  EmbeddingPolicy: 'the policy learned from stories',
  SklearnPolicy: 'the policy learned from stories',
  UnexpecTEDIntentPolicy: "the learned policy's own threshold",
  FallbackPolicy: 'the fallback',
  TwoStageFallbackPolicy: 'the fallback',
  MappingPolicy: 'rules',
  FormPolicy: 'rules and forms',
  EnsemblePolicy: null,
}
