import type { Redaction } from '../privacy/redact.ts'
import { all, run, type Work } from '../work.ts'

type Row = { readonly asker: string; readonly key: string; readonly answer: string }

const AT_ONCE = 500

/** Forgets the kept answers in which a person is named. Returns how many. */
export function* forgetAnswers(redact: Redaction): Work<number> {
  let count = 0
  for (let last: Pick<Row, 'asker' | 'key'> = { asker: '', key: '' }; ;) {
    const rows = yield* all<Row>(
      `select asker, key, answer from api_answers
       where (asker, key) > (?, ?) and answer is not null order by asker, key limit ?`,
      last.asker,
      last.key,
      AT_ONCE,
    )
    for (const { asker, key, answer } of rows) {
      if (redact(answer) === answer) continue
      yield* run('delete from api_answers where asker = ? and key = ?', asker, key)
      count++
    }
    last = rows.at(-1) ?? last
    if (rows.length < AT_ONCE) return count
  }
}
