import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../crm/database.ts'
import { pastMessages } from '../crm/past-messages.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { trainProject } from '../training/train-project.ts'
import type { Command } from './command.ts'

export const train: Command = {
  usage: 'parley train [--project DIR] [--json]',
  help: 'Trains the bot and publishes the model; a running server takes it by itself.\nTakes its time (profile best) unless config.yml says profile: fast; learns from past messages too,\nmasked and without labels, unless LEARN_FROM_LOG=no. Broken files are named with line and column, and leave the last good model in place.',
  async run({ project, json }) {
    const settings = readSettings(process.env)
    const progress = showProgress()
    try {
      const { hash, report } = await trainProject({
        project,
        models: join(settings.DATA_DIR, 'models'),
        seed: settings.SEED,
        profile: 'best',
        unlabelled: settings.LEARN_FROM_LOG ? await ownMessages(settings.DATABASE_URL) : [],
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

/** A desk that has not opened yet has no messages, and training opens none. */
async function ownMessages(url: string): Promise<string[]> {
  const file = /^sqlite:(.*)$/.exec(url)?.[1]
  if (file !== undefined && !existsSync(file)) return []
  const db = await openDatabase(url)
  try {
    return await pastMessages(db)
  } finally {
    await db.close()
  }
}
