/** What a Direct Line message leaves in the log beside its text, to be echoed as it came. */

import type { Json } from '../conversation.ts'

export type Carried = {
  /** Who wrote it by their own account, when no token says so. */
  readonly from?: { readonly id: string; readonly name?: string } | undefined
  readonly value?: Json | undefined
  /** The client's own `channelData`. */
  readonly data?: Json | undefined
  /** A greeting that nobody typed: it is not echoed. */
  readonly isSilent?: boolean
}

/**
 * Mostly a message carries nothing but the client's own data, which then stands in the log as it
 * is; anything more is wrapped as `{ directLine: … }`.
 */
export function wrapChannelData(carried: Carried): Json | undefined {
  const { from, value, data, isSilent } = carried
  if (!from && value === undefined && !isSilent && !isWrapped(data)) return data
  return {
    directLine: {
      ...(from && { from }),
      ...(value !== undefined && { value }),
      ...(data !== undefined && { data }),
      ...(isSilent && { isSilent }),
    },
  }
}

export function unwrapChannelData(channelData: Json | undefined): Carried {
  return isWrapped(channelData) ? (channelData.directLine as Carried) : { data: channelData }
}

function isWrapped(data: Json | undefined): data is { readonly directLine: Json } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'directLine' in data &&
    typeof data.directLine === 'object'
  )
}
