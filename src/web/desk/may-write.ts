import { me } from './state.ts'

/** Whether who is signed in may change anything of a customer's: a viewer looks on. */
export const mayWrite = (): boolean => me.value?.role !== 'viewer'
