import { type Finding, ok, warning, wrong } from './finding.ts'

/** The oldest release of each line without a known hole: CVE-2026-111497, in Brotli. */
const sound: Readonly<Record<number, readonly [minor: number, patch: number]>> = {
  22: [23, 4],
  24: [22, 1],
  26: [12, 1],
}

/**
 * From here on Node 24 ends without a word when objects of better-sqlite3 12 are collected. Source:
 * nodejs/node, issue 65446.
 */
const ABORTS_FROM = 19

/** Lines that get no more repairs. */
const ended = [20, 21, 23, 25]

/** `driver` is the name of the one that is loaded for SQLite. */
export function checkNode(version: string, driver: string): Finding {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, '').split('.').map(Number)
  const says = `Node ${version.replace(/^v/, '')}`
  if (major < 20 || (major === 20 && minor < 11)) {
    return wrong('node', `${says} is too old for Parley. Install Node 24.`)
  }
  if (ended.includes(major)) {
    return warning('node', `${says} gets no more security repairs. Install Node 24.`)
  }
  if (major === 24 && minor >= ABORTS_FROM && driver === 'better-sqlite3') {
    return wrong(
      'node',
      `${says} may end at any moment together with better-sqlite3 12 (nodejs/node, issue 65446), and version 13 could not be loaded. Run: npm ci --include=optional. If that does not help, install Node 22.`,
    )
  }
  const [leastMinor, leastPatch] = sound[major] ?? [0, 0]
  if (minor < leastMinor || (minor === leastMinor && patch < leastPatch)) {
    return wrong(
      'node',
      `${says} has a known hole (CVE-2026-111497). Install ${major}.${leastMinor}.${leastPatch} or later.`,
    )
  }
  return ok('node', `${says} is supported.`)
}
