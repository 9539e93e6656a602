/** Rows of numbers as bytes: value ≈ byte × the row's scale. */
export function quantiseRows(
  values: Float32Array,
  width: number,
): { rows: Int8Array; scales: Float32Array } {
  const rows = new Int8Array(values.length)
  const scales = new Float32Array(values.length / width)
  for (let row = 0; row < scales.length; row++) {
    const from = row * width
    let most = 0
    for (let j = 0; j < width; j++) most = Math.max(most, Math.abs(values[from + j]!))
    if (most === 0) continue
    scales[row] = most / 127
    for (let j = 0; j < width; j++) rows[from + j] = Math.round((values[from + j]! / most) * 127)
  }
  return { rows, scales }
}
