import { createHash } from 'node:crypto'
import type { Language } from '../conversation.ts'
import { asHeldOut, type Draft, emptyDraft } from './draft.ts'
import { findFiles, type FoundFile } from './find-files.ts'
import { finishProject } from './finish-project.ts'
import type { Finding, Project } from './project.ts'
import { configKeys, readConfig, readEndpoints } from './read-config.ts'
import { domainKeys, readDomain } from './read-domain.ts'
import { readNlu } from './read-nlu.ts'
import { isOfRasa1, readRasa1 } from './read-rasa1.ts'
import { readRules, readStories } from './read-stories.ts'
import { readGoldenConversation, readGoldenConversations } from './read-golden-conversations.ts'
import { readTestCases, readTestNames } from './read-test-cases.ts'
import { readTestStories } from './read-test-stories.ts'
import { readYaml, type YamlFile } from './read-yaml.ts'
import { didYouMean } from './spelling.ts'
import { readPages } from './knowledge/read-pages.ts'
import { validateProject } from './validate-project.ts'
import { type Entry, entriesOf, isEmpty, itemsOf, report, textOf, valueAt } from './yaml-nodes.ts'

export type ReadOptions = {
  /**
   * Whether the code of the bot's actions mentions a slot or a form. Without it, what actions might
   * fill, read or begin is not told of as unused.
   */
  readonly actionsMention?: ((name: string) => boolean) | null
}

/**
 * Reads a folder of training files: Rasa 3.1 YAML in any number of files and folders, and what
 * Rasa 2 wrote otherwise. Whatever is wrong comes back as findings, all at once, by file and line;
 * nothing in the files makes it throw.
 */
export async function readProject(
  folder: string,
  options: ReadOptions = {},
): Promise<{ project: Project; findings: Finding[] }> {
  const findings: Finding[] = []
  const found = await findFiles(folder, findings)
  if (found.every(({ path }) => /\.txt$/i.test(path))) {
    const message = `There are no training files in ${folder}.`
    const remedy = 'Name a folder with domain.yml and the like.'
    findings.push({ severity: 'error', file: '.', line: 1, column: 1, message, remedy })
  }
  await readPages(folder, 'en', findings)
  return readFiles(found, findings, options)
}

