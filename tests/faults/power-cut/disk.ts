import { readFileSync } from 'node:fs'

/** Something that was done to a file: bytes written, its size set, all of it synced, or not. */
export type Note = {
  readonly what: 'write' | 'truncate' | 'sync' | 'failed-sync'
  readonly path: string
  readonly at: number
  readonly data: Buffer
}

const kinds = { w: 'write', t: 'truncate', s: 'sync', f: 'failed-sync' } as const
const HEAD = 24
const SECTOR = 512

/** The notes that `note-writes.c` took, in order. */
export function* readNotes(file: string): Generator<Note> {
  const bytes = readFileSync(file)
  for (let from = 0; from + HEAD <= bytes.length;) {
    const pathEnd = from + HEAD + bytes.readUInt32LE(from + 4)
    const end = pathEnd + bytes.readUInt32LE(from + 16)
    if (end > bytes.length) return
    yield {
      what: kinds[bytes.toString('latin1', from, from + 1) as keyof typeof kinds],
      path: bytes.toString('utf8', from + HEAD, pathEnd),
      at: Number(bytes.readBigInt64LE(from + 8)),
      data: bytes.subarray(pathEnd, end),
    }
    from = end
  }
}

/** A disk that promises what was synced and nothing else. */
export function startDisk(files: ReadonlyMap<string, Buffer>) {
  const durable = new Map(files)
  const pending = new Map<string, Note[]>()
  return {
    take(note: Note): void {
      const waiting = pending.get(note.path) ?? []
      if (note.what === 'sync') {
        const content = waiting.reduce(apply, durable.get(note.path) ?? Buffer.alloc(0))
        durable.set(note.path, content)
        pending.delete(note.path)
      } else if (note.what === 'failed-sync') {
        // The system forgets them, whatever it shows: no later sync brings them to the disk.
        pending.delete(note.path)
      } else pending.set(note.path, [...waiting, note])
    },

    /** The file as a power cut may leave it: of what was not synced each part is there, torn, or not. */
    imageOf(path: string, random: () => number): Buffer | undefined {
      const before = durable.get(path)
      const waiting = pending.get(path) ?? []
      if (before === undefined && waiting.length === 0) return undefined
      // Nearly all, nearly nothing, or half of it.
      const kept = random()
      return waiting.reduce(
        (content, note) => {
          const luck = random()
          if (luck < kept) return apply(content, note)
          return luck < kept + 0.1 ? apply(content, torn(note, random)) : content
        },
        before ?? Buffer.alloc(0),
      )
    },
  }
}

function apply(content: Buffer, { what, at, data }: Note): Buffer {
  if (what === 'truncate') {
    return at <= content.length ? content.subarray(0, at) : resized(content, at)
  }
  const changed = resized(content, Math.max(content.length, at + data.length))
  data.copy(changed, at)
  return changed
}

function resized(content: Buffer, size: number): Buffer {
  const changed = Buffer.alloc(size)
  content.copy(changed)
  return changed
}

/** Any of its sectors, the others as they were before. */
function torn(note: Note, random: () => number): Note {
  if (note.what !== 'write') return note
  const from = SECTOR * Math.floor((random() * note.data.length) / SECTOR)
  const isEnd = random() < 0.5
  return isEnd
    ? { ...note, at: note.at + from, data: note.data.subarray(from) }
    : { ...note, data: note.data.subarray(0, from) }
}
