/** A process that migrates: `node --import tsx tests/crm/keeping/migrator.ts PATH`. */
import { migrateCopy } from '../../../src/crm/keeping/migrate-copy.ts'
import { migrations } from '../../../src/crm/migrations.ts'

console.log('now')
await migrateCopy({ path: process.argv[2] ?? '', key: null }, [
  ...migrations,
  () => 'create table more (id integer primary key);',
])
