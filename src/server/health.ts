import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Request, Response } from 'express'
import type { Parley } from './parley.ts'

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
) as { version: string }

/** A look at the store is good for so long, however many ask. */
const FRESH_MS = 1_000

/** `isOpen` turns false once the server drains; `load` resolves when all that a turn needs is there. */
export function healthHandlers(
  parley: Parley,
  isOpen: () => boolean,
  load: () => Promise<unknown>,
) {
  let looked = { at: -Infinity, store: false }

  async function ready(_request: Request, response: Response): Promise<void> {
    if (performance.now() - looked.at > FRESH_MS) {
      looked = { at: performance.now(), store: await isFine(() => parley.db.write(nothing)) }
    }
    const checks = {
      store: looked.store,
      model: await isFine(() => parley.model()),
      bot: await isFine(load),
      open: isOpen(),
    }
    const isReady = Object.values(checks).every(Boolean)
    response.status(isReady ? 200 : 503).json({ ready: isReady, checks })
  }

  function tellVersion(_request: Request, response: Response): void {
    response.json({ version, node: process.version, store: parley.db.engine, model: modelHash() })
  }

  function modelHash(): string | null {
    try {
      return parley.model().hash
    } catch {
      return null
    }
  }

  return { alive, ready, tellVersion }
}

/** The process answers: no more than that. */
function alive(_request: Request, response: Response): void {
  response.json({ alive: true })
}

/** A transaction that writes nothing still needs the lock of the store. */
function* nothing(): Generator<never, void, never> {}

async function isFine(look: () => unknown): Promise<boolean> {
  try {
    await look()
    return true
  } catch {
    return false
  }
}
