import { join } from 'node:path'
import { explain as explainText } from '../nlp/explain.ts'
import { bestPassage } from '../nlp/knowledge/knowledge.ts'
import { understand } from '../nlp/understand.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { trainProject } from '../training/train-project.ts'
import type { Command } from './command.ts'
import { explanationText } from './explanation-text.ts'
import { weighWords } from './weigh-words.ts'

export const explain: Command = {
  usage: 'parley explain "text" [--project DIR] [--compare] [--json]',
  help: 'Says how a message is understood, and why.\nThe intents with their probability, the words for and against, the nearest training lines, the entities, the nearest page.\n--compare sets LIME and SHAP beside the words.',
  async run({ project, json, compare = false, words }) {
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
    const { language } = understanding
    const weighed = weighWords(text, language, nlu, { compare })
    const page = knowledge ? bestPassage(text, language, knowledge) : null
    if (json) {
      console.log(JSON.stringify({ text, ...understanding, ...explanation, weighed, page }))
      return 0
    }
    console.log(explanationText(understanding, weighed, explanation.nearest))
    if (page && knowledge) {
      const { passage, probability } = page
      const isQuoted =
        understanding.doubt && probability >= knowledge.data.threshold ? ', quoted' : ''
      const place = `${passage.page}:${passage.line} ${passage.heading}`
      console.log(`\nnearest page\n  ${place} (${probability.toFixed(2)}${isQuoted})`)
    }
    return 0
  },
}
