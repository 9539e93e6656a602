/** What was collected for a wish that is fulfilled or given up: none of it may fill the next one. */
export const forgotten = {
  wish: null,
  product: null,
  address: null,
  return_reason: null,
  return_wish: null,
  problem: null,
  ticket_category: null,
  cancel_number: null,
  cancel_confirmed: null,
} as const
