import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { Problem } from '../problem.ts'
import { dateFormats } from './date-formats.ts'
import { parseXml } from './parse-xml.ts'
import { sharedStrings } from './shared-strings.ts'
import { unpackEntry } from './unpack-entry.ts'

/** An .xlsx workbook that is being read: of its cells only the texts that they share are in memory. */
export type Workbook = {
  readonly sheets: readonly { readonly name: string; readonly path: string }[]
  readonly strings: readonly string[]
  /** By the number of a cell's style, whether it shows numbers as dates. */
  readonly isDate: readonly boolean[]
  /** Whether days are counted from 1904, as old Macs did. */
  readonly from1904: boolean
  readonly unpack: (path: string) => AsyncGenerator<string>
  readonly close: () => void
}

const MOST_ENTRIES = 5_000

/** Opens an .xlsx file. Problem 'invalid' `BadSheet` for other archives and what is broken. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const zip = await opened(path)
  try {
    const entries = await entriesOf(zip)
    const unpack = (path: string) => {
      const entry = entries.get(path.toLowerCase())
      if (!entry) throw refuse(`${path} is missing in it`)
      return unpackEntry(zip, entry)
    }
    const has = (path: string) => entries.has(path.toLowerCase())
    if (!has('xl/workbook.xml')) throw refuse('it is an archive, but not an Excel workbook')
    const { sheets, from1904 } = await contentsOf(unpack)
    if (sheets.length === 0) throw refuse('it has no sheet')
    return {
      sheets,
      from1904,
      strings: has('xl/sharedStrings.xml')
        ? await sharedStrings(unpack('xl/sharedStrings.xml'))
        : [],
      isDate: has('xl/styles.xml') ? await dateFormats(unpack('xl/styles.xml')) : [],
      unpack,
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error instanceof Problem ? error : refuse('it is broken', error)
  }
}

async function opened(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false })
  } catch (error) {
    throw refuse('it is broken', error)
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw refuse(`it has ${zip.entryCount} parts`)
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
  return entries
}

async function contentsOf(unpack: Workbook['unpack']) {
  const targets = new Map<string, string>()
  await parseXml(unpack('xl/_rels/workbook.xml.rels'), {
    open(name, { Id, Target }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const sheets: { name: string; path: string }[] = []
  let from1904 = false
  await parseXml(unpack('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const path = targets.get(attributes['r:id'] ?? '')
      // Charts on a page of their own have no rows.
      if (path?.includes('worksheets/')) sheets.push({ name: attributes['name'] ?? '', path })
    },
  })
  return { sheets, from1904 }
}

const refuse = (why: string, cause?: unknown) =>
  new Problem(
    'invalid',
    'BadSheet',
    `The workbook cannot be read: ${why}. Save it anew as .xlsx, or as CSV.`,
    { cause },
  )
