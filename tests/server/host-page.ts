import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'vite'

const built = 'test-results/web-chat'

const html = (script: string, type = 'text/javascript') =>
  `<!doctype html><meta charset="utf-8"><title>A website</title><link rel="icon" href="data:,">
<main style="height: 600px"></main><script src="${script}" type="${type}"></script>`

export type HostPage = { readonly url: string; close(): void }

/**
 * A website of another origin than the server's: `/web-chat` embeds the unmodified Web Chat, and
 * `/direct-line` has the unmodified Direct Line client as `DirectLine`.
 */
export async function hostPage(): Promise<HostPage> {
  const webChat = await bundle()
  const files: Readonly<Record<string, readonly [type: string, content: () => string]>> = {
    '/web-chat': ['text/html', () => html('web-chat.js', 'module')],
    '/web-chat.js': ['text/javascript', () => readFileSync(webChat, 'utf8')],
    '/direct-line': ['text/html', () => html('direct-line.js')],
    '/direct-line.js': [
      'text/javascript',
      () => readFileSync('node_modules/botframework-directlinejs/dist/directline.js', 'utf8'),
    ],
  }
  const server = createServer((request, response) => {
    const [type, content] = files[new URL(request.url ?? '/', 'http://host').pathname] ?? []
    if (!content) return response.writeHead(404).end()
    return response.writeHead(200, { 'Content-Type': type }).end(content())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Web Chat's package has only modules: one script is made of them, once for each version. */
async function bundle(): Promise<string> {
  const { version } = JSON.parse(
    readFileSync('node_modules/botframework-webchat/package.json', 'utf8'),
  ) as { version: string }
  const entry = join(import.meta.dirname, 'web-chat-page.ts')
  const hash = createHash('sha256').update(readFileSync(entry)).digest('hex').slice(0, 8)
  const name = `web-chat-${version}-${hash}.js`
  if (!existsSync(join(built, name))) {
    await build({
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        outDir: built,
        emptyOutDir: false,
        minify: false,
        target: 'es2022',
        lib: { entry, formats: ['es'], fileName: () => name },
      },
    })
  }
  return join(built, name)
}
