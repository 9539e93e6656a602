import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assets, widgetScript } from '../../src/server/web-files.ts'
import { call } from './call.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-web-'))
const script = 'console.log("hello");\n'.repeat(500)
let server: Server
let url = ''
beforeAll(async () => {
  mkdirSync(join(dir, 'assets'))
  writeFileSync(join(dir, 'widget.js'), script)
  writeFileSync(join(dir, 'assets/desk-abc.js'), script)
  writeFileSync(join(dir, 'assets/icon.svg'), '<svg/>')
  writeFileSync(join(dir, 'secret.js'), script)
  const app = express().get('/widget.js', widgetScript(dir)).use('/assets', assets(dir))
  server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(dir, { recursive: true })
})

const get = async (path: string, headers: Record<string, string>, method = 'GET') => {
  const response = await fetch(url + path, { headers, method })
  return {
    response,
    text: await response.text(),
    header: (name: string) => response.headers.get(name),
  }
}

describe.each(['/widget.js', '/assets/desk-abc.js'])('%s', (path) => {
  test.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
    ['gzip;q=0', null],
  ])('for a browser that takes %s is sent as %s', async (accepted, encoding) => {
    const { response, text, header } = await get(path, { 'Accept-Encoding': accepted })
    expect(response.status).toBe(200)
    expect(text).toBe(script)
    expect(header('content-encoding')).toBe(encoding)
    expect(header('vary')).toBe('Accept-Encoding')
    expect(header('content-type')).toBe('text/javascript; charset=utf-8')
    expect(header('x-content-type-options')).toBe('nosniff')
    expect(header('cache-control')).toMatch(/^public, max-age=/)
    if (encoding) expect(Number(header('content-length'))).toBeLessThan(script.length / 2)
  })

  test('has a tag of its own in each encoding, by which it is not sent again', async () => {
    const tags = new Set<string>()
    for (const accepted of ['br', 'gzip', 'identity']) {
      const tag = (await get(path, { 'Accept-Encoding': accepted })).header('etag') ?? ''
      tags.add(tag)
      const headers = { 'Accept-Encoding': accepted, 'If-None-Match': tag }
      const again = await call(url, 'GET', path, { headers })
      expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', tag])
      expect(again.headers['vary']).toBe('Accept-Encoding')
    }
    expect(tags.size).toBe(3)
  })

  test('in part is a part of the plain file', async () => {
    const { response, text } = await get(path, { 'Accept-Encoding': 'br', Range: 'bytes=0-6' })
    expect([response.status, text]).toEqual([206, 'console'])
  })

  test('asked for its head has no body', async () => {
    const { header, text } = await get(path, { 'Accept-Encoding': 'br' }, 'HEAD')
    expect([header('content-encoding'), text]).toEqual(['br', ''])
  })
})

test('a changed file is sent as it is now', async () => {
  writeFileSync(join(dir, 'widget.js'), `${script}// more`)
  expect((await get('/widget.js', { 'Accept-Encoding': 'br' })).text).toBe(`${script}// more`)
})

test('what fits into one packet is sent as it is', async () => {
  const { header, text } = await get('/assets/icon.svg', { 'Accept-Encoding': 'br' })
  expect([header('content-encoding'), header('vary'), text]).toEqual([
    null,
    'Accept-Encoding',
    '<svg/>',
  ])
})

test.each([
  '/assets/../secret.js',
  '/assets/..%2fsecret.js',
  '/assets/.hidden.js',
  '/assets/no.js',
])('%s is not there', async (path) => {
  const headers = { 'Accept-Encoding': 'br' }
  expect([403, 404]).toContain((await call(url, 'GET', path, { headers })).status)
})
