import { loadDriver } from './load-driver.ts'

/** The class of connections to SQLite, from the driver that fits this Node. */
export const SqliteConnection = loadDriver('better-sqlite3').Connection
