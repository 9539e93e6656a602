/** How far back a word still says what a number is. */
const reach = 24

/** Whether the words right before a number, on the same line, match. */
export function saysBefore(folded: string, start: number, word: RegExp): boolean {
  return word.test(before(folded, start))
}

/** "order 1234…", "运单号 1234…", "HP-1234…", "#1234…": a number of the shop's or of a carrier's. */
export function isReference(folded: string, start: number): boolean {
  const words = before(folded, start)
  return /(?:#|\b[a-z]{1,4}-?)$/i.test(words) || reference.test(words)
}

const reference =
  /\b(?:order|ord|no|ref(?:erence)?|tracking|track|shipment|parcel|package|invoice|ticket|sku|item|article)\b|订单|单号|运单|快递|物流|发票|工单|包裹|货号|编号|流水号/i

function before(folded: string, start: number): string {
  const words = folded.slice(Math.max(0, start - reach), start)
  return words.slice(words.lastIndexOf('\n') + 1)
}
