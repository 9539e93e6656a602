import type { Understanding } from '../conversation.ts'
import { correctionIn } from './correction.ts'
import type { Message } from './receive.ts'

/**
 * The things that a message says, each as a message of its own; most say one. "No, I meant the lamp"
 * is one as well. What is in doubt comes last: a question about it is what the turn ends with.
 */
export function clausesOf({ text, understanding }: Message): [Message, ...Message[]] {
  const { clauses = [], ...whole } = understanding
  if (clauses.length === 0 || correctionIn(text) !== null) return [{ text, understanding: whole }]
  const order = [...clauses.filter(({ doubt }) => !doubt), ...clauses.filter(({ doubt }) => doubt)]
  const [first, ...others] = order.map((clause): Message => {
    const { start, end, intent, ranking, doubt, entities } = clause
    const { doubt: _, ...rest } = whole
    return {
      text: text.slice(start, end).trim(),
      understanding: {
        ...rest,
        intent,
        ranking,
        entities: entities.map((one) => ({
          ...one,
          start: one.start - start,
          end: one.end - start,
        })),
        ...(doubt ? { doubt } : {}),
      } satisfies Understanding,
    }
  })
  return [first!, ...others]
}
