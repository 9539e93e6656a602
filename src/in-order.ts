/** Runs tasks of one key strictly one after another, those of different keys side by side. */
export function inOrder(): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return <T>(key: string, task: () => Promise<T>): Promise<T> => {
    const before = last.get(key)
    const run = before ? before.then(task, task) : task()
    last.set(key, run)
    return run.finally(() => {
      if (last.get(key) === run) last.delete(key)
    })
  }
}
