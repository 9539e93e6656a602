import { join } from 'node:path'
import { openDatabase } from '../crm/database.ts'
import { loadSample } from '../crm/load-sample.ts'
import { understand } from '../nlp/understand.ts'
import { type Played, playConversation } from '../training/play-conversation.ts'
import { playStory } from '../training/play-story.ts'
import type { ConversationTest } from '../training/project.ts'
import type { ServingModel } from '../training/publish.ts'
import { setStage } from './stage.ts'

const sample = join(import.meta.dirname, '../../data/sample')

/**
 * Plays one test conversation, on a store of its own with the sample shop: what one conversation
 * changes must not be there for the next.
 */
export async function playTest(played: ConversationTest, model: ServingModel): Promise<Played> {
  if (played.kind === 'story') {
    return { failures: playStory(played, model.bot, (message) => understand(message, model.nlu)) }
  }
  const db = await openDatabase('sqlite::memory:')
  try {
    await loadSample(db, sample)
    return await playConversation(played, setStage(db, model))
  } finally {
    await db.close()
  }
}
