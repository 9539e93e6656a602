/** What stands for a part of Rasa here; null when nothing does. */
type Counterpart = string | null

const net = 'the net over words, word pairs and pieces of words'

/** The parts that `pipeline:` may name, of Rasa's and of its predecessors. */
export const pipelineParts: Readonly<Record<string, Counterpart>> = {
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
}
