import { createRequire } from 'node:module'
import type Sqlite from 'better-sqlite3'

export type Driver = {
  /** The package that it comes from. */
  readonly name: string
  readonly Connection: typeof Sqlite
}

/** What the binaries of version 13 ask for; Node has it from 22.14 on. */
const NODE_API = 10

/**
 * Version 13 of the package where this Node and machine can have it, else version 12, the last for
 * Node 20. Compiled for Node 24.19 and later 24s, that one ends the process when its objects are
 * collected (nodejs/node, issue 65446). On a Node without Node-API 10 version 13 ends it, too.
 */
export function loadDriver(
  name: 'better-sqlite3' | 'better-sqlite3-multiple-ciphers',
  nodeApi = Number(process.versions.napi),
  load: (name: string) => unknown = createRequire(import.meta.url),
): Driver {
  if (nodeApi >= NODE_API) {
    try {
      const newer = {
        name: `${name}-node-api`,
        Connection: load(`${name}-node-api`) as typeof Sqlite,
      }
      // Its binary is loaded only by this, and there is none for some machines.
      new newer.Connection(':memory:').close()
      return newer
    } catch {
      // Then there is the other one.
    }
  }
  return { name, Connection: load(name) as typeof Sqlite }
}
