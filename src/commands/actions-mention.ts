import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ours = join(import.meta.dirname, '../actions')
const passedOver = /^(\.|node_modules$|venv$|models$)/
const mostBytes = 20_000_000

/**
 * Looks a name up in the code of a bot's actions: ours when the project is the shop's own, and what
 * Python or JavaScript lies in the project. Null when neither is there.
 */
export function actionsMention(project: string): ((name: string) => boolean) | null {
  const code = [
    ...codeIn(project, /\.(py|js|ts|mjs)$/),
    ...(isShop(project) ? codeIn(ours, /\.ts$/) : []),
  ]
  if (code.length === 0) return null
  const words = new Set(code.flatMap((text) => text.match(/[\p{L}\p{N}_-]+/gu) ?? []))
  return (name) => words.has(name)
}

/** Whether the project names an action that only we have. */
function isShop(project: string): boolean {
  const domain = codeIn(project, /^domain\.ya?ml$/).join('\n')
  return readdirSync(ours).some(
    (file) =>
      file !== 'action.ts' &&
      domain.includes(`- action_${file.replace(/\.ts$/, '').replaceAll('-', '_')}\n`),
  )
}

function codeIn(folder: string, kind: RegExp): string[] {
  const texts: string[] = []
  let left = mostBytes
  const walk = (path: string, depth: number): void => {
    let entries
    try {
      entries = readdirSync(path, { withFileTypes: true })
    } catch {
      return
    }
    for (const entry of entries) {
      if (passedOver.test(entry.name) || left <= 0) continue
      if (entry.isDirectory() && depth < 10) walk(join(path, entry.name), depth + 1)
      else if (entry.isFile() && kind.test(entry.name)) {
        const text = readFileSync(join(path, entry.name), 'utf8')
        left -= text.length
        texts.push(text)
      }
    }
  }
  walk(folder, 0)
  return texts
}
