import type { Draft } from './draft.ts'
import type { Project } from './project.ts'
import { tell } from './tell.ts'

const names = new Intl.DisplayNames(['en'], { type: 'language' })

/** Tells of responses and intents that one of a bot's languages has and another lacks. */
export function validateLanguages({ bot, nlu }: Project, draft: Draft): void {
  const spoken = new Set(
    Object.values(bot.responses).flatMap((all) => all.flatMap((one) => one.language ?? [])),
  )
  if (spoken.size > 1) {
    for (const [response, variants] of Object.entries(bot.responses)) {
      // One without a language is said to everybody.
      if (variants.length === 0 || variants.some(({ language }) => language === undefined)) continue
      for (const language of spoken) {
        if (variants.some((variant) => variant.language === language)) continue
        const [variant] = variants
        tell(draft, {
          code: 'missing-translation',
          at: variant!.source,
          message: `The response ${response} has no words in ${names.of(language)}.`,
          remedy: `Write it in ${language}/ too.`,
        })
      }
    }
  }

  const written = new Map<string, Map<string, { file: string; line: number }>>()
  const folders = new Set<string>()
  for (const { intent, language, source } of nlu.examples) {
    const byLanguage = written.get(intent) ?? new Map<string, { file: string; line: number }>()
    if (!byLanguage.has(language)) byLanguage.set(language, source)
    written.set(intent, byLanguage)
    folders.add(language)
  }
  for (const [intent, byLanguage] of written) {
    for (const language of folders) {
      if (byLanguage.has(language)) continue
      const [[, source] = ['', null]] = byLanguage
      if (!source) continue
      tell(draft, {
        code: 'missing-translation',
        at: source,
        message: `The intent ${intent} has no examples in ${names.of(language)}.`,
        remedy: `Write some in ${language}/.`,
      })
    }
  }
}
