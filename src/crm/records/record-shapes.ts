import { companyShape } from './company-shape.ts'
import { campaignShape } from '../campaigns/campaign-shape.ts'
import { opportunityShape } from '../sales/opportunity-shape.ts'
import { segmentShape } from '../segments/segment-shape.ts'
import { customerShape } from './customer-shape.ts'
import { invoiceShape } from './invoice-shape.ts'
import { orderShape } from './order-shape.ts'
import { productShape } from './product-shape.ts'
import type { RecordShape } from './record-shape.ts'
import { returnShape } from './return-shape.ts'
import { taskShape } from './task-shape.ts'
import { ticketShape } from './ticket-shape.ts'

/** Every kind of record with versions and a history. */
export const recordShapes: readonly RecordShape[] = [
  customerShape,
  companyShape,
  orderShape,
  productShape,
  invoiceShape,
  returnShape,
  ticketShape,
  taskShape,
  opportunityShape,
  segmentShape,
  campaignShape,
]
