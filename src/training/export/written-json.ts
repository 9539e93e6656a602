/** JSON as people read it. */
export const writtenJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
