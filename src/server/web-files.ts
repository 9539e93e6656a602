import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, type Response } from 'express'
import { Problem } from '../problem.ts'

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
  return (_request, response, next) => {
    if (!existsSync(join(dir, 'widget.js'))) return next(notBuilt())
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Cache-Control', 'public, max-age=300, stale-while-revalidate=86400')
    response.sendFile('widget.js', { root: dir, cacheControl: false })
  }
}

/** Files whose name changes with what is in them, so that browsers keep them. */
export function assets(dir = webDir): RequestHandler {
  return express.static(join(dir, 'assets'), {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    immutable: true,
    maxAge: '1y',
    setHeaders: (response: Response) => {
      response.setHeader('X-Content-Type-Options', 'nosniff')
    },
  })
}

function notBuilt(): Problem {
  return new Problem(
    'unavailable',
    'NotBuilt',
    'The pages are not built yet. `npm start` builds them; try again in a few seconds.',
    { retryAfter: 5 },
  )
}
