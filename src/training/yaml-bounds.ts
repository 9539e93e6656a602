/** What a file may hold, counted before the parser sees it: there it would cost far more than its size. */
export type TooMuch = { readonly line: number; readonly message: string; readonly remedy: string }

const deepest = 200
const mostLines = 600_000
/** Anchors, aliases and tags, of which training files have next to none. */
const mostMarks = 500
const mostOnOneLine = 5000
const longestLine = 50_000
const mostSameKeys = 100

/** The first line that is too much, or null. JSON may well stand on one line. */
export function tooMuch(text: string, isJson: boolean): TooMuch | null {
  let line = 0
  let open = 0
  let marks = 0
  const indents: number[] = []
  const keys = new Map<string, number>()
  const refuse = (message: string, remedy: string): TooMuch => ({ line, message, remedy })
  const tooDeep = () =>
    refuse(`More than ${deepest} levels stand inside one another.`, 'Make it flatter.')
  // Before they are split: that alone takes its time.
  for (let at = -1; (at = text.indexOf('\n', at + 1)) >= 0;) {
    if (++line <= mostLines) continue
    return refuse(`The file has more than ${mostLines} lines.`, 'Split it into several files.')
  }
  line = 0
  for (const content of text.split('\n')) {
    line++
    if (/[^[\]{}\s,]/.test(content) && !goesOn.test(content)) open = 0
    if (/^\s*(?:[-?]\s+){200}/.test(content)) return tooDeep()
    const indent = content.search(/\S/)
    if (indent >= 0) {
      while (indents.length > 0 && indents.at(-1)! >= indent) indents.pop()
      if (indents.push(indent) > deepest) return tooDeep()
    }
    let commas = 0
    // Most lines hold no bracket and stand in none.
    const length = open > 0 || mayOpen.test(content) ? content.length : 0
    for (let at = 0; at < length; at++) {
      const letter = content[at]
      if (letter === '[' || letter === '{') open++
      else if (letter === ']' || letter === '}') open = Math.max(0, open - 1)
      else if (letter === ',' && open > 0) commas++
      if (open > deepest) return tooDeep()
    }
    if (content.length > longestLine && !isJson) {
      return refuse(
        `The line has more than ${longestLine} characters.`,
        'Split it into several lines.',
      )
    }
    if (commas > mostOnOneLine && !isJson) {
      return refuse(
        `More than ${mostOnOneLine} items stand on one line.`,
        'Write a list, each item after a dash.',
      )
    }
    if (mayBeMark.test(content)) marks += content.match(mark)?.length ?? 0
    if (marks > mostMarks) {
      return refuse(
        `Anchors, aliases (*name) and tags are used too often: more than ${mostMarks} times.`,
        'Write the values out.',
      )
    }
    const key = indent === 0 ? /^["']?(\w{1,100})["']?:/.exec(content)?.[1] : undefined
    if (key === undefined) continue
    const count = (keys.get(key) ?? 0) + 1
    keys.set(key, count)
    if (count > mostSameKeys) {
      return refuse(`The key ${key} stands here more than ${mostSameKeys} times.`, 'Join them.')
    }
  }
  return null
}

/** A bracket that was opened here is closed further down. */
const goesOn = /[[{,:]\s*(?:#.*)?$/
const mayOpen = /[[{]/
const mayBeMark = /[&*!]/
/** As the whole of a value, or before it; not within a sentence. */
const mark = /(?:^\s*|[-:?]\s+|[[{,]\s*)(?:[&*][\w.-]+|![\w!:/.-]*)(?=\s*$|\s*[,\]}]|\s+\S)/g
