import type { Entity } from '../../conversation.ts'

/** What a team wrote goes before what everybody has; compromise guesses, so it comes last. */
const rank: Readonly<Record<Entity['from'], number>> = {
  payload: 0,
  pattern: 1,
  lookup: 1,
  tagger: 1,
  system: 2,
  compromise: 3,
  jieba: 3,
}

/**
 * Of entities that overlap one stays: the better origin, then the longer, then the one found
 * first in the order given. Sorted by where they stand in the message.
 */
export function resolveOverlaps(found: readonly Entity[]): Entity[] {
  if (found.length < 2) return [...found]
  const order = found
    .map((entity, index) => ({ entity, index }))
    .sort(
      (a, b) =>
        rank[a.entity.from] - rank[b.entity.from] ||
        lengthOf(b.entity) - lengthOf(a.entity) ||
        a.index - b.index,
    )
  // Kept entities never overlap, so the nearest one on either side is all there is to ask.
  const kept: Entity[] = []
  for (const { entity } of order) {
    const at = placeOf(kept, entity.start)
    const before = kept[at - 1]
    const after = kept[at]
    if (before && before.end > entity.start) continue
    if (after && after.start < entity.end) continue
    kept.splice(at, 0, entity)
  }
  return kept
}

function lengthOf(entity: Entity): number {
  return entity.end - entity.start
}

/** Index of the first kept entity that starts at or after `start`. */
function placeOf(kept: readonly Entity[], start: number): number {
  let low = 0
  let high = kept.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (kept[middle]!.start < start) low = middle + 1
    else high = middle
  }
  return low
}
