import type { OrderItem } from '../crm/orders.ts'

type Named = Pick<OrderItem, 'sku' | 'name' | 'nameZh'>

/**
 * The items of an order that a customer's words mean: "the lamp" is the order's only lamp, "all of
 * it" everything. Empty when it is none of them or could be several.
 */
export function matchItems<Item extends Named>(said: string, items: readonly Item[]): Item[] {
  const text = simple(said)
  if (!text) return []
  const skus = said.toUpperCase().split(',')
  const bySku = items.filter(({ sku }) => skus.includes(sku.toUpperCase()))
  if (bySku.length > 0) return bySku
  if (/\b(all|everything|whole order|both)\b|全部|整单|都退|所有|全退/.test(text)) return [...items]

  const scored = items.map((item) => ({ item, score: score(text, item) }))
  const best = Math.max(0, ...scored.map(({ score }) => score))
  const meant = scored.filter(({ score }) => score === best)
  return best > 0 && meant.length === 1 ? [meant[0]!.item] : []
}

function score(text: string, { name, nameZh }: Named): number {
  return Math.max(...[name, nameZh].map((called) => scoreName(text, simple(called))))
}

function scoreName(text: string, called: string): number {
  if (text.includes(called) || called.includes(text)) return 100
  const pieces = piecesOf(called)
  return piecesOf(text).filter((piece) => pieces.includes(piece)).length
}

/** "oak desk lamps" → oak · desk · lamp; 橡木台灯 → 橡木 · 木台 · 台灯 */
function piecesOf(text: string): string[] {
  const words = text.match(/\p{Script=Latin}{3,}/gu) ?? []
  const han = text.match(/\p{Script=Han}{2,}/gu) ?? []
  return [
    ...words
      .filter((word) => word !== 'the' && word !== 'and')
      .map((word) => word.replace(/s$/, '')),
    ...han.flatMap((run) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))),
  ]
}

const simple = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    // 椅子 stands in names as 餐椅, 摇椅.
    .replace(/(?<=^\p{Script=Han})子$/u, '')
