/** `npm run faults -- NAME [options]`: provokes one kind of fault and counts what it broke. */
import { diskLoss } from './disk-loss.ts'
import { erase } from './erase.ts'
import { isolation } from './isolation.ts'
import { kill } from './kill.ts'
import { mask } from './mask.ts'
import { powerCut } from './power-cut.ts'

const faults: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = {
  'disk-loss': diskLoss,
  erase,
  isolation,
  kill,
  mask,
  'power-cut': powerCut,
}

const [name = '', ...args] = process.argv.slice(2)
const fault = faults[name]
if (!fault) {
  console.error(
    `Usage: npm run faults -- NAME [options], NAME one of: ${Object.keys(faults).join(', ')}`,
  )
  process.exit(2)
}
process.exit((await fault(args)) ? 0 : 1)
