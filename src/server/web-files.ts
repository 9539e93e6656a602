import { existsSync } from 'node:fs'
import { extname, join } from 'node:path'
import express, { type Request, type RequestHandler, type Response } from 'express'
import { Problem } from '../problem.ts'
import { compressedFile } from './compressed-file.ts'

/** What Vite made of `src/web`. */
const webDir = join(import.meta.dirname, '../../dist/web')

/** The page of one surface, `desk/index.html`. Looked at again at each load, as it may be rebuilt. */
export function page(name: string, dir = webDir): RequestHandler {
  const file = join(name, 'index.html')
  return (_request, response, next) => {
    if (!existsSync(join(dir, file))) return next(notBuilt())
    response.setHeader('Cache-Control', 'no-cache')
    response.sendFile(file, { root: dir })
  }
}

/** The widget's one script, which other websites embed. */
export function widgetScript(dir = webDir): RequestHandler {
  const path = join(dir, 'widget.js')
  return async (request, response, next) => {
    if (!existsSync(path)) return next(notBuilt())
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Cache-Control', 'public, max-age=300, stale-while-revalidate=86400')
    response.setHeader('Vary', 'Accept-Encoding')
    if (await sendCompressed(path, request, response)) return
    response.sendFile('widget.js', { root: dir, cacheControl: false })
  }
}

/** Files whose name changes with what is in them, so that browsers keep them. */
export function assets(dir = webDir): RequestHandler {
  const plain = express.static(join(dir, 'assets'), {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: setAssetHeaders,
  })
  return async (request, response, next) => {
    const name = /^\/(\w[\w.-]*\.(?:js|css|svg))$/.exec(request.path)?.[1]
    if (name !== undefined && (request.method === 'GET' || request.method === 'HEAD')) {
      const path = join(dir, 'assets', name)
      if (await sendCompressed(path, request, response, setAssetHeaders)) return
    }
    return plain(request, response, next)
  }
}

function setAssetHeaders(response: Response): void {
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
  response.setHeader('Vary', 'Accept-Encoding')
}

/** Sends the file compressed; false when it is to be sent as it is. */
async function sendCompressed(
  path: string,
  request: Request,
  response: Response,
  setHeaders?: (response: Response) => void,
): Promise<boolean> {
  // A part of a file is a part of the plain one.
  if (request.headers.range !== undefined) return false
  const file = await compressedFile(path, request.acceptsEncodings())
  if (!file) return false
  setHeaders?.(response)
  response.setHeader('ETag', file.tag)
  if (request.fresh) response.status(304).end()
  else response.type(extname(path)).set('Content-Encoding', file.encoding).send(file.bytes)
  return true
}

function notBuilt(): Problem {
  return new Problem(
    'unavailable',
    'NotBuilt',
    'The pages are not built yet. `npm start` builds them; try again in a few seconds.',
    { retryAfter: 5 },
  )
}
