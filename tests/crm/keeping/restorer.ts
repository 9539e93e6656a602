/** A process that restores: `node --import tsx tests/crm/keeping/restorer.ts FILE PATH`. */
import { restoreSqlite } from '../../../src/crm/keeping/restore-sqlite.ts'

const [file = '', path = ''] = process.argv.slice(2)
console.log('now')
await restoreSqlite(file, { path, key: null })
