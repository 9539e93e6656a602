import type { Passage } from '../../nlp/knowledge/knowledge.ts'
import type { Example } from '../project.ts'
import type { Random } from '../random.ts'

const questions = 4

/**
 * What the bot is asked elsewhere, asked of what a passage is about: "is the wool rugs in stock". It
 * has the page's very words, and the page does not answer it.
 */
export function besideThePoint(
  { language, heading }: Passage,
  examples: readonly Example[],
  random: Random,
): string[] {
  const topic = heading.split(' › ').at(-1)!
  const others = examples.filter(
    (example) =>
      example.language === language &&
      !example.intent.includes('/') &&
      example.text.length > topic.length / 2,
  )
  if (others.length === 0) return []
  return Array.from({ length: questions }, () => {
    const { text, entities } = others[Math.floor(random.uniform() * others.length)]!
    const [entity] = entities
    return entity
      ? `${text.slice(0, entity.start)}${topic}${text.slice(entity.end)}`
      : `${text} ${topic}`
  })
}
