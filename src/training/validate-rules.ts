import { contradictions } from '../dialogue/contradictions.ts'
import { countPaths, mostPaths, rulesAndStories } from '../dialogue/paths.ts'
import type { Draft } from './draft.ts'
import type { Project } from './project.ts'

/** Tells of rules that contradict each other, and of stories with too many ways through them. */
export function validateRules({ bot }: Project, draft: Draft): void {
  for (const { after, one, other } of contradictions(bot)) {
    const { file, line, name } = other.source
    draft.findings.push({
      severity: 'warning',
      file,
      line,
      column: 1,
      message: `After ${after.join(', ')} the rule "${name}" wants ${inWords(other.action)}, but "${one.source.name}" at ${one.source.file}:${one.source.line} wants ${inWords(one.action)}; the first is followed.`,
      remedy: 'Give one of them a condition, or join them.',
    })
  }
  for (const story of rulesAndStories(bot)) {
    const paths = countPaths(story)
    if (paths <= mostPaths) continue
    draft.findings.push({
      severity: 'warning',
      file: story.source.file,
      line: story.source.line,
      column: 1,
      message: `"${story.name}" has ${paths} ways through its or steps; ${mostPaths} are learned.`,
      remedy: 'Split it into several.',
    })
  }
}

const inWords = (action: string): string =>
  action === 'action_listen' ? 'to wait for an answer' : action
