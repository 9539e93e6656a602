import pairs from 'opencc-js/dict/TSCharacters'

/** By UTF-16 unit; 0 for characters that stay as they are. */
let table: Uint16Array | undefined

/**
 * 訂 → 订, by OpenCC's table of characters: for telling that two writings mean the same, not for
 * reading. One unit becomes one unit, so that offsets stay those of the message. The table is made
 * when the first Chinese character comes, which takes some milliseconds.
 */
export function simplify(character: string): string {
  table ??= readTable()
  const simple = table[character.charCodeAt(0)]!
  return simple === 0 || character.length > 1 ? character : String.fromCharCode(simple)
}

function readTable(): Uint16Array {
  const read = new Uint16Array(0x10000)
  for (const pair of pairs.split('|')) {
    const [traditional = '', simple = ''] = pair.split(' ')
    if (traditional.length === 1 && simple.length === 1) {
      read[traditional.charCodeAt(0)] = simple.charCodeAt(0)
    }
  }
  return read
}
