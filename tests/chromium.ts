import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * A Chromium to test with: `CHROMIUM`, one that is installed, Playwright's own download, or
 * Debian's package. Null when none can be had.
 */
export async function findChromium(): Promise<string | null> {
  const known = [process.env['CHROMIUM'], ...installed, chromium.executablePath()]
  const found = () => known.find((path) => path && existsSync(path)) ?? null
  if (found()) return found()
  console.log('No Chromium yet: trying Playwright’s own download, then Debian’s package.')
  attempt(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'])
  if (found()) return found()
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    attempt('apt-get', ['update', '-qq'])
    attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
  }
  return found()
}

function attempt(command: string, args: string[]): void {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 300_000 })
  } catch {
    console.log(`  ${command} ${args.slice(0, 3).join(' ')} did not work.`)
  }
}
