import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { API_TYPES, apiTypes } from '../../api-types.ts'

test('the desk’s client is of today’s routes; if not, run: npm run api-client', async () => {
  expect(readFileSync(API_TYPES, 'utf8')).toBe(await apiTypes())
})
