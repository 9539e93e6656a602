/**
 * What somebody at the desk is there for. Admins may do all; supervisors see every team's work and
 * lead it; agents serve customers; editors teach the bot and see no customer; viewers only read.
 */
export const roles = ['admin', 'supervisor', 'agent', 'editor', 'viewer'] as const

export type Role = (typeof roles)[number]
