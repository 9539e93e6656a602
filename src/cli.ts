/** The `parley` command. Exits 0 on success, 1 when what it checks fails, 2 on wrong use. */
import { parseArgs } from 'node:util'
import type { Command } from './commands/command.ts'
import { Problem } from './problem.ts'

/** Each is loaded only when it is asked for: together they take seconds. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  init: async () => (await import('./commands/init.ts')).init,
  train: async () => (await import('./commands/train.ts')).train,
  validate: async () => (await import('./commands/validate.ts')).validate,
  test: async () => (await import('./commands/test.ts')).test,
  shell: async () => (await import('./commands/shell.ts')).shell,
  explain: async () => (await import('./commands/explain.ts')).explain,
  import: async () => (await import('./commands/import-project.ts')).importProject,
  export: async () => (await import('./commands/export-project.ts')).exportProject,
  'export-records': async () => (await import('./commands/export-records.ts')).exportRecords,
  'import-records': async () => (await import('./commands/import-records.ts')).importRecords,
  'undo-import': async () => (await import('./commands/undo-import.ts')).undoImport,
  insights: async () => (await import('./commands/insights.ts')).insights,
  backup: async () => (await import('./commands/backup.ts')).backup,
  archive: async () => (await import('./commands/archive.ts')).archive,
  restore: async () => (await import('./commands/restore.ts')).restore,
  rekey: async () => (await import('./commands/rekey.ts')).rekey,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  move: async () => (await import('./commands/move.ts')).move,
  erase: async () => (await import('./commands/erase.ts')).erase,
  retention: async () => (await import('./commands/retention.ts')).retention,
  hold: async () => (await import('./commands/hold.ts')).hold,
  'export-person': async () => (await import('./commands/export-person.ts')).exportPerson,
  user: async () => (await import('./commands/user.ts')).user,
}

process.exitCode = await run(process.argv.slice(2))

async function run([name = '--help', ...args]: readonly string[]): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    const isHelp = name === '--help' || name === '-h' || name === 'help'
    if (!isHelp) console.error(`There is no command "${name}".\n`)
    console.error(`Usage: parley COMMAND [--project DIR] [--json]\n\n${await list()}`)
    return isHelp ? 0 : 2
  }
  const command = await load()
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

async function list(): Promise<string> {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(async ([name, load]) => {
    const { help } = await load()
    return `  ${name.padEnd(width)}  ${help.split('\n')[0]}`
  })
  return (await Promise.all(lines)).join('\n')
}
