import type { StoreCheck } from '../crm/keeping/check-store.ts'
import { type Finding, ok, warning, wrong } from './finding.ts'

/** What a look at the whole store means for whoever keeps it. */
export function findingsOfStore(store: StoreCheck): Finding[] {
  const { exists, schema, knownSchema, damage, log, audit, history } = store
  if (!exists) return [ok('database', 'There is no database yet. The first start makes one.')]
  const [first] = damage
  if (first !== undefined) {
    return [
      wrong('database', `The database is damaged: ${first}. Restore a backup: parley restore FILE`),
    ]
  }
  if (schema > knownSchema) {
    return [
      wrong(
        'database',
        `The database is at schema ${schema}, but this Parley knows only ${knownSchema}. Start the newer Parley.`,
      ),
    ]
  }
  if (schema < knownSchema || !log || !audit || !history) {
    return [
      warning(
        'database',
        `The database is at schema ${schema}; the next start brings it to ${knownSchema}.`,
      ),
    ]
  }
  return [
    ok('database', `The database is whole, at schema ${schema}.`),
    numbering(log),
    caches(store),
    chain(audit),
    changes(history),
  ]
}

type Log = NonNullable<StoreCheck['log']>

function numbering({ broken, conversations, events }: Log): Finding {
  if (broken.length === 0) {
    return ok(
      'log',
      `${events} events of ${conversations} conversations are numbered without gaps.`,
    )
  }
  return wrong(
    'log',
    `The events of ${broken.length} conversations are not numbered without gaps, such as ${broken[0]}. Restore a backup: parley restore FILE`,
  )
}

function chain({ entries, brokenAt, head }: NonNullable<StoreCheck['audit']>): Finding {
  if (brokenAt === null) {
    return ok('audit', `${entries} entries of the audit log are as written, up to ${head}.`)
  }
  return wrong(
    'audit',
    `Entry ${brokenAt} of the audit log is missing or was altered; the ${entries} before it are as written. Compare it with a backup.`,
  )
}

function changes({ records, unexplained }: NonNullable<StoreCheck['history']>): Finding {
  const [first] = unexplained
  if (first === undefined) {
    return ok('history', `${records} records are at the version that their history says.`)
  }
  return warning(
    'history',
    `The latest change of ${first} and perhaps of others is not in the history: another program wrote it.`,
  )
}

function caches({ log, repaired }: StoreCheck): Finding {
  const stale = log?.stale.length ?? 0
  if (stale === 0) {
    const says = repaired > 0 ? `${repaired} were folded anew.` : 'They are what the log folds to.'
    return ok('caches', says)
  }
  return wrong(
    'caches',
    `${stale} conversations do not stand as their log says. Run: npx parley doctor --repair`,
  )
}
