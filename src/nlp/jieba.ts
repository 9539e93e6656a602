/** Chinese word segmentation with parts of speech: jieba, its dictionary in the package (5 MB). */
import { createRequire } from 'node:module'
import type { Jieba } from '@node-rs/jieba'

let loaded: Jieba | undefined

/** Takes a third of a second the first time, so that it is loaded by the first who needs it. */
export function jieba(): Jieba {
  if (loaded) return loaded
  const load = createRequire(import.meta.url)
  const { Jieba: Maker } = load('@node-rs/jieba') as { Jieba: typeof Jieba }
  const { dict } = load('@node-rs/jieba/dict') as { dict: Uint8Array }
  return (loaded = Maker.withDict(dict))
}
