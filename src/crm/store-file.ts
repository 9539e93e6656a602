export type StoreFile = {
  readonly path: string
  /** 32 bytes in hex; null when the file is not encrypted. */
  readonly key: string | null
}

/**
 * The file that a store's URL names, `sqlite:PATH` or a bare path, and the key at its end,
 * `?key=…`: as with `postgres://user:password@…` the URL is all that opens a store. Null when it
 * names a server.
 */
export function storeFile(url: string): StoreFile | null {
  if (/^postgres(ql)?:\/\//.test(url)) return null
  const [, path = url, key] = /^(.*)\?key=([\da-f]{64})$/s.exec(url) ?? []
  return { path: path.replace(/^sqlite:(\/\/(?=\/))?/, ''), key: key ?? null }
}
