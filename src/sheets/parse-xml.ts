import { Parser } from 'htmlparser2'

export type XmlHandler = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/** Feeds pieces of XML to a handler. Prefixes of elements are left out; documents of types are ignored. */
export async function parseXml(pieces: AsyncIterable<string>, handler: XmlHandler): Promise<void> {
  const write = xmlParser(handler)
  for await (const piece of pieces) write(piece)
}

/** The same, a piece at a time. */
export function xmlParser({ open, text, close }: XmlHandler): (piece: string) => void {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open?.(local(name), attributes),
      ontext: (data) => text?.(data),
      onclosetag: (name) => close?.(local(name)),
    },
    { xmlMode: true, decodeEntities: true },
  )
  return (piece) => parser.write(piece)
}

/** Some programs write every element as `x:row`. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1)
