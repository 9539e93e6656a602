/** Training files of any size, the same for the same numbers: words made of syllables. */
export function generatedProject(
  intents: number,
  stories: number,
  examples = 12,
): { readonly path: string; readonly bytes: Uint8Array }[] {
  const bytes = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`)
  const name = (n: number) => `wish_${word(n)}_${n}`
  const each = <T>(count: number, make: (n: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => make(n))
  const domain = [
    'version: "3.1"',
    'intents:',
    ...each(intents, (n) => `- ${name(n)}`),
    'responses:',
    ...each(intents, (n) => `  utter_${name(n)}:\n  - text: About ${word(n)}.`),
  ]
  const nlu = [
    'version: "3.1"',
    'nlu:',
    ...each(intents, (n) => [
      `- intent: ${name(n)}`,
      '  examples: |',
      ...each(examples, (m) => `    - please ${word(7 * m + 3)} my ${word(n)} ${word(n + 31 * m)}`),
    ]).flat(),
  ]
  const perFile = 1000
  const files = each(Math.ceil(stories / perFile), (part) => ({
    path: `data/stories-${part}.yml`,
    bytes: bytes([
      'version: "3.1"',
      'stories:',
      ...each(Math.min(perFile, stories - part * perFile), (n) => {
        const story = part * perFile + n
        // Which wish follows which is different in each, and what answers it is not.
        const turns = each(
          3,
          (m) => (story * (m * m + 1) + m * Math.floor(story / intents)) % intents,
        )
        return [
          `- story: conversation ${story}`,
          '  steps:',
          ...turns.flatMap((n) => [`  - intent: ${name(n)}`, `  - action: utter_${name(n)}`]),
        ]
      }).flat(),
    ]),
  }))
  return [
    { path: 'domain.yml', bytes: bytes(domain) },
    { path: 'data/nlu.yml', bytes: bytes(nlu) },
    ...files,
  ]
}

const syllables = ['ba', 'ko', 'mi', 'ter', 'lu', 'san', 've', 'rod', 'pi', 'gan', 'shu', 'el']

function word(n: number): string {
  let made = ''
  for (let left = n + 5; left > 0; left = Math.floor(left / syllables.length)) {
    made += syllables[left % syllables.length]!
  }
  return made
}
