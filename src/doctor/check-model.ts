import { join } from 'node:path'
import { Problem } from '../problem.ts'
import { loadCurrent } from '../training/publish.ts'
import { type Finding, ok, warning, wrong } from './finding.ts'

export function checkModel(dataDir: string): Finding {
  try {
    const model = loadCurrent(join(dataDir, 'models'))
    if (!model) return warning('model', 'There is no model yet. The next start trains one.')
    return ok('model', `The model ${model.hash.slice(0, 12)} is whole.`)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return wrong('model', error.message)
  }
}
