import { join } from 'node:path'
import { explain as explainText } from '../nlp/explain.ts'
import { bestPassage } from '../nlp/knowledge/knowledge.ts'
import { understand } from '../nlp/understand.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { trainProject } from '../training/train-project.ts'
import type { Command } from './command.ts'

export const explain: Command = {
  usage: 'parley explain "text" [--project DIR] [--json]',
  help: 'Says how a message is understood, and why.\nThe intents with their probability, the words for and against, the nearest training lines, the entities, the nearest page.',
  async run({ project, json, words }) {
    const text = words.join(' ')
    if (!text) throw new Problem('invalid', 'WrongUse', 'Give the text: parley explain "text".')
    const settings = readSettings(process.env)
    const progress = showProgress()
    const { nlu, knowledge } = await trainProject({
      project,
      models: join(settings.DATA_DIR, 'models'),
      seed: settings.SEED,
      onProgress: progress.show,
    }).finally(progress.end)
    const understanding = understand({ text }, nlu)
    const explanation = explainText(text, nlu)
    const page = knowledge ? bestPassage(text, understanding.language, knowledge) : null
    if (json) {
      console.log(JSON.stringify({ text, ...understanding, ...explanation, page }))
      return 0
    }
    const { ranking, doubt, entities, language, sentiment } = understanding
    const isDoubtful = doubt ? `, ${doubt}` : ''
    console.log(`language ${language}, sentiment ${sentiment.toFixed(2)}${isDoubtful}`)
    for (const { name, confidence } of ranking.slice(0, 5)) {
      console.log(`  ${(confidence * 100).toFixed(1).padStart(5)} %  ${name}`)
    }
    console.log('words for and against')
    for (const [word, push] of explanation.words) {
      console.log(`  ${push >= 0 ? '+' : ''}${push.toFixed(3)}  ${word}`)
    }
    console.log('nearest training lines')
    for (const { file, line, name, text: near } of explanation.nearest) {
      console.log(`  ${file}:${line} (${name ?? ''}) ${near}`)
    }
    if (page && knowledge) {
      const { passage, probability } = page
      const isQuoted = doubt && probability >= knowledge.data.threshold ? ', quoted' : ''
      console.log(
        `page ${passage.page}:${passage.line} ${passage.heading} (${probability.toFixed(2)}${isQuoted})`,
      )
    }
    for (const { entity, value, start, end, from } of entities) {
      console.log(`entity ${entity} = ${JSON.stringify(value)} at ${start}–${end}, from ${from}`)
    }
    return 0
  },
}
