import { join } from 'node:path'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { trainProject } from '../training/train-project.ts'
import type { Command } from './command.ts'

export const train: Command = {
  usage: 'parley train [--project DIR] [--json]',
  help: 'Trains the bot and publishes the model; a running server takes it by itself.\nBroken files are named with line and column, and leave the last good model in place.',
  async run({ project, json }) {
    const settings = readSettings(process.env)
    const progress = showProgress()
    try {
      const { hash, report } = await trainProject({
        project,
        models: join(settings.DATA_DIR, 'models'),
        seed: settings.SEED,
        onProgress: progress.show,
      })
      progress.end()
      if (json) console.log(JSON.stringify(report))
      else {
        const accuracy = ((report.accuracy ?? 0) * 100).toFixed(1)
        console.log(
          `Model ${hash.slice(0, 12)}: ${report.examples} examples, ${report.intents.length} intents, ${accuracy} % of held-out messages understood.`,
        )
      }
      return 0
    } finally {
      progress.end()
    }
  },
}
