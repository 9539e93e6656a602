import { buildWebIfStale } from '../src/server/build-web.ts'
import { trainProject } from '../src/training/train-project.ts'
import { makeTemplate } from './make-template.ts'
import { models } from './parley-process.ts'
import { startPostgres } from './postgres.ts'

/** Runs once before all tests: PostgreSQL and an empty store, the sample bot's model, the web pages. */
export default async function setUp(): Promise<() => Promise<void>> {
  const [postgres, removeTemplate] = await Promise.all([
    process.env['TEST_DATABASE_URL'] ? null : startPostgres(),
    makeTemplate(),
    trainProject({ project: 'intents', models }),
    buildWebIfStale(),
  ])
  if (postgres) process.env['TEST_DATABASE_URL'] = postgres.url
  return async () => {
    await removeTemplate()
    await postgres?.stop()
  }
}
