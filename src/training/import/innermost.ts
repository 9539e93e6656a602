import { type GivenEntity, type Importing, remark } from './importing.ts'

/**
 * Entities made of others, such as a `From` around a `City`: files mark each place once, so the parts
 * keep their marks and take the whole's name as their role. The whole is remarked upon, once a name.
 */
export function innermost(
  into: Importing,
  file: string,
  entities: readonly GivenEntity[],
): GivenEntity[] {
  const isWithin = (one: GivenEntity, other: GivenEntity) =>
    one !== other &&
    other.start <= one.start &&
    one.end <= other.end &&
    (one.end - one.start < other.end - other.start ||
      entities.indexOf(one) > entities.indexOf(other))
  return entities.flatMap((entity) => {
    if (entities.some((other) => isWithin(other, entity))) {
      const key = JSON.stringify(['composite', entity.entity])
      if (!into.seen.has(key)) {
        into.seen.add(key)
        remark(
          into,
          'changed',
          file,
          `entity ${entity.entity}`,
          'It is made of others: they keep their marks, with its name for a role.',
        )
      }
      return []
    }
    const around = entities
      .filter((other) => isWithin(entity, other))
      .sort((a, b) => a.end - a.start - (b.end - b.start))[0]
    return [around && entity.role === undefined ? { ...entity, role: around.entity } : entity]
  })
}
