import type { Command } from './command.ts'

export const test: Command = { usage: '', help: '', run: async () => 0 }
