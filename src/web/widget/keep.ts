/** Stands in where the visitor or the browser lets nothing be stored: it lasts as long as the page. */
const memory = new Map<string, string>()

/** Runs with the page's localStorage; undefined where it is blocked or full. */
function stored<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(window.localStorage)
  } catch {
    return undefined
  }
}

export const recall = (key: string): string | null =>
  memory.get(key) ?? stored((storage) => storage.getItem(key)) ?? null

export function keep(key: string, value: string): void {
  memory.set(key, value)
  stored((storage) => {
    storage.setItem(key, value)
    memory.delete(key)
  })
}

export function forget(key: string): void {
  memory.delete(key)
  stored((storage) => storage.removeItem(key))
}

/** Keys that begin so, in order. */
export const keysFrom = (prefix: string): string[] =>
  [...memory.keys(), ...(stored(Object.keys) ?? [])].filter((key) => key.startsWith(prefix)).sort()
