import type { Finding } from '../training/project.ts'
import { readProject } from '../training/read-project.ts'
import { actionsMention } from './actions-mention.ts'
import type { Command } from './command.ts'

export const validate: Command = {
  usage: 'parley validate [--project DIR] [--json]',
  help: 'Checks the training files, and says what is wrong with file, line and column.\nExits 1 when there is an error; warnings alone are no failure.',
  async run({ project, json }) {
    const { findings } = await readProject(project, {
      actionsMention: actionsMention(project),
    })
    const count = (kind: Finding['severity']) =>
      findings.filter(({ severity }) => severity === kind).length
    const [errors, warnings, notes] = [count('error'), count('warning'), count('note')]
    if (json) console.log(JSON.stringify({ errors, warnings, notes, findings }))
    else {
      for (const { severity, file, line, column, message, remedy, conversation } of findings) {
        console.log(
          `${file}:${line}:${column} ${severity}: ${message}${remedy ? ` ${remedy}` : ''}`,
        )
        for (const said of conversation ?? []) console.log(`    ${said}`)
      }
      console.log(`${errors} errors, ${warnings} warnings, ${notes} notes.`)
    }
    return errors > 0 ? 1 : 0
  },
}
