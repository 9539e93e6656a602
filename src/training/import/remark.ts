/** What a report of an import tells of one item. */
export type Remark = {
  /** `left-out`: has no counterpart here. `changed`: is here, but not as it was. `broken`: cannot be read. */
  readonly kind: 'left-out' | 'changed' | 'broken'
  readonly file: string
  /** Such as: intent order.pizza · example "I want [x" · setting webhook. */
  readonly item: string
  readonly why: string
}
