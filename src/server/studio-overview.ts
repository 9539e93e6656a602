import type { Language } from '../conversation.ts'
import type { Example } from '../training/project.ts'
import type { ServingModel } from '../training/publish.ts'
import type { StudioOverview } from './wire.ts'

/** What the bot was taught and how well it learnt it, as the studio's first page tells it. */
export function studioOverview(
  { hash, nlu, bot, report }: ServingModel,
  lines: readonly Example[],
): StudioOverview {
  const scores = new Map(report.perIntent.map(({ intent, ...score }) => [intent, score]))
  const counts = countByLanguage(lines)
  const languages = new Map(lines.map(({ source, language }) => [source.file, language]))
  return {
    model: hash,
    languages: nlu.languages,
    examples: report.examples,
    intents: report.intents.map(({ name, examples }) => ({
      name,
      examples,
      languages: counts.get(name) ?? {},
      score: scores.get(name) ?? null,
    })),
    responses: Object.entries(bot.responses).map(([name, variants]) => ({
      name,
      variants: variants.map(({ text, language, source: { file, line } }) => ({
        text: text ?? '',
        language: language ?? null,
        source: { file, line },
      })),
    })),
    report: {
      accuracy: report.accuracy,
      confusions: report.confusions.map(
        ({ expected, got, count, example: { text, file, line } }) => ({
          expected,
          got,
          count,
          example: { text, file, line, language: languages.get(file) ?? nlu.languages[0] ?? 'en' },
        }),
      ),
      findings: report.findings,
    },
  }
}

function countByLanguage(lines: readonly Example[]): Map<string, Record<Language, number>> {
  const counts = new Map<string, Record<Language, number>>()
  for (const { intent, language } of lines) {
    const known = counts.get(intent) ?? {}
    known[language] = (known[language] ?? 0) + 1
    counts.set(intent, known)
  }
  return counts
}
