import type { Database } from './database.ts'

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
  const rows = await db.all<ProductRow>(
    `select sku, name, name_zh as "nameZh", category, price_cents as cents, currency, stock,
       description, description_zh as "descriptionZh", search from products
     where ${words.map(() => `search like ? escape '!'`).join(' or ')} order by sku limit 200`,
    ...words.map((word) => `%${word.replace(/[!%_]/g, '!$&')}%`),
  )
  const exact = rows.filter(({ search }) => search.includes(phrase))
  return (exact.length > 0 ? exact : rows)
    .map((row) => ({ row, score: words.filter((word) => row.search.includes(word)).length }))
    .toSorted((a, b) => b.score - a.score || (a.row.sku < b.row.sku ? -1 : 1))
    .slice(0, limit)
    .map(({ row: { cents, search: _search, ...product } }) => ({ ...product, price: cents / 100 }))
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
