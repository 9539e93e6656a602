import { customerShape } from './customer-shape.ts'
import { orderShape } from './order-shape.ts'
import type { RecordShape } from './record-shape.ts'
import { returnShape } from './return-shape.ts'
import { ticketShape } from './ticket-shape.ts'

/** Every kind of record with versions and a history. */
export const recordShapes: readonly RecordShape[] = [
  customerShape,
  orderShape,
  ticketShape,
  returnShape,
]
