import { me } from '../state.ts'

/** Whether who is signed in may make and start campaigns. */
export const mayLead = (): boolean => ['admin', 'supervisor'].includes(me.value?.role ?? '')
