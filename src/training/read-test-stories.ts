import type { Node } from 'yaml'
import type { Draft } from './draft.ts'
import type { TestStoryStep } from './project.ts'
import { readSteps } from './read-stories.ts'
import type { YamlFile } from './read-yaml.ts'
import { checkKeys, sourceOf, textOf, valueAt, wantEntries, wantItems } from './yaml-nodes.ts'

/** Test stories: what is said, and what must then be decided. */
export function readTestStories(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const item of wantItems(node, file, 'stories')) {
    const entries = wantEntries(item, file, 'A test story')
    checkKeys(entries, ['story', 'steps', 'metadata'], file, 'A test story')
    const name = textOf(valueAt(entries, 'story')) ?? ''
    const steps = readSteps(`the test story "${name}"`, entries, item, file, draft).map(
      ({ step, node, said }): TestStoryStep => {
        const source = sourceOf(node, file)
        return 'intent' in step && said !== undefined
          ? { ...step, text: said, source }
          : { ...step, source }
      },
    )
    draft.tests.push({ kind: 'story', name, source: sourceOf(item, file, name), steps })
  }
}
