import { statfsSync } from 'node:fs'
import { Problem } from '../../problem.ts'

/** Bytes that this user may still write to the disk of a folder. */
export function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Problem 'unavailable' `NoRoom` when `bytes` more, and a little to breathe, do not fit. */
export function mustHaveRoom(folder: string, bytes: number): void {
  const room = roomIn(folder)
  const wanted = bytes + SPARE
  if (room >= wanted) return
  throw new Problem(
    'unavailable',
    'NoRoom',
    `There are ${mb(room)} MB free on the disk of ${folder}, and ${mb(wanted)} MB are needed. Make room, then try again; nothing was changed.`,
  )
}

const SPARE = 16 * 1024 * 1024

const mb = (bytes: number): number => Math.ceil(bytes / 1024 / 1024)
