/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make one
 * word the other (optimal string alignment); more than `most` is told as `most` + 1.
 */
export function editDistance(a: string, b: string, most: number): number {
  const [rows, columns] = [a.length, b.length]
  if (Math.abs(rows - columns) > most) return most + 1
  let before = new Uint8Array(columns + 1)
  let last = Uint8Array.from({ length: columns + 1 }, (_, j) => Math.min(j, 255))
  for (let i = 1; i <= rows; i++) {
    const now = new Uint8Array(columns + 1)
    now[0] = Math.min(i, 255)
    let least = now[0]
    for (let j = 1; j <= columns; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min(last[j]! + 1, now[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      const isSwapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (isSwapped) cost = Math.min(cost, before[j - 2]! + 1)
      now[j] = cost
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = last
    last = now
  }
  return Math.min(last[columns]!, most + 1)
}
