import type { Rows } from './net-rows.ts'

/** The features that some row has, ascending, and of each of the rows' inputs its place among them. */
export function placeFeatures(rows: Rows): { features: Uint32Array; places: Uint32Array } {
  let most = -1
  for (let i = 0; i < rows.features.length; i++) most = Math.max(most, rows.features[i]!)
  const place = new Uint32Array(most + 1)
  for (let i = 0; i < rows.features.length; i++) place[rows.features[i]!] = 1
  let count = 0
  const features = new Uint32Array(most + 1)
  for (let feature = 0; feature <= most; feature++) {
    if (place[feature] === 0) continue
    features[count] = feature
    place[feature] = count++
  }
  const places = new Uint32Array(rows.features.length)
  for (let i = 0; i < places.length; i++) places[i] = place[rows.features[i]!]!
  return { features: features.slice(0, count), places }
}
