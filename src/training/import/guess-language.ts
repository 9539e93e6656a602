import type { Language } from '../../conversation.ts'
import type { Example } from '../project.ts'

/** Of a source that names none: Chinese where most examples are written in it, else English. */
export function guessLanguage(examples: readonly Pick<Example, 'text'>[]): Language {
  const chinese = examples.filter(({ text }) => /\p{Script=Han}/u.test(text))
  return chinese.length * 2 > examples.length ? 'zh' : 'en'
}
