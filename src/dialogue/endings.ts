import type { Shape } from './story-index.ts'

/**
 * Windows that end alike, in a tree from their latest token backwards. A branch that only one window
 * takes is not grown: with many stories that is nearly all of them.
 */
export type Ending = {
  /** Of the window that is just this long. */
  shapes?: Shape[]
  /** By the token before. */
  before?: Map<string, Ending>
  /** The one window that is longer, while there is no other. */
  only?: Lone
}

type Lone = { readonly window: readonly string[]; readonly shapes: Shape[] }

/** The shapes of a window, an empty list to be filled when it is new. */
export function shapesOf(window: readonly string[], endings: Ending): Shape[] {
  let ending = endings
  for (let length = 0; length < window.length; length++) {
    if (!ending.before) {
      const { only } = ending
      if (!only) return (ending.only = { window, shapes: [] }).shapes
      if (isSame(only.window, window)) return only.shapes
      branch(ending, only, length)
    }
    const token = window[window.length - 1 - length]!
    let before = ending.before!.get(token)
    if (!before) ending.before!.set(token, (before = {}))
    ending = before
  }
  return (ending.shapes ??= [])
}

function branch(ending: Ending, { window, shapes }: Lone, length: number): void {
  const isWhole = window.length === length + 1
  const before = isWhole ? { shapes } : { only: { window, shapes } }
  ending.before = new Map([[window[window.length - 1 - length]!, before]])
  delete ending.only
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((token, at) => token === other[at])

/** Every window with its shapes. */
export function* windowsOf(
  { shapes, before, only }: Ending,
  after: readonly string[] = [],
): Generator<readonly [window: readonly string[], shapes: Shape[]]> {
  if (shapes) yield [after, shapes]
  if (only) yield [only.window, only.shapes]
  for (const [token, earlier] of before ?? []) yield* windowsOf(earlier, [token, ...after])
}
