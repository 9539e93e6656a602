import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { loadDriver } from '../../src/crm/load-driver.ts'
import { SqliteConnection } from '../../src/crm/sqlite-connection.ts'

const names = ['better-sqlite3', 'better-sqlite3-multiple-ciphers'] as const

/** What is installed on some machine; a binary of another does not open anything. */
const installed =
  (works: Readonly<Record<string, boolean>>) =>
  (name: string): unknown => {
    if (!(name in works)) throw new Error(`Cannot find module '${name}'`)
    return class extends SqliteConnection {
      constructor(path: string) {
        if (!works[name]) throw new Error('wrong ELF class')
        super(path)
      }
    }
  }

test.each([
  ['Node 20', 9, { older: true }, 'older'],
  ['Node 20, over a folder installed by another Node', 9, { older: true, newer: true }, 'older'],
  ['Node 22.14 and later', 10, { older: true, newer: true }, 'newer'],
  ['a later Node-API', 11, { older: true, newer: true }, 'newer'],
  ['optional packages left out', 10, { older: true }, 'older'],
  ['a machine without a binary', 10, { older: true, newer: false }, 'older'],
  ['version 12 not to be compiled', 10, { older: false, newer: true }, 'newer'],
])('%s', (_, nodeApi, { older, newer }: { older: boolean; newer?: boolean }, chosen) => {
  for (const name of names) {
    const works = { [name]: older, ...(newer === undefined ? {} : { [`${name}-node-api`]: newer }) }
    const driver = loadDriver(name, nodeApi, installed(works))
    expect(driver.name).toBe(chosen === 'newer' ? `${name}-node-api` : name)
  }
})

test('nothing installed is an error that names the package', () => {
  expect(() => loadDriver('better-sqlite3', 10, installed({}))).toThrow("'better-sqlite3'")
})

test('on this Node, what is loaded is what was chosen, in the version it is pinned to', () => {
  for (const name of names) {
    const driver = loadDriver(name)
    const load = createRequire(import.meta.url)
    expect(driver.Connection).toBe(load(driver.name))
    const { version } = load(`${driver.name}/package.json`) as { version: string }
    const isNewer = Number(process.versions.napi) >= 10
    expect(version).toMatch(isNewer ? /^13\./ : /^12\./)
  }
})
