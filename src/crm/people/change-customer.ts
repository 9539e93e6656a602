import { emailKey } from '../customers.ts'
import type { Attribute } from '../records/attribute.ts'
import { setAttributes } from '../records/attribute-values.ts'
import { changeRecord, type Changed } from '../records/change-record.ts'
import { customerShape } from '../records/customer-shape.ts'
import { mustRefer } from '../records/must-refer.ts'
import { one, type Work } from '../work.ts'
import type { Changes, Edit } from './edit.ts'

/**
 * Changes fields and attributes of a customer as one version. A new e-mail address or phone is not
 * verified unless it is said to be: it proves nothing. Nor does one that is said not to be verified.
 */
export function* changeCustomer(
  id: string,
  { set = {}, attributes = {} }: Changes,
  declared: readonly Attribute[],
  edit: Edit,
): Work<Changed> {
  yield* mustRefer(customerShape, set)
  const also = yield* setAttributes(declared, 'customer', id, attributes)
  const { email, phone } = set
  const now = yield* one<{ email: string; phone: string }>(
    'select email, phone from customers where id = ?',
    id,
  )
  return yield* changeRecord(customerShape, id, {
    ...edit,
    set: {
      ...(email !== undefined &&
        email !== now?.email && { emailVerified: false, emailOnFile: false }),
      ...(phone !== undefined && phone !== now?.phone && { phoneVerified: false }),
      ...(set['emailVerified'] === false && { emailOnFile: false }),
      ...set,
    },
    also,
    ...(typeof email === 'string' && { columns: { email_key: emailKey(email) } }),
  })
}
