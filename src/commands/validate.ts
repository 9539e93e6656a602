import { readProject } from '../training/read-project.ts'
import type { Command } from './command.ts'

export const validate: Command = {
  usage: 'parley validate [--project DIR] [--json]',
  help: 'Checks the training files, and says what is wrong with file, line and column.\nExits 1 when there is an error; warnings alone are no failure.',
  async run({ project, json }) {
    const { findings } = await readProject(project)
    const errors = findings.filter(({ severity }) => severity === 'error').length
    if (json) console.log(JSON.stringify({ errors, findings }))
    else {
      for (const { severity, file, line, column, message, remedy } of findings) {
        console.log(
          `${file}:${line}:${column} ${severity}: ${message}${remedy ? ` ${remedy}` : ''}`,
        )
      }
      console.log(`${errors} errors, ${findings.length - errors} warnings.`)
    }
    return errors > 0 ? 1 : 0
  },
}
