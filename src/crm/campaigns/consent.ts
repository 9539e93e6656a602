import type { Channel } from './campaign.ts'

/** What a customer agrees to, or not, for each channel: the purpose of a consent. */
export const purposeOf = (channel: Channel): string => `marketing-${channel}`

/** SQL: how a customer's consent stands: 1 given, 0 taken back, null when never asked. */
export const consent = (customer: string, channel: Channel): string =>
  `(select k.given from consents k where k.customer = ${customer}
    and k.purpose = '${purposeOf(channel)}' order by k.id desc limit 1)`
