import { expect, test } from 'vitest'
import { createLog } from '../../src/server/request-log.ts'
import { readSettings } from '../../src/settings.ts'

test('an error that quotes a customer is logged without what is private', () => {
  let written = ''
  const log = createLog(readSettings({}), { write: (line) => void (written += line) })
  log.error(
    { err: new Error('cannot read "my card 4111 1111 1111 1111, anna@example.com"') },
    'bug',
  )
  expect(written).toContain('my card [card], [email]')
  expect(written).not.toMatch(/4111|anna@/)
  expect(JSON.parse(written)).toMatchObject({ msg: 'bug', err: { type: 'Error' } })
})
