import type { Account } from '../channels/activity.ts'
import type { BotFrameworkAdapter } from '../channels/bot-framework.ts'
import type { DirectLineAdapter, ParleyBot } from '../channels/bot.ts'
import { keepReference } from '../crm/channel-references.ts'
import { startConversation } from '../crm/log.ts'
import { type ChannelRelay, createChannelRelay } from './channel-relay.ts'
import { languageOf } from './language-of.ts'
import { announceTyping } from './live.ts'
import type { Parley } from './parley.ts'

export type LoadedBot = {
  readonly bot: ParleyBot
  readonly adapter: DirectLineAdapter
  readonly framework: BotFrameworkAdapter
  readonly relay: ChannelRelay
}

/** botbuilder takes half a second to load: so it does while the server already listens. */
export function botLoader(parley: Parley, account: Account): () => Promise<LoadedBot> {
  let loading: Promise<LoadedBot> | undefined
  return () => (loading ??= loadBot(parley, account))
}

async function loadBot(parley: Parley, account: Account): Promise<LoadedBot> {
  const { DirectLineAdapter, ParleyBot } = await import('../channels/bot.ts')
  const { BotFrameworkAdapter } = await import('../channels/bot-framework.ts')
  const { settings, takeTurn, db, log } = parley
  const bot = new ParleyBot({
    takeTurn,
    announceTyping: (conversation) => announceTyping(conversation, { side: 'customer' }),
    bot: account,
  })
  const credentials = {
    appId: settings.BOT_APP_ID,
    password: settings.BOT_APP_PASSWORD,
    tenant: settings.BOT_TENANT,
  }
  const framework = new BotFrameworkAdapter(credentials, bot, async (origin) => {
    const { id, channel, visitor, locale, reference } = origin
    await startConversation(db, { id, channel, visitor, language: languageOf(locale) })
    await keepReference(db, id, reference)
  })
  const relay = createChannelRelay(
    db,
    (reference, events) => framework.tell(reference, events, account),
    (error) => log?.error({ err: error }, 'What was said could not be sent to its channel.'),
  )
  return { bot, adapter: new DirectLineAdapter(), framework, relay }
}
