import type { Example } from '../training/project.ts'
import type { ServingModel } from '../training/publish.ts'
import { readProject } from '../training/read-project.ts'

const read = new WeakMap<ServingModel, Promise<readonly Example[]>>()

/** The examples of the training files, read once for each model that serves. */
export function linesOf(model: ServingModel, project: string): Promise<readonly Example[]> {
  const known = read.get(model)
  if (known) return known
  const lines = readProject(project).then(({ project: { nlu } }) => nlu.examples)
  read.set(model, lines)
  lines.catch(() => read.delete(model))
  return lines
}
