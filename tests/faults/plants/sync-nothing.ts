/** A planted bug: what is committed is said to be on the disk without having been synced. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const syncNothing = (_file: number, done: (error: null) => void) => setImmediate(done, null)
Object.assign(fs, { fdatasync: syncNothing })
syncBuiltinESMExports()
