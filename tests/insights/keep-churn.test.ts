import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/crm/database.ts'
import { loadSample } from '../../src/crm/load-sample.ts'
import { scoresOf } from '../../src/crm/people/scores.ts'
import { keepChurn } from '../../src/insights/keep-churn.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-churn-'))
afterAll(() => rmSync(folder, { recursive: true }))

test(
  'risks are found beside serving, and only for rules that ask',
  { timeout: 60_000 },
  async () => {
    const url = `sqlite:${join(folder, 'parley.db')}`
    const db = await openDatabase(url)
    await loadSample(db, 'data/sample', { today: new Date() })
    const broken: unknown[] = []
    const kept = (isAsked: boolean) =>
      keepChurn({ url: () => url, isAsked: () => isAsked, report: (error) => broken.push(error) })
    const [asked, unasked] = [kept(true), kept(false)]
    await expect.poll(() => asked.riskOf('C-1001'), { timeout: 50_000 }).toBeGreaterThan(0)
    expect(asked.riskOf('C-1001')).toBeLessThan(1)
    const [score] = await scoresOf(db, 'C-1001')
    expect(score).toMatchObject({ name: 'churn-risk', value: asked.riskOf('C-1001') })
    expect(asked.riskOf('C-none')).toBeUndefined()
    expect(unasked.riskOf('C-1001')).toBeUndefined()
    expect(broken).toEqual([])
    asked.stop()
    unasked.stop()
    await db.close()
  },
)
