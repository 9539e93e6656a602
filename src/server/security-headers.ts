import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * The headers of a page: scripts, styles and connections of its own server only, nothing inline.
 * `framedBy` says which pages may show it inside of themselves.
 */
export function pageHeaders(framedBy: "'self'" | "'none'"): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: [framedBy],
      },
    },
    xFrameOptions: { action: framedBy === "'none'" ? 'deny' : 'sameorigin' },
    // Whoever ends TLS for us knows whether the whole of its domain has it.
    strictTransportSecurity: { maxAge: 15_552_000, includeSubDomains: false },
  })
}

/** Of answers that are data: nothing in them may be run or shown, and nothing kept. */
export const headersOfData = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const

export const dataHeaders: RequestHandler = (_request, response, next) => {
  for (const [name, value] of Object.entries(headersOfData)) response.setHeader(name, value)
  next()
}
