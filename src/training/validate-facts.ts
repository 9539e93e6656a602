import type { Draft } from './draft.ts'
import type { Project } from './project.ts'

/** Tells of rules that ask for business hours where the domain has none. */
export function validateFacts({ bot }: Project, draft: Draft): void {
  if (bot.hours) return
  for (const { name, source, conditions } of bot.rules) {
    if (!conditions.some((test) => 'fact' in test && test.fact === 'hours')) continue
    draft.findings.push({
      severity: 'warning',
      file: source.file,
      line: source.line,
      column: 1,
      message: `The rule "${name}" asks for business hours, and the domain has none: they are always open.`,
      remedy:
        'Write business_hours: {time_zone: Europe/Berlin, mon-fri: 09:00-17:00} in the domain.',
    })
  }
}
