import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { understand } from '../src/nlp/understand.ts'
import { playConversation } from '../src/training/play-conversation.ts'
import { playStory } from '../src/training/play-story.ts'
import { readProject } from '../src/training/read-project.ts'
import { setStage } from './conversations.ts'

const { project } = await readProject('intents')
let stage: Awaited<ReturnType<typeof setStage>>

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.strike())

describe('the sample bot', () => {
  test.each(project.tests.map((one) => ({ ...one, at: `${one.source.file}:${one.source.line}` })))(
    '$name ($at)',
    async (played) => {
      const failures =
        played.kind === 'story'
          ? playStory(played, stage.bot, (message) => understand(message, stage.model.nlu))
          : await playConversation(played, stage)
      expect(failures).toEqual([])
    },
  )
})
