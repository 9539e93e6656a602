/** A planted bug: a sync that failed is taken for one that did not. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { fdatasync } = fs
const forgetful = (file: number, done: (error: null) => void) => fdatasync(file, () => done(null))
Object.assign(fs, { fdatasync: forgetful })
syncBuiltinESMExports()
