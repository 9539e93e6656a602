import { join } from 'node:path'
import type { Action } from '../actions/action.ts'
import type { ActionServer } from '../actions/action-server.ts'
import { rasaAnswer } from '../actions/rasa-answer.ts'
import { openDatabase } from '../crm/database.ts'
import { loadSample } from '../crm/load-sample.ts'
import { understand } from '../nlp/understand.ts'
import { type Played, playConversation } from '../training/play-conversation.ts'
import { isWhole, playStoryInTurns } from '../training/play-story-turns.ts'
import { playStory } from '../training/play-story.ts'
import type { ConversationTest } from '../training/project.ts'
import type { ServingModel } from '../training/publish.ts'
import { setStage } from './stage.ts'

const sample = join(import.meta.dirname, '../../data/sample')

/**
 * Plays one test: conversations and whole stories through the turn that serves, other stories step
 * by step as Rasa does, since their forms and actions do not run. On a store of its own with the
 * sample shop: what one conversation changes must not be there for the next.
 */
export async function playTest(
  played: ConversationTest,
  model: ServingModel,
  server: ActionServer | null = null,
): Promise<Played> {
  const db = await openDatabase('sqlite::memory:')
  try {
    const stage = setStage(db, model, { server, stubs: stubsOf(played) })
    if (played.kind === 'story' && !isWhole(played, stage)) {
      return { failures: playStory(played, model.bot, (message) => understand(message, model.nlu)) }
    }
    await loadSample(db, sample)
    return played.kind === 'story'
      ? { failures: await playStoryInTurns(played, stage) }
      : await playConversation(played, stage)
  } finally {
    await db.close()
  }
}

/** What the test itself says that actions answer; a wrong answer breaks the test off as it would the turn. */
function stubsOf(played: ConversationTest): Readonly<Record<string, Action>> {
  if (played.kind === 'story') return {}
  return Object.fromEntries(
    Object.entries(played.stubs ?? {}).map(([name, answer]) => [
      name,
      () => Promise.resolve(answer).then(rasaAnswer),
    ]),
  )
}
