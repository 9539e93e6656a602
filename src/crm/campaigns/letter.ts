import { Problem } from '../../problem.ts'

/** What is sent in one language. */
export type Letter = {
  /** Of an e-mail; a message in the widget has none. */
  readonly subject: string
  readonly text: string
}

/** What may stand in braces, and what it is of whom the letter goes to. */
export const letterFields = {
  name: (to: Addressee) => to.name,
  first_name: (to: Addressee) => firstName(to.name),
  city: (to: Addressee) => to.city,
} as const

export type Addressee = { readonly name: string; readonly city: string }

/** Problem 'invalid' `BadLetter` that names the language and the field that there is not. */
export function checkLetter({ subject, text }: Letter, language: string): void {
  for (const [part, words] of [
    ['subject', subject],
    ['text', text],
  ] as const) {
    for (const [written, name = ''] of words.matchAll(/\{([^{}]*)\}/g)) {
      if (Object.hasOwn(letterFields, name)) continue
      throw new Problem(
        'invalid',
        'BadLetter',
        `The ${part} in "${language}" has ${written}, which is no field. Use ${known}, or no braces.`,
      )
    }
  }
}

const known = Object.keys(letterFields)
  .map((name) => `{${name}}`)
  .join(', ')

/** The letter to one customer: `{name}` replaced by theirs, which is not looked into again. */
export function fillLetter({ subject, text }: Letter, to: Addressee): Letter {
  const fill = (words: string) =>
    words.replace(/\{([^{}]*)\}/g, (written, name: string) =>
      Object.hasOwn(letterFields, name) ? letterFields[name as LetterField](to) : written,
    )
  return { subject: fill(subject), text: fill(text) }
}

type LetterField = keyof typeof letterFields

/** "Anna Berg" is Anna; 王小明 is called by the whole name. */
const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name
