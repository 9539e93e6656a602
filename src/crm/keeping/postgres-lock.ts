/** What `store-lock.ts` is for files: a lock of the session, on the schema that the store lies in. */

const key = `hashtext('parley store'), hashtext(current_database() || '.' || coalesce(current_schema(), ''))`

export const shareStoreOnPostgres = `select pg_advisory_lock_shared(${key})`

/** Gives `held`: false while anybody has the store open. */
export const holdStoreOnPostgres = `select pg_try_advisory_lock(${key}) as held`
