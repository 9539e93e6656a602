import { describe, expect, test } from 'vitest'
import { understand } from '../src/nlp/understand.ts'
import { playConversation } from '../src/training/play-conversation.ts'
import { playStory } from '../src/training/play-story.ts'
import { readProject } from '../src/training/read-project.ts'
import { setStage } from './conversations.ts'

const { project } = await readProject('intents')

describe('the sample bot', () => {
  test.each(project.tests.map((one) => ({ ...one, at: `${one.source.file}:${one.source.line}` })))(
    '$name ($at)',
    async (played) => {
      const stage = await setStage()
      try {
        const failures =
          played.kind === 'story'
            ? playStory(played, stage.bot, (message) => understand(message, stage.model.nlu))
            : await playConversation(played, stage)
        expect(failures).toEqual([])
      } finally {
        await stage.strike()
      }
    },
  )
})
