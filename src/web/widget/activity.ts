import { type Mark, readMarkdown } from './markdown.ts'

/** One line of the conversation as it is shown: what somebody said, or a note of what happened. */
export type Item = {
  readonly key: string
  readonly from: 'customer' | 'bot' | 'agent' | 'note'
  /** Who said it, or whom the note is about. */
  readonly name: string
  /** Of a note, which one. */
  readonly text: string
  /** The text as it is shown. */
  readonly marks: readonly Mark[]
  readonly at: string
  readonly clientId: string
  readonly actions: readonly QuickReply[]
  readonly picture: string
}

export type Note = 'queued' | 'soon' | 'joined' | 'back' | 'resolved' | 'anew'

/** What pressing it sends: `text` is shown as the customer's own words. */
export type QuickReply = { readonly title: string; readonly text: string; readonly value?: unknown }

type Loose = Readonly<Record<string, unknown>>

const record = (value: unknown): Loose => Object(value) as Loose
const words = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): Loose[] => (Array.isArray(value) ? value.map(record) : [])

const notes = new Map<unknown, Note>([
  ['waiting', 'soon'],
  ['accepted', 'joined'],
  ['returned', 'back'],
  ['completed', 'resolved'],
])

/** The activity as it is shown; null when it is not, or is of a shape we don't know. */
export function readActivity(given: unknown): Item | null {
  const activity = record(given)
  const { role, id, name } = record(activity['from'])
  const { state, agent, place } = record(activity['value'])
  const picture = list(activity['attachments']).find(({ contentType }) =>
    words(contentType).startsWith('image/'),
  )
  const text = words(activity['text'])
  const item: Item = {
    key: words(activity['id']) || words(activity['timestamp']),
    from: role === 'user' ? 'customer' : words(id).startsWith('agent') ? 'agent' : 'bot',
    name: words(name),
    text,
    marks: activity['textFormat'] === 'plain' ? [text] : readMarkdown(text),
    at: words(activity['timestamp']),
    clientId: words(record(activity['channelData'])['clientActivityID']),
    actions: list(record(activity['suggestedActions'])['actions']).map(readAction),
    picture: words(picture?.['contentUrl']),
  }
  const note = activity['name'] === 'handoff.status' && notes.get(state)
  if (note)
    return typeof place === 'number' && note === 'soon'
      ? { ...item, from: 'note', text: 'queued', name: `${place}` }
      : { ...item, from: 'note', text: note, name: words(agent) }
  const isShown = text || item.actions.length || item.picture
  return activity['type'] === 'message' && isShown ? item : null
}

/** Who is typing, by name; null when it is not the other side. */
export function readTyping(given: unknown): string | null {
  const { type, from } = record(given)
  const { role, name } = record(from)
  return type === 'typing' && role !== 'user' ? words(name) : null
}

function readAction({ title, text, value }: Loose): QuickReply {
  return { title: words(title), text: words(text) || words(title), value }
}
