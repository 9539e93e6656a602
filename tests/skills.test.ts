import { describe, expect, test } from 'vitest'
import { playTest } from '../src/commands/play-test.ts'
import { readProject } from '../src/training/read-project.ts'
import { trainProject } from '../src/training/train-project.ts'

const folder = 'tests/conversations'
const { project, findings } = await readProject(folder)
const model = await trainProject({ project: folder, models: 'test-results/models-skills' })

describe('the conversation skills', () => {
  test('their bot has no errors', () => {
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test.each(project.tests.map((one) => ({ ...one, at: `${one.source.file}:${one.source.line}` })))(
    '$name ($at)',
    async (played) => {
      expect(await playTest(played, model)).toEqual({ failures: [] })
    },
  )
})
