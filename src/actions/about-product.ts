import type { Language, Json } from '../conversation.ts'
import type { Database } from '../crm/database.ts'
import { findProducts, type Product } from '../crm/products.ts'
import type { Action } from './action.ts'
import { matchItems } from './match-items.ts'
import { moneyInWords, nameOf, stockInWords, isChinese } from './in-words.ts'

/** An action that answers about the product that is meant, and asks which one when it is unclear. */
export function aboutProduct(name: string, response: string): Action {
  return async ({ tracker, db }) => {
    const { product: said } = tracker.slots
    if (typeof said !== 'string') {
      return { slots: { wish: name }, says: [{ response: 'utter_ask_which_product' }] }
    }
    const products = await productsMeant(db, said)
    const [product, ...others] = products
    if (!product) {
      return {
        slots: { wish: name, product: null },
        says: [{ response: 'utter_product_not_found' }],
      }
    }
    if (others.length > 0) {
      const buttons = products.slice(0, 5).map((one) => ({
        title: nameOf(one, tracker.language),
        payload: `/inform${JSON.stringify({ product: one.sku })}`,
      }))
      return { slots: { wish: name }, says: [{ response: 'utter_which_product', buttons }] }
    }
    return {
      slots: { wish: null },
      says: [{ response, facts: productFacts(product, tracker.language) }],
      reads: [`product ${product.sku}`],
    }
  }
}

/** The one of just that name, else those whose name holds the words, else the likeliest. */
async function productsMeant(db: Database, said: string): Promise<readonly Product[]> {
  const found = await findProducts(db, said, 20)
  // 椅子 stands in names as 餐椅, 摇椅.
  const stem = said.replace(/(?<=^\p{Script=Han})子$/u, '')
  if (found.length === 0 && stem !== said) return productsMeant(db, stem)
  const text = said.trim().toLowerCase()
  const same = found.filter((product) => names(product).includes(text))
  if (same.length > 0) return same
  const holding = found.filter((product) => names(product).some((called) => called.includes(text)))
  if (holding.length > 0) return holding
  const likeliest = matchItems(said, found)
  return likeliest.length > 0 ? likeliest : found
}

const names = ({ sku, name, nameZh }: Product): string[] =>
  [sku, name, nameZh].map((called) => called.toLowerCase())

function productFacts(product: Product, language: Language): Record<string, Json> {
  return {
    name: nameOf(product, language),
    price: moneyInWords(product.price, product.currency, language),
    description: isChinese(language) ? product.descriptionZh : product.description,
    stock: stockInWords(product.stock, language),
  }
}
