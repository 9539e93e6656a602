import { Problem } from '../problem.ts'
import type { Finding } from '../training/project.ts'
import { readProject } from '../training/read-project.ts'
import { actionsMention } from './actions-mention.ts'
import { jsonSchema, schemas } from '../training/schemas.ts'
import type { Command } from './command.ts'

export const validate: Command = {
  usage: 'parley validate [--project DIR] [--json] | parley validate --schema KIND',
  help: 'Checks the training files, and says what is wrong with file, line and column.\nExits 1 when there is an error; warnings and notes are no failure.\nWith --schema it prints the JSON Schema of a kind of file, for editors: nlu, stories, rules, responses,\ndomain, config, endpoints, tests, or training for files that hold several of them.',
  async run({ project, json, schema }) {
    if (schema !== undefined) return printSchema(schema)
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

function printSchema(kind: string): number {
  const known = Object.keys(schemas)
  const found = known.find((one): one is keyof typeof schemas => one === kind)
  if (!found) {
    const message = `There is no schema ${kind}. Name one of: ${known.join(', ')}.`
    throw new Problem('invalid', 'WrongUse', message)
  }
  console.log(JSON.stringify(jsonSchema(found), null, 2))
  return 0
}
