/** The results as `rasa test nlu` writes them, for tools that read those files. */
import type { IntentFigures, NluFigures } from './score-tested.ts'
import type { Tested } from './test-nlu.ts'

/** File name → content, to be written as JSON. */
export function rasaReports(
  tested: readonly Tested[],
  figures: NluFigures,
): Readonly<Record<string, unknown>> {
  const answers = (isRight: boolean) =>
    tested
      .filter(({ expected, got }) => (expected === got.name) === isRight)
      .map(({ text, expected, got, source, nearest }) => ({
        text,
        intent: expected,
        intent_prediction: { name: got.name, confidence: got.confidence },
        source: `${source.file}:${source.line}`,
        ...(nearest.length > 0 && {
          nearest: nearest.map(({ file, line, name, text: near }) => ({
            source: `${file}:${line}`,
            intent: name,
            text: near,
          })),
        }),
      }))
  return {
    'intent_report.json': {
      ...Object.fromEntries(
        figures.perIntent.map((each) => [
          each.intent,
          { ...classified(each), confused_with: Object.fromEntries(each.confusedWith) },
        ]),
      ),
      accuracy: figures.accuracy,
      'macro avg': classified(figures.macro),
      'weighted avg': classified(figures.weighted),
    },
    'intent_errors.json': answers(false),
    'intent_successes.json': answers(true),
  }
}

/** A row of scikit-learn's `classification_report(output_dict=True)`. */
function classified({
  precision,
  recall,
  f1,
  support,
}: Pick<IntentFigures, 'precision' | 'recall' | 'f1' | 'support'>) {
  return { precision, recall, 'f1-score': f1, support }
}
