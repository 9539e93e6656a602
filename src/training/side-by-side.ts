/** Matrices of as many rows, each `width` wide, as one: row by row, one beside the other. */
export function sideBySide(matrices: readonly Float32Array[], width: number): Float32Array {
  const rows = matrices[0]!.length / width
  const all = new Float32Array(matrices.length * rows * width)
  matrices.forEach((matrix, n) => {
    for (let row = 0; row < rows; row++) {
      const to = (row * matrices.length + n) * width
      all.set(matrix.subarray(row * width, (row + 1) * width), to)
    }
  })
  return all
}
