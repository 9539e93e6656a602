/** A planted bug: whoever keeps the archive looks thirty times as seldom as it should. */
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

const sleep = timers.setTimeout

if (process.argv.includes('archive')) {
  timers.setTimeout = (ms, ...rest) => sleep((ms ?? 0) * 30, ...rest)
  syncBuiltinESMExports()
}
