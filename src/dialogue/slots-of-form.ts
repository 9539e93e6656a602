import type { Form } from './bot.ts'

/** What a form fills: the slots it requires, and the one that its validation had it ask for. */
export const slotsOfForm = ({ required }: Form, requested: string | null): readonly string[] =>
  requested === null || required.includes(requested) ? required : [...required, requested]
