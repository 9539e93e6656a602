/** What was written and not sent, per conversation; it survives a reload and ends with the tab. */

type Kind = 'say' | 'note'

export function readDraft(conversation: string, kind: Kind): string {
  try {
    return sessionStorage.getItem(`${kind} ${conversation}`) ?? ''
  } catch {
    return ''
  }
}

export function keepDraft(conversation: string, kind: Kind, text: string): void {
  try {
    if (text) sessionStorage.setItem(`${kind} ${conversation}`, text)
    else sessionStorage.removeItem(`${kind} ${conversation}`)
  } catch {
    // Storage is blocked or full: the draft lasts as long as the box.
  }
}
