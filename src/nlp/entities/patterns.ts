/** The team's regular expressions, through RE2: linear in the message whatever they are. */
import { RE2JS } from 're2js'
import type { Entity } from '../../conversation.ts'
import { Problem } from '../../problem.ts'
import { hasMarks, neededMarks } from './needed-marks.ts'

export type PatternData = { readonly name: string; readonly pattern: string }

export type Pattern = {
  readonly name: string
  readonly expression: RE2JS
  /** What a text must hold for the expression to find anything. */
  readonly marks: readonly string[]
}

/** The sentence that says why a pattern cannot be used, or null when it can. */
export function whyNotPattern(pattern: string): string | null {
  try {
    RE2JS.compile(pattern, FLAGS)
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `The pattern ${pattern} cannot be used: ${reason}. Look-around and back-references are not linear-time; write it without them.`
  }
}

export function compilePattern({ name, pattern }: PatternData): Pattern {
  const reason = whyNotPattern(pattern)
  if (reason) throw new Problem('invalid', 'PatternRefused', `Regex ${name}: ${reason}`)
  return { name, expression: RE2JS.compile(pattern, FLAGS), marks: neededMarks(pattern) }
}

const FLAGS = RE2JS.CASE_INSENSITIVE

/** `text` has half-width forms and the message's own length and case. */
export function findPatterns(text: string, patterns: readonly Pattern[]): Entity[] {
  const found: Entity[] = []
  for (const { name, expression, marks } of patterns) {
    if (!hasMarks(text, marks)) continue
    const matcher = expression.matcher(text)
    while (matcher.find()) {
      const start = matcher.start()
      const end = matcher.end()
      if (end === start) continue
      found.push({ entity: name, value: text.slice(start, end), start, end, from: 'pattern' })
    }
  }
  return found
}
