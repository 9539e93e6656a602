/** What tickets are opened about, by the intent that asks for one. */
export const ticketCategories: Readonly<Record<string, string>> = {
  damaged_item: 'damaged',
  missing_item: 'missing',
  wrong_item: 'wrong-item',
  warranty_claim: 'warranty',
  complaint: 'complaint',
  payment_problem: 'payment',
  account_problem: 'account',
  delete_account: 'account',
  privacy_data_request: 'privacy',
  bulk_order: 'sales',
}

/** Nobody has to be asked what these are about. */
export const saysItAll: readonly string[] = ['delete_account', 'privacy_data_request']

/** These concern an order, so that its owner must be proven; the others can be told by anybody. */
export const orderCategories: readonly string[] = ['damaged', 'missing', 'wrong-item', 'warranty']

/** For the desk, whose language is English. */
export const ticketSubjects: Readonly<Record<string, string>> = {
  damaged: 'Damaged item',
  missing: 'Missing item',
  'wrong-item': 'Wrong item',
  warranty: 'Warranty claim',
  complaint: 'Complaint',
  payment: 'Problem with a payment',
  account: 'Account',
  privacy: 'Request for personal data',
  sales: 'Order in bulk',
}
