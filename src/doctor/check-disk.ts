import { type Finding, ok, warning, wrong } from './finding.ts'

const MB = 1024 * 1024

/** `room` bytes are free where the database of `size` bytes lies. */
export function checkDisk(room: number, size: number): Finding {
  const says = `${Math.floor(room / MB)} MB are free on the disk of the data`
  if (room < 100 * MB) return wrong('disk', `${says}: soon nothing can be stored. Make room.`)
  // A migration and a backup each need as much again.
  if (room < 2 * size + 100 * MB) {
    return warning('disk', `${says}, too few for an upgrade and a backup. Make room.`)
  }
  return ok('disk', `${says}.`)
}
