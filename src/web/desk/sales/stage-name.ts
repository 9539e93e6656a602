import type { SalesBoard } from '../../../server/wire.ts'
import { language } from '../../shared/language.ts'
import { words } from './words.ts'

/** A stage's name in the language of the desk. */
export function stageName(id: string, stages: SalesBoard['stages']): string {
  if (id === 'won' || id === 'lost') return words.value[id]
  const stage = stages.find((one) => one.id === id)
  return (language.value === 'zh' ? stage?.nameZh : stage?.name) ?? id
}
