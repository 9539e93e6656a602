/** What was committed above a position, one hint a conversation, in order. One parameter. */
export const newsSince = `select conversation, max(seq) as seq, max(position) as position
  from events where position > ? group by conversation order by max(position)`
