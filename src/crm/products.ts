import type { Database } from './database.ts'
import { listPage, type PageOf, type PageQuery } from './list-page.ts'

export type Product = {
  readonly sku: string
  readonly name: string
  readonly nameZh: string
  readonly category: string
  readonly price: number
  readonly currency: string
  readonly stock: number
  readonly description: string
  readonly descriptionZh: string
}

/**
 * Products whose name in either language, category or SKU holds the text; when there is none, those
 * that hold most of its words first.
 */
export async function findProducts(db: Database, text: string, limit = 5): Promise<Product[]> {
  const phrase = simple(text)
  if (!phrase) return []
  const words = [...new Set([phrase, ...wordsOf(phrase)])].slice(0, 12)
  let found: { entry: CatalogueEntry; score: number }[] = []
  let isExact = false
  for (const entry of await catalogueOf(db)) {
    const holdsPhrase = entry.search.includes(phrase)
    if (isExact && !holdsPhrase) continue
    if (holdsPhrase && !isExact) found = []
    isExact ||= holdsPhrase
    let score = 0
    for (const word of words) if (entry.search.includes(word)) score++
    if (score > 0) found.push({ entry, score })
  }
  // The catalogue is in order of the SKU, and sorting keeps it among equals.
  return found
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ entry }) => entry.product)
}

/** By SKU. */
export async function listProducts(db: Database, page: PageQuery): Promise<PageOf<Product>> {
  const { items, next } = await listPage<Omit<ProductRow, 'search'>>(db, {
    ...page,
    select: `select ${columns} from products`,
    key: 'sku',
  })
  return { items: items.map(({ cents, ...product }) => ({ ...product, price: cents / 100 })), next }
}

const columns = `sku, name, name_zh as "nameZh", category, price_cents as cents, currency, stock,
  description, description_zh as "descriptionZh"`

type CatalogueEntry = { readonly product: Product; readonly search: string }

const catalogues = new WeakMap<
  Database,
  { readonly version: number; readonly entries: readonly CatalogueEntry[] }
>()

/** All products, read anew only after a change: to search in memory is far quicker than by SQL. */
async function catalogueOf(db: Database): Promise<readonly CatalogueEntry[]> {
  const [row] = await db.all<{ version: number }>('select version from catalogue')
  const version = row?.version ?? 0
  const known = catalogues.get(db)
  if (known?.version === version) return known.entries
  // Read after the version: what changes in between is read once more next time.
  const rows = await db.all<ProductRow>(`select ${columns}, search from products`)
  const entries = rows
    .map(({ cents, search, ...product }) => ({
      product: { ...product, price: cents / 100 },
      search,
    }))
    .toSorted((a, b) => (a.product.sku < b.product.sku ? -1 : 1))
  catalogues.set(db, { version, entries })
  return entries
}

/** What a product is found by. */
export const searchText = (...parts: readonly string[]): string => simple(parts.join(' '))

type ProductRow = Omit<Product, 'price'> & { readonly cents: number; readonly search: string }

const simple = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** "two oak lamps" → two · oak · lamp; 橡木台灯 → 橡木 · 木台 · 台灯 */
function wordsOf(text: string): string[] {
  const latin = text.match(/[\p{L}\p{N}-]{3,}/gu) ?? []
  const han = text.match(/\p{Script=Han}{2,}/gu) ?? []
  return [
    ...latin.filter((word) => !/\p{Script=Han}/u.test(word)).map((word) => word.replace(/s$/, '')),
    ...han.flatMap((run) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))),
  ]
}
