/** Who writes a record. Of customers the id says it: their names stand in their own record only. */
export type Actor = {
  readonly kind: 'agent' | 'customer' | 'bot' | 'key' | 'import' | 'system'
  /** The agent's, customer's, key's or import's own; of the bot the conversation it acts in. */
  readonly id: string
  readonly name: string
}

/** Of a conversation: the customer who is proven to be in it, else the bot alone. */
export function actorIn(conversation: string, customer: string | null): Actor {
  return customer === null
    ? { kind: 'bot', id: conversation, name: 'Bot' }
    : { kind: 'customer', id: customer, name: '' }
}

/** Whoever may run commands on the machine. */
export const atTheCommandLine: Actor = { kind: 'system', id: 'command', name: 'Command line' }
