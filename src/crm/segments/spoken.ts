/** SQL: the event `e` is what a customer wrote; reminders that the bot hears are in the log likewise. */
export const spoken = `e.client_id is not null and e.client_id not like 'reminder:%'
  and e.body like '{"kind":"customer-said"%'`
