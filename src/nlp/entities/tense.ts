/** Whether a message speaks of what was or of what is to come, at one place of it. */
import type { Tense } from './calendar.ts'

const past =
  /\b(?:(?:was|were|did|didn't|had|ordered|bought|received|arrived|came|got|placed|made|returned|purchased|emailed|called|wrote|complained|told|said|promised|went|happened|started|began|left|booked|missed|broke|since|ago)\b|(?<!\b(?:be|it|get|gets|being) )(?:delivered|shipped|sent|dispatched|paid|charged|refunded|cancelled|signed|scheduled)\b)|(?:[买订购付寄发退换拍签投收下到取][了过的]|[到过来]了|已经|下的单|下过单|付款了|收到)/g
const future =
  /\b(?:will|won't|shall|going to|gonna|want|wanna|need|can|could|would|should|please|let's|until|till|by|due|arrives?|arriving|coming|expect|expected|plan|get|deliver|send|come|before|ship|book|reserve|schedule|to be)\b|(?:会|想要?|要|将|能|可以|准备|打算|之前|前[到送寄]|预约|预计|改到|改成|送[到达来货])/g

/**
 * In English the nearest word before the date tells, else the first one after it; Chinese puts it
 * after the date: 周三买的, 周三能到吗.
 */
export function tenseAt(normal: string, start: number, end: number): Tense {
  const cues = [...cuesOf(normal, past, 'past'), ...cuesOf(normal, future, 'future')].filter(
    (cue) => cue.end <= start || cue.start >= end,
  )
  const before = cues.filter((cue) => cue.end <= start).sort((a, b) => b.end - a.end)[0]
  const after = cues.filter((cue) => cue.start >= end).sort((a, b) => a.start - b.start)[0]
  const isChinese = /\p{Script=Han}/u.test(normal.slice(start, end))
  const cue = isChinese ? (after ?? before) : (before ?? after)
  return cue?.tense ?? 'open'
}

type Cue = { readonly start: number; readonly end: number; readonly tense: Tense }

function cuesOf(normal: string, expression: RegExp, tense: Tense): Cue[] {
  const cues: Cue[] = []
  for (const match of normal.matchAll(expression)) {
    cues.push({ start: match.index, end: match.index + match[0].length, tense })
  }
  return cues
}
