/** `SQLITE_BUSY`, `SQLITE_NOTADB` …, of whichever build of SQLite; empty when it is no error of its. */
export function sqliteCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : ''
}
