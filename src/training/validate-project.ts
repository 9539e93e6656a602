import type { Draft } from './draft.ts'
import { entityNames } from './entity-names.ts'
import type { Project } from './project.ts'
import { validateAnnotations } from './validate-annotations.ts'
import { validateDuplicates } from './validate-duplicates.ts'
import { validateExamples } from './validate-examples.ts'
import { validateFacts } from './validate-facts.ts'
import { validateForms } from './validate-forms.ts'
import { validateNames } from './validate-names.ts'
import { validatePatterns } from './validate-patterns.ts'
import { validateReach } from './validate-reach.ts'
import { validateSlots } from './validate-slots.ts'
import { validateLanguages } from './validate-languages.ts'
import { validateLoops } from './validate-loops.ts'
import { validatePayloads } from './validate-payloads.ts'
import { validateRules } from './validate-rules.ts'

/** What only shows once all files are read. Skipped when one could not be: names would be missing. */
export function validateProject(project: Project, draft: Draft): void {
  if (draft.isBroken) return
  validateNames(project, draft)
  validateExamples(project, draft)
  validateDuplicates(project, draft)
  validateAnnotations(project, draft)
  validateForms(project, draft)
  validateRules(project, draft)
  validateReach(project, draft)
  validateSlots(project, draft)
  validateLanguages(project, draft)
  validateLoops(project, draft)
  validatePayloads(project, draft)
  validateFacts(project, draft)
  draft.findings.push(...validatePatterns(project.nlu, entityNames(project)))
}
