import { Problem } from '../../problem.ts'
import { erasureHash } from '../keeping/erasure-list.ts'
import { all, one, type Work } from '../work.ts'

/**
 * A turn that began before an erasure must not bring the customer back with what it read then.
 * Problem 'not-found' `CustomerErased`. Who was entered anew under the same id is welcome.
 */
export function* mustNotBeErased(customer: string): Work<void> {
  if (yield* one('select id from customers where id = ?', customer)) return
  const salts = yield* all<{ salt: string }>('select distinct salt from erasures')
  for (const { salt } of salts) {
    const hash = erasureHash(salt, 'customer', customer)
    if (yield* one('select at from erasures where hash = ?', hash)) {
      throw new Problem('not-found', 'CustomerErased', 'This customer was erased.')
    }
  }
}
