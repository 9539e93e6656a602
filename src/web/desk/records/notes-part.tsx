import { useSignal } from '@preact/signals'
import type { Schemas } from '../../shared/api-types.ts'
import { send } from '../../shared/call.ts'
import { moment } from '../../shared/times.ts'
import { mayWrite } from '../may-write.ts'
import { Notice } from '../notice.tsx'
import { ListFrame } from './list-frame.tsx'
import { Part } from './part.tsx'
import { useDeed } from './use-deed.ts'
import { useList } from './use-list.ts'
import { words } from './words.ts'

type Note = Schemas['Note']

export function NotesPart({ path }: { path: string }) {
  const w = words.value
  const text = useSignal('')
  const { refusal, run } = useDeed()
  const list = useList<Note>(`${path}/notes?limit=20`)
  const add = () =>
    run(async () => {
      await send('POST', `${path}/notes`, { text: text.value })
      text.value = ''
      list.reload()
    })
  return (
    <Part title={w.parts.notes}>
      {mayWrite() && (
        <form
          class="note-form"
          onSubmit={(event) => {
            event.preventDefault()
            add()
          }}
        >
          <textarea
            rows={2}
            aria-label={w.note}
            placeholder={w.notePlaceholder}
            value={text.value}
            onInput={(event) => (text.value = event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={!text.value.trim()}>
            {w.addNote}
          </button>
        </form>
      )}
      <Notice says={refusal} />
      <ListFrame list={list}>
        <ul class="lines">
          {list.items.map(({ id, text: said, at, by }) => (
            <li key={id}>
              <span>
                <span class="note-text">
                  <bdi>{said}</bdi>
                </span>
                <span class="faint">
                  {by} · {moment(at)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </ListFrame>
    </Part>
  )
}
