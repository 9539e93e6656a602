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
  readonly entities?: readonly Entity[]
}

/** How a happening is written as a token; null when rules and stories never see it. */
export type Naming = {
  readonly intent: (intent: string, text: string) => string
  readonly isForm: (action: string) => boolean
  readonly isSeen: (action: string) => boolean
}

/** Looking further back than this would change no decision. */
const furthestBack = 60

/** The tracker's past as tokens, oldest first. */
export function historyOf(tracker: Tracker, naming: Naming): Token[] {
  const past = tracker.past.slice(-furthestBack)
  const history = new History(loopBefore(tracker, past), naming)
  for (const happening of past) {
    if ('intent' in happening) {
      history.heard(naming.intent(heardIntent(happening), happening.text), happening.entities)
    } else if ('action' in happening) history.acted(happening.action)
    else if ('loop' in happening) history.looped(happening.loop)
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
    if (!this.#naming.isSeen(action)) return
    if (this.#loop === action && this.#naming.isForm(action)) {
      const run = this.tokens.findLastIndex(({ token }) => !/^[IT]:/.test(token))
      if (run >= 0 && this.tokens[run]!.token === `A:${action}`) {
        this.tokens.length = run + 1
        return
      }
    }
    this.#push(`A:${action}`)
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
    const run = this.tokens.findLastIndex(({ token }) => !/^[IT]:/.test(token))
    if (run >= 0 && this.tokens[run]!.token === `A:${form}`) this.tokens.length = run + 1
  }

  #push(token: string, entities?: readonly Entity[]): void {
    this.tokens.push({ token, loopBefore: this.#loop, ...(entities ? { entities } : {}) })
  }
}

function loopBefore(tracker: Tracker, past: Tracker['past']): string | null {
  for (let at = tracker.past.length - past.length - 1; at >= 0; at--) {
    const happening = tracker.past[at]!
    if ('loop' in happening) return happening.loop
  }
  return past.some((happening) => 'loop' in happening) ? null : tracker.loop
}
