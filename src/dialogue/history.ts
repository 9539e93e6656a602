import type { Entity, Tracker } from '../conversation.ts'
import { heardIntent } from './heard-intent.ts'

/**
 * One thing that happened as rules and stories see it: `I:greet` an intent, `T:hello` a message in
 * the customer's very words, `A:utter_greet` an action, `L:return_form` or `L:` a loop entered in
 * some other way than by its own action, or left.
 */
export type Token = {
  readonly token: string
  /** The form in progress before it happened. */
  readonly loopBefore: string | null
  readonly entities: readonly Entity[] | undefined
}

/** How a happening is written as a token. */
export type Naming = {
  readonly intent: (intent: string, text: string) => string
  /** `A:utter_greet`; null when rules and stories never see the action. */
  readonly action: (action: string) => string | null
  readonly isForm: (action: string) => boolean
}

/** Reading what may be missing is several times as fast as asking whether it is there. */
type Parts = { readonly action?: string; readonly loop?: string | null }

/** Looking further back than this would change no decision. */
const furthestBack = 60

/** The tracker's past as tokens, oldest first. */
export function historyOf(tracker: Tracker, naming: Naming): Token[] {
  const { past } = tracker
  const from = Math.max(0, past.length - furthestBack)
  const history = new History(loopBefore(tracker, from), naming)
  for (let at = from; at < past.length; at++) {
    const happening = past[at]!
    const { action, loop } = happening as Parts
    if (action !== undefined) history.acted(action)
    else if (loop !== undefined) history.looped(loop)
    else if ('intent' in happening) {
      history.heard(naming.intent(heardIntent(happening), happening.text), happening.entities)
    }
  }
  return history.tokens
}

/**
 * Collects tokens. The messages by which a form gets its answers leave no trace, so that a story
 * need not know how many there were: only the form's first run stands, and what interrupted it.
 */
export class History {
  readonly tokens: Token[] = []
  #loop: string | null
  readonly #naming: Naming

  constructor(loop: string | null, naming: Naming) {
    this.#loop = loop
    this.#naming = naming
  }

  get loop(): string | null {
    return this.#loop
  }

  heard(token: string, entities?: readonly Entity[]): void {
    this.#push(token, entities)
  }

  acted(action: string): void {
    const token = this.#naming.action(action)
    if (token === null) return
    if (this.#loop === action && this.#naming.isForm(action)) {
      const run = this.tokens.findLastIndex(isNoMessage)
      if (run >= 0 && this.tokens[run]!.token === token) {
        this.tokens.length = run + 1
        return
      }
    }
    this.#push(token)
  }

  looped(loop: string | null): void {
    const isImplied = loop !== null && this.tokens.at(-1)?.token === `A:${loop}`
    // What the fallback asks, and forms that the files no longer have, are nobody's step.
    const isForm = this.#naming.isForm(loop ?? this.#loop ?? '')
    if (loop !== this.#loop && !isImplied && isForm) {
      // In stories the last answer to a form may stand without the form's action behind it.
      if (loop === null && this.#loop !== null) this.#dropAnswers(this.#loop)
      this.#push(`L:${loop ?? ''}`)
    }
    this.#loop = loop
  }

  #dropAnswers(form: string): void {
    const run = this.tokens.findLastIndex(isNoMessage)
    if (run >= 0 && this.tokens[run]!.token === `A:${form}`) this.tokens.length = run + 1
  }

  #push(token: string, entities?: readonly Entity[]): void {
    this.tokens.push({ token, loopBefore: this.#loop, entities })
  }
}

const isNoMessage = ({ token }: Token): boolean =>
  !token.startsWith('I:') && !token.startsWith('T:')

/** The form in progress just before the happening at `from`. */
function loopBefore({ past, loop }: Tracker, from: number): string | null {
  let at = from
  while (at < past.length && (past[at] as Parts).loop === undefined) at++
  // The tracker is in whatever its latest happening of that kind entered or left.
  if (at === past.length) return loop
  for (at = from - 1; at >= 0; at--) {
    const before = (past[at] as Parts).loop
    if (before !== undefined) return before
  }
  return null
}
