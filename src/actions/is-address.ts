import type { Json } from '../conversation.ts'

const longest = 300

/** Enough for a parcel to arrive: a number and some words. "12 Elm Street" alone is too little. */
export function isAddress(said: Json | undefined): said is string {
  if (typeof said !== 'string' || said.length > longest || !/\d/.test(said)) return false
  const han = said.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = said.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  return han > 0 ? han >= 6 : words >= 5
}
