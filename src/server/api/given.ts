/** What of a body was sent: a field that is not there is not to be set. */
export function given<T extends object>(body: T): Sent<T> {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined),
  ) as Sent<T>
}

type Sent<T> = { readonly [Name in keyof T]: Exclude<T[Name], undefined> }
