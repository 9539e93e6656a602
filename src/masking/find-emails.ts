import type { Finding } from './finding.ts'

const at = String.raw`(?:[ \u200b]{0,2}@[ \u200b]{0,2}|[ ]?[([]at[)\]][ ]?)`
const dot = String.raw`(?:\.|[ ]?[([]dot[)\]][ ]?)`
const latin = String.raw`[a-z\d\u00c0-\u024f]`
// RFC 5321, 4.5.3.1: at most 64 characters before the @. A name in Latin letters ends where other
// letters begin ("邮箱是anna@example.com"), a name in other letters (RFC 6531) at any mark.
const address = new RegExp(
  `(?:(?<!${latin}|[.+_-])${latin}(?:${latin}|[.+_%'\\-\\u200b]){0,63}|(?<!\\p{L})(?:(?!${latin})\\p{L}){1,64})${at}` +
    `(?:[\\p{L}\\d](?:[\\p{L}\\d-]{0,62})${dot}){1,5}\\p{L}{2,24}`,
  'giu',
)

/** E-mail addresses, also with blanks about the @ or as "name (at) example (dot) com". */
export function findEmails(folded: string): Finding[] {
  if (!/@|[([]at[)\]]/i.test(folded)) return []
  return Array.from(folded.matchAll(address), ({ 0: written, index }) => ({
    kind: 'email',
    start: index,
    end: index + ending(written),
  }))
}

/** "anna@example.com我的" ends at com: top-level names don't mix scripts. */
function ending(written: string): number {
  const mixed = /^(.*[a-z]{2,24})[\u0250-\uffff]+$/is.exec(written)
  return mixed?.[1]?.length ?? written.length
}
