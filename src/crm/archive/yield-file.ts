/** While it is there, whoever keeps an archive lets go of the write-ahead log. */
export const yieldFile = (path: string): string => `${path}-yield`
