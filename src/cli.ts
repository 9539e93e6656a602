/** The `parley` command. Exits 0 on success, 1 when what it checks fails, 2 on wrong use. */
import { parseArgs } from 'node:util'
import { archive } from './commands/archive.ts'
import { backup } from './commands/backup.ts'
import type { Command } from './commands/command.ts'
import { doctor } from './commands/doctor.ts'
import { erase } from './commands/erase.ts'
import { explain } from './commands/explain.ts'
import { exportProject } from './commands/export-project.ts'
import { exportRecords } from './commands/export-records.ts'
import { hold } from './commands/hold.ts'
import { importProject } from './commands/import-project.ts'
import { importRecords } from './commands/import-records.ts'
import { init } from './commands/init.ts'
import { insights } from './commands/insights.ts'
import { shell } from './commands/shell.ts'
import { exportPerson } from './commands/export-person.ts'
import { move } from './commands/move.ts'
import { rekey } from './commands/rekey.ts'
import { restore } from './commands/restore.ts'
import { retention } from './commands/retention.ts'
import { start } from './commands/start.ts'
import { test } from './commands/test.ts'
import { train } from './commands/train.ts'
import { undoImport } from './commands/undo-import.ts'
import { validate } from './commands/validate.ts'
import { user } from './commands/user.ts'
import { Problem } from './problem.ts'

const commands: Readonly<Record<string, Command>> = {
  start,
  init,
  train,
  validate,
  test,
  shell,
  explain,
  import: importProject,
  export: exportProject,
  'export-records': exportRecords,
  'import-records': importRecords,
  'undo-import': undoImport,
  insights,
  backup,
  archive,
  restore,
  rekey,
  doctor,
  move,
  erase,
  retention,
  hold,
  'export-person': exportPerson,
  user,
}

process.exitCode = await run(process.argv.slice(2))

async function run([name = '--help', ...args]: readonly string[]): Promise<number> {
  const command = commands[name]
  if (!command) {
    const isHelp = name === '--help' || name === '-h' || name === 'help'
    if (!isHelp) console.error(`There is no command "${name}".\n`)
    console.error(`Usage: parley COMMAND [--project DIR] [--json]\n\n${list()}`)
    return isHelp ? 0 : 2
  }
  const given = read(args)
  if (typeof given === 'string' || given.help) {
    if (typeof given === 'string') console.error(`${given}\n`)
    console.error(`Usage: ${command.usage}\n\n${command.help}`)
    return typeof given === 'string' ? 2 : 0
  }
  try {
    return await command.run(given)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(error.message)
    return error.code === 'WrongUse' ? 2 : 1
  }
}

/** The options that every command takes, or what is wrong with them. */
function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        project: { type: 'string', default: 'intents' },
        json: { type: 'boolean', default: false },
        junit: { type: 'string' },
        record: { type: 'string' },
        schema: { type: 'string' },
        to: { type: 'string' },
        from: { type: 'string' },
        as: { type: 'string' },
        compare: { type: 'boolean', default: false },
        'hold-out': { type: 'string' },
        'cross-validation': { type: 'string' },
        out: { type: 'string', default: 'results' },
        key: { type: 'string' },
        at: { type: 'string' },
        reason: { type: 'string' },
        segment: { type: 'string' },
        release: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        again: { type: 'boolean', default: false },
        repair: { type: 'boolean', default: false },
        map: { type: 'string' },
        country: { type: 'string' },
        accept: { type: 'string' },
        continue: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return { ...values, words: positionals }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function list(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  return Object.entries(commands)
    .map(([name, { help }]) => `  ${name.padEnd(width)}  ${help.split('\n')[0]}`)
    .join('\n')
}