/** The same for files that are at hand already; paths relative to the project, with `/`. */
export function readFiles(
  given: readonly FoundFile[],
  findings: readonly Finding[] = [],
  { actionsMention = null }: ReadOptions = {},
): { project: Project; findings: Finding[] } {
  const draft = emptyDraft(actionsMention)
  draft.findings.push(...findings)
  const isOld = ({ path }: FoundFile) => isOfRasa1(path)
  const isList = ({ path }: FoundFile) => /\.txt$/i.test(path)
  for (const { path, bytes } of given.filter(isList)) draft.lists.set(path, bytes)
  const found = given.filter((one) => !isList(one))
  for (const { path, bytes } of found.filter((one) => !isOld(one))) {
    const file = readYaml(path, bytes, languageOf(path), draft.findings)
    if (file) {
      draft.lines.set(path, file.lines)
      readFile(file, draft)
    } else draft.isBroken = true
  }
  // Last, as what they name is described in the domain.
  for (const file of found.filter(isOld)) {
    readRasa1(file, languageOf(file.path), isTestFile(file.path), draft)
  }
  for (const read of draft.later) read()
  const files = found.map(({ path, bytes }) => ({
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  const project = finishProject(draft, files)
  validateProject(project, draft)
  return { project, findings: theFirst(inOrder(draft.findings)) }
}

/** More than anybody reads at once. */
const mostFindings = 1000

function theFirst(findings: readonly Finding[]): Finding[] {
  const left = findings.length - mostFindings
  if (left <= 0) return [...findings]
  // An error must not be cut off by the warnings before it: it stops training.
  const errorsFirst = findings.toSorted(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  )
  const message = `There are ${left} more findings.`
  return [
    ...inOrder(errorsFirst.slice(0, mostFindings)),
    { severity: 'warning', file: '.', line: 1, column: 1, message, remedy: 'Mend these first.' },
  ]
}

const trainingKeys = ['version', 'nlu', 'rules', 'stories']
const testKeys = ['test_cases', 'fixtures', 'metadata', 'conversations', 'stub_custom_actions']
const knownKeys = [...trainingKeys, ...domainKeys, ...configKeys, ...testKeys]

function readFile(file: YamlFile, draft: Draft): void {
  const root = file.document.contents
  if (isEmpty(root) || /(^|\/)credentials\.ya?ml$/.test(file.path)) return
  if (itemsOf(root, file)) {
    readList(file, draft)
    return
  }
  const entries = entriesOf(root, file)
  if (!entries) {
    report(file, root, 'error', 'The file should be a map of keys such as nlu: or rules:.')
    return
  }
  if (/(^|\/)endpoints\.ya?ml$/.test(file.path)) {
    readEndpoints(entries, file, draft)
    return
  }
  // Nobody misspells the same few keys a hundred times.
  const isMeant = ({ key }: Entry, at: number) =>
    knownKeys.includes(key) || (at < mostSpelled && likelyMeant(key))
  if (!entries.some(isMeant)) {
    const keys = entries.map(({ key }) => key).slice(0, 5)
    report(
      file,
      root,
      'note',
      `This is no training file (its keys: ${keys.join(', ')}); it is left out.`,
    )
    return
  }
  if (!isReadVersion(entries, file)) return
  readKeys(entries, file, draft)
}

function readList(file: YamlFile, draft: Draft): void {
  const root = file.document.contents!
  const isConversation = itemsOf(root, file)!.some((item) =>
    entriesOf(item, file)?.some(({ key }) => key === 'customer'),
  )
  if (isConversation) readGoldenConversation(root, file, draft)
  else report(file, root, 'warning', 'This is no training file (it is a list); it is left out.')
}

function readKeys(entries: readonly Entry[], file: YamlFile, draft: Draft): void {
  const isTest = isTestFile(file.path)
  for (const [at, { key, keyNode, value }] of entries.entries()) {
    if (key === 'nlu') readNlu(value, file, isTest ? asHeldOut(draft) : draft)
    else if (key === 'rules') readRules(value, file, draft)
    else if (key === 'stories') (isTest ? readTestStories : readStories)(value, file, draft)
    else if (key === 'test_cases') draft.later.push(() => readTestCases(entries, file, draft))
    else if (key === 'stub_custom_actions') continue
    else if (key === 'conversations') readGoldenConversations(value, file, draft)
    else if (key === 'flows') {
      report(
        file,
        keyNode,
        'warning',
        'flows (of Rasa CALM) have no counterpart and are left out.',
        'Write rules, stories and forms.',
      )
    } else if (!knownKeys.includes(key)) {
      report(
        file,
        keyNode,
        'warning',
        `There is no key ${key}; it is left out.`,
        at < mostSpelled ? didYouMean(key, knownKeys) : undefined,
      )
    }
  }
  if (entries.some(({ key }) => key === 'fixtures' || key === 'metadata')) {
    readTestNames(entries, file, draft)
  }
  readDomain(entries, file, draft)
  if (entries.some(({ key }) => configKeys.includes(key))) readConfig(entries, file, draft)
}

/** Looking for what is meant takes time, for keys by the thousand too much. */
const mostSpelled = 100

const likelyMeant = (key: string) => key === 'flows' || didYouMean(key, knownKeys) !== undefined

/** `2.0` to `3.1`, or none at all: as Rasa does, a newer file is left out with a word about it. */
function isReadVersion(entries: readonly Entry[], file: YamlFile): boolean {
  const node = valueAt(entries, 'version')
  const version = textOf(node)
  if (version === null) return true
  const [, major, minor = '0'] = /^(\d+)(?:\.(\d+))?$/.exec(version.trim()) ?? []
  const isRead = major === '1' || major === '2' || (major === '3' && Number(minor) <= 1)
  if (!isRead) {
    report(
      file,
      node,
      'warning',
      `Files of version ${version} are not read; this one is left out.`,
      'Write version: "3.1".',
    )
  }
  return isRead
}

const isTestFile = (path: string): boolean =>
  path
    .split('/')
    .some(
      (part) =>
        /^((e2e|conversation)_)?tests?(_stories)?$/.test(part) ||
        /^(test_.*|(conversation|e2e)_tests?)\.(ya?ml|md)$/.test(part),
    )

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

/** `zh` of `zh/rules.yml`. */
function languageOf(path: string): Language | null {
  const folders = path.split('/').slice(0, -1)
  return folders.findLast((part) => /^[a-z]{2}$/.test(part) && names.of(part) !== undefined) ?? null
}

const inOrder = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) =>
    a.file !== b.file ? (a.file < b.file ? -1 : 1) : a.line - b.line || a.column - b.column,
  )
