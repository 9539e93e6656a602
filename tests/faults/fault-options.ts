import { parseArgs, type ParseArgsConfig } from 'node:util'

const common = {
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
} as const

/** The options of a fault, beside those of all; null when `--help` was asked for, and printed. */
export function faultOptions<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  usage: string,
  options: O,
) {
  if (args.includes('--help')) {
    console.log(usage)
    return null
  }
  const config = { args: [...args], options: { ...common, ...options } }
  return parseArgs<{ options: typeof common & O }>(config).values
}
