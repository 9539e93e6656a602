import { describe, expect, test } from 'vitest'
import { playTest } from '../src/commands/play-test.ts'
import { loadCurrent } from '../src/training/publish.ts'
import { readProject } from '../src/training/read-project.ts'
import { models } from './parley-process.ts'

const { project } = await readProject('intents')
const model = loadCurrent(models)

describe('the sample bot', () => {
  test.each(project.tests.map((one) => ({ ...one, at: `${one.source.file}:${one.source.line}` })))(
    '$name ($at)',
    async (played) => {
      expect(await playTest(played, model!)).toEqual({ failures: [] })
    },
  )
})
