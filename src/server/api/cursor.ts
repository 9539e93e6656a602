import { Problem } from '../../problem.ts'

/** The place in a list that its next page begins after. */
export function cursorOf(place: readonly [string, string] | null | undefined): string | null {
  return place ? Buffer.from(JSON.stringify(place)).toString('base64url') : null
}

/** Problem 'invalid' `BadCursor`. */
export function placeIn(cursor: string | undefined): readonly [string, string] | null {
  if (cursor === undefined) return null
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (isPlace(place)) return place
  } catch {
    // Told below.
  }
  throw new Problem('invalid', 'BadCursor', 'The cursor is not one that a page gave.')
}

const isPlace = (place: unknown): place is readonly [string, string] =>
  Array.isArray(place) &&
  place.length === 2 &&
  place.every((part) => typeof part === 'string' && !part.includes('\0'))
