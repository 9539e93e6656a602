import { z } from 'zod'
import { addNote, notesOf } from '../../crm/service/notes.ts'
import { message } from '../desk-input.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { cursorOf, placeIn } from './cursor.ts'
import { noteSchema } from './history-schema.ts'
import { readers, workers } from './may.ts'
import { pageOf, pageQuery } from './page-of.ts'
import { paged } from './paged.ts'
import { recordId } from './record-id.ts'

/** What the desk wrote down about a kind of record. */
export function noteRoutes(
  kind: 'customer' | 'company' | 'ticket',
  place: string,
  tag: string,
): readonly ApiRoute[] {
  const name = kind[0]!.toUpperCase() + kind.slice(1)
  const common = {
    path: `/${place}/:id/notes`,
    tag,
    params: z.strictObject({ id: recordId }),
    of: { kind, by: 'id' },
  } as const
  return [
    apiRoute({
      ...common,
      method: 'get',
      operation: `list${name}Notes`,
      summary: 'Notes, the latest first.',
      may: readers,
      scope: `${place}:read`,
      query: z.strictObject(pageQuery),
      answer: pageOf(noteSchema),
      async run({ db, params: { id }, query: { limit, cursor } }) {
        const notes = await notesOf(db, kind, id, { before: placeIn(cursor), limit: limit + 1 })
        return paged(notes, limit, ({ at, id }) => cursorOf([at, id]))
      },
    }),
    apiRoute({
      ...common,
      method: 'post',
      operation: `add${name}Note`,
      summary: 'Writes down something that only the desk sees.',
      may: workers,
      scope: `${place}:write`,
      body: z.strictObject({ text: message.pipe(z.string().max(20_000)) }),
      status: 201,
      answer: noteSchema,
      run: ({ db, actor: by, params: { id }, body: { text } }) =>
        db.write(() => addNote({ kind, record: id, text }, { by, at: new Date().toISOString() })),
    }),
  ]
}
