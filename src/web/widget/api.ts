import type { Chat, ChatEvents, Identity } from './chat.ts'
import { setTimeout } from './natives.ts'

/** What a host page may say to the widget, as `window.Parley`. */
export type ParleyApi = {
  open(): void
  close(): void
  setUser(identity: Identity): void
  setLocale(locale: string): void
  /** Forgets the conversation and the visitor: call it when they sign out. */
  reset(): void
  /** Returns what takes the handler off again. */
  on<E extends keyof ChatEvents>(event: E, handler: (detail: ChatEvents[E]) => void): () => void
  /**
   * How pages call before the script has loaded, and may go on calling after:
   *
   *     window.Parley = window.Parley || []
   *     Parley.push(['setUser', { … }], ['open'])
   */
  push(...calls: readonly (readonly unknown[])[]): unknown
}

declare global {
  interface Window {
    Parley?: ParleyApi | unknown[][]
  }
}

type Handler = (detail: unknown) => void

/** Those who wait for events of the widget. An error of theirs is theirs alone. */
const handlers = new Map<unknown, Set<Handler>>()

const guard = (use: () => void) => {
  try {
    use()
  } catch (error) {
    setTimeout(() => {
      throw error
    })
  }
}

export const emit = (event: keyof ChatEvents, detail: unknown): void =>
  handlers.get(event)?.forEach((handler) => guard(() => handler(detail)))

export function createApi({ open, close, setUser, setLocale, reset }: Chat): ParleyApi {
  const on: ParleyApi['on'] = (event, handler) => {
    const all = handlers.get(event) ?? new Set<Handler>()
    handlers.set(event, all.add(handler as Handler))
    return () => void all.delete(handler as Handler)
  }
  const methods = { open, close, setUser, setLocale, reset, on }
  const push: ParleyApi['push'] = (...calls) =>
    calls.forEach(([name, ...rest]) => {
      const method = (methods as Record<string, unknown>)[String(name)]
      if (typeof method === 'function') guard(() => void method(...rest))
    })
  return { ...methods, push }
}
