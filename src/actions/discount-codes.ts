/** The codes that the checkout knows. */
export type DiscountCode = {
  readonly code: string
  /** Off the price, from 0 to 1. */
  readonly share: number
  /** The last moment it is good for; ISO 8601, UTC. */
  readonly until: string
  readonly terms: string
  readonly termsZh: string
}

export const discountCodes: readonly DiscountCode[] = [
  {
    code: 'WELCOME15',
    share: 0.15,
    until: '2029-12-31T23:59:59.999Z',
    terms: 'It is for a first order.',
    termsZh: '仅限首单使用。',
  },
  {
    code: 'SPRING10',
    share: 0.1,
    until: '2029-12-31T23:59:59.999Z',
    terms: 'It takes a basket of at least €100 and leaves out furniture.',
    termsZh: '满 800 元可用，家具除外。',
  },
  {
    code: 'PINE20',
    share: 0.2,
    until: '2025-01-06T23:59:59.999Z',
    terms: 'It was for the winter sale.',
    termsZh: '冬季促销专用。',
  },
]
