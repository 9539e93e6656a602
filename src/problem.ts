/** What a person may be told. Anything else that is thrown is a bug. */
export class Problem extends Error {
  readonly kind: ProblemKind
  /** Stable, for programs: `ConversationNotFound`. The message is for people and may change. */
  readonly code: string
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined
  /** More for programs, such as both values of a field that two people changed. */
  readonly details: Readonly<Record<string, unknown>> | undefined

  constructor(
    kind: ProblemKind,
    code: string,
    message: string,
    options: {
      cause?: unknown
      retryAfter?: number
      details?: Readonly<Record<string, unknown>>
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Problem'
    this.kind = kind
    this.code = code
    this.retryAfter = options.retryAfter
    this.details = options.details
  }
}

export type ProblemKind = 'invalid' | 'not-found' | 'not-allowed' | 'conflict' | 'unavailable'
