import { createHash } from 'node:crypto'

/** What the hash of an entry covers. */
export type Hashed = {
  readonly number: number
  readonly at: string
  readonly byKind: string
  readonly byId: string
  readonly byName: string
  readonly action: string
  readonly kind: string
  readonly aboutHash: string
}

/** What can be forgotten: the entry's hash covers only a salted hash of it. */
export type About = {
  readonly id: string
  readonly detail: string | null
  readonly salt: string
}

/** The hash before the first entry. */
export const FIRST = '0'.repeat(64)

/** SHA-256 of a JSON array, in this order and without blanks, in UTF-8. */
export const entryHash = (entry: Hashed, before: string): string =>
  sha256([
    entry.number,
    entry.at,
    entry.byKind,
    entry.byId,
    entry.byName,
    entry.action,
    entry.kind,
    entry.aboutHash,
    before,
  ])

export const aboutHash = ({ id, detail, salt }: About): string => sha256([salt, id, detail])

/** As both engines give it back: half characters and NUL they do not. */
export const plain = (text: string): string =>
  Buffer.from(text).toString().replaceAll('\0', '\uFFFD')

const sha256 = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')
