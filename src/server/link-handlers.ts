import type { RequestHandler } from 'express'
import { readLink } from '../campaigns/links.ts'
import { addressAt } from '../campaigns/find-addresses.ts'
import { findLinked, noteClicked, noteOpened, type Linked } from '../crm/campaigns/note-response.ts'
import { unsubscribe } from '../crm/campaigns/unsubscribe.ts'
import { languageOf } from './language-of.ts'
import { leavePage } from './leave-page.ts'
import type { Parley } from './parley.ts'

/** A transparent picture of one pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/**
 * What the signed links in campaigns' messages lead to. Mail programs look into links by themselves:
 * following one unsubscribes nobody, only the button behind it or, by RFC 8058, their own POST.
 */
export function linkHandlers({ db, settings }: Pick<Parley, 'db' | 'settings'>, secret: string) {
  const linkedBy = async (token: string) => {
    const link = readLink(token, secret)
    const linked = link && (await db.write(() => findLinked(link.recipient)))
    return link && linked ? { to: link.to, linked } : null
  }

  const follow: RequestHandler = async (request, response) => {
    response.setHeader('Referrer-Policy', 'no-referrer')
    response.setHeader('Cache-Control', 'no-store')
    const found = await linkedBy(String(request.params['token']))
    const at = new Date().toISOString()
    if (found?.to === 'open') {
      if (settings.TRACK_OPENS) await db.write(() => noteOpened(found.linked.id, at))
      response.type('gif').send(PIXEL)
      return
    }
    if (typeof found?.to === 'number') {
      const address = addressAt(found.linked.letter?.text ?? '', found.to)
      if (address !== null) {
        // A program that only asks whether the page is there has not followed the link.
        if (request.method === 'GET') await db.write(() => noteClicked(found.linked.id, at))
        response.redirect(302, address)
        return
      }
    }
    const isLeaving = found?.to === 'unsubscribe'
    const language = languageFor(found?.linked ?? null, request.headers['accept-language'])
    response.status(isLeaving ? 200 : 404).type('html')
    response.send(leavePage(isLeaving ? 'ask' : 'unknown', language))
  }

  const leave: RequestHandler = async (request, response) => {
    const found = await linkedBy(String(request.params['token']))
    const isLeaving = found?.to === 'unsubscribe'
    const language = languageFor(found?.linked ?? null, request.headers['accept-language'])
    if (isLeaving) await db.write(() => unsubscribe(found.linked, new Date().toISOString()))
    response.status(isLeaving ? 200 : 404).type('html')
    response.send(leavePage(isLeaving ? 'done' : 'unknown', language))
  }

  return { follow, unsubscribe: leave }
}

const languageFor = (linked: Linked | null, accepted: string | undefined): string =>
  linked?.language || languageOf(accepted)
