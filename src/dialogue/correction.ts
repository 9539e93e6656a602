/**
 * What a message puts in the place of what was said before: "the blue one" of "no, I meant the blue
 * one", 蓝色的 of 不对，我说的是蓝色的. Null when it corrects nothing.
 */
export function correctionIn(text: string): string | null {
  if (text.length > longest) return null
  for (const pattern of corrections) {
    const found = pattern.exec(text.trim())?.[1]?.replace(/[\s.!?。！？,，]+$/u, '')
    if (found) return found
  }
  return null
}

/** Whoever writes more than this is telling something new. */
const longest = 300

const no = String.raw`(?:(?:no|nope|wait|sorry|oops|actually|ah|oh|not that(?: one)?)\b[\s,.!–-]*)`
const chineseNo =
  '(?:(?:不对|不是|不|错了|我?(?:说|搞|弄|写|打)错了|抱歉|不好意思|等等)[\\s，,。.！!]*)'

const iMean = [
  'i (?:actually |really )?mean[t]?',
  'what i mean[t]? (?:is|was)',
  'i wanted to say',
  'i should have said',
].join('|')
const makeIt = ['make (?:it|that)', 'change (?:it|that) to', 'it should (?:be|have been|say)'].join(
  '|',
)
const chineseIMean = '我(?:刚才|刚刚)?(?:说的?|指的?|想说的?|的意思)是|我是(?:说|指)'

const corrections = [
  // no, I meant the blue one · sorry, I mean HP-10024
  new RegExp(String.raw`^${no}*(?:${iMean})(?: to say)?[\s,:]+(.+)$`, 'iu'),
  // sorry, make that two: without the first word it may be an answer like any other
  new RegExp(String.raw`^${no}+(?:${makeIt})[\s,:]+(.+)$`, 'iu'),
  // not the red one but the blue one · not the red, the blue one
  new RegExp(String.raw`^${no}?not (?:the |a |an )?[^,]+?(?:,? but|,)\s+(.+)$`, 'iu'),
  // no, the blue one
  new RegExp(String.raw`^${no}+((?:the|that|this) (?:\S+ ){0,3}ones?)\W*$`, 'iu'),
  // the blue one instead
  new RegExp(String.raw`^${no}*((?:the|that|this) .+?),? instead(?:,? please)?\W*$`, 'iu'),
  // 不对，我说的是蓝色的 · 我是说台灯
  new RegExp(`^${chineseNo}*(?:${chineseIMean})[，,：:\\s]*(.+)$`, 'u'),
  // 说错了，应该是两个
  new RegExp(`^${chineseNo}+(?:应该是|改成|换成)[，,：:\\s]*(.+)$`, 'u'),
  // 不是红色的，是蓝色的 · 不要红的，要蓝的
  /^(?:不是|不要)[^，,]+(?:[，,]\s*(?:而?是|要)|而是)(.+)$/u,
  // 不对，是蓝色的
  new RegExp(`^${chineseNo}+(?<=[，,。.！!\\s])是(.+)$`, 'u'),
]
