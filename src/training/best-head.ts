import type { MakeHead } from './net-head.ts'
import { fastHead } from './net-head-fast.ts'
import { tfjsHead } from './net-head-tfjs.ts'
import { netModule } from './net-module.ts'

/** Our own loops where the machine has WebAssembly's 128-bit instructions, else tfjs. */
export function bestHead(): MakeHead | Promise<MakeHead> {
  const isFast = typeof WebAssembly === 'object' && WebAssembly.validate(netModule(16))
  return isFast ? fastHead : tfjsHead()
}
