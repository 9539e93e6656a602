import { z } from 'zod'

/** An answer of the desk's own, whose type stands in `wire.ts`: it goes out as it is. */
export const asIs = <T>() => z.custom<T>(() => true)
