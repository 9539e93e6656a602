import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import type { Command } from './command.ts'

const starter = join(import.meta.dirname, '../../data/starter')

export const init: Command = {
  usage: 'parley init DIR',
  help: 'Makes a small bot to start from, in English and Chinese, with its own tests.\nThe folder must be new or empty.',
  run({ words, json }) {
    const [folder] = words
    if (!folder) throw new Problem('invalid', 'WrongUse', 'Name the folder: parley init DIR.')
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      throw new Problem(
        'conflict',
        'FolderNotEmpty',
        `The folder ${folder} is not empty. Name a new one.`,
      )
    }
    try {
      cpSync(starter, folder, { recursive: true })
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code ?? 'unknown'
      throw new Problem(
        'invalid',
        'CannotWrite',
        `The folder ${folder} cannot be written (${code}).`,
        { cause },
      )
    }
    const next = ['validate', 'train', 'test', 'shell'].map(
      (one) => `npx parley ${one} --project ${folder}`,
    )
    if (json) console.log(JSON.stringify({ folder, next }))
    else
      console.log(
        `A bot for a bicycle workshop is in ${folder}. What to do with it:\n  ${next.join('\n  ')}`,
      )
    return Promise.resolve(0)
  },
}
