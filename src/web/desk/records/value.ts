/** What a field of a record holds. */
export type Value = string | number | boolean | null
