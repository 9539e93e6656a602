import type { Draft } from './draft.ts'
import { entityNames } from './entity-names.ts'
import type { Project } from './project.ts'
import { validateExamples } from './validate-examples.ts'
import { validateFacts } from './validate-facts.ts'
import { validateForms } from './validate-forms.ts'
import { validateNames } from './validate-names.ts'
import { validatePatterns } from './validate-patterns.ts'
import { validateRules } from './validate-rules.ts'

/** What only shows once all files are read. Skipped when one could not be: names would be missing. */
export function validateProject(project: Project, draft: Draft): void {
  if (draft.isBroken) return
  validateNames(project, draft)
  validateExamples(project, draft)
  validateForms(project, draft)
  validateRules(project, draft)
  validateFacts(project, draft)
  draft.findings.push(...validatePatterns(project.nlu, entityNames(project)))
}
