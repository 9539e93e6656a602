/**
 * Eigenvalues and, as columns, eigenvectors of a symmetric matrix, which is overwritten: Jacobi's
 * rotations, until what is off the diagonal is nothing.
 */
export function symmetricEigen(
  a: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0
    let on = 0
    for (let i = 0; i < size; i++) {
      on += a[i * size + i]! ** 2
      for (let j = i + 1; j < size; j++) off += a[i * size + j]! ** 2
    }
    if (off <= on * 1e-20) break
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q)
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!), vectors }
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const between = a[p * size + q]!
  if (between === 0) return
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * between)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < size; k++) {
    const [x, y] = [a[k * size + p]!, a[k * size + q]!]
    a[k * size + p] = c * x - s * y
    a[k * size + q] = s * x + c * y
  }
  for (let k = 0; k < size; k++) {
    const [x, y] = [a[p * size + k]!, a[q * size + k]!]
    a[p * size + k] = c * x - s * y
    a[q * size + k] = s * x + c * y
  }
  for (let k = 0; k < size; k++) {
    const [x, y] = [vectors[k * size + p]!, vectors[k * size + q]!]
    vectors[k * size + p] = c * x - s * y
    vectors[k * size + q] = s * x + c * y
  }
}
