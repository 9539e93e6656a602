import { textField, timeField } from '../records/field.ts'
import type { RecordShape } from '../records/record-shape.ts'

export const segmentShape: RecordShape = {
  kind: 'segment',
  table: 'segments',
  key: 'id',
  customer: null,
  owner: null,
  team: null,
  fields: {
    name: textField('name', { least: 1, most: 200, personal: true }),
    /** The filter as JSON. */
    filter: textField('filter', { least: 2, most: 50_000, personal: true }),
    madeAt: timeField('made_at', { readOnly: true }),
    madeBy: textField('made_by', { readOnly: true }),
  },
}
