import type { Command } from './command.ts'

export const start: Command = {
  usage: 'parley start [--project DIR]',
  help: 'Serves the widget, the desk and the studio.\nSettings come from the environment and DATA_DIR/settings.json; the README lists them.',
  async run({ project }) {
    process.env['PROJECT'] ??= project
    await import('../main.ts')
    return 0
  },
}
