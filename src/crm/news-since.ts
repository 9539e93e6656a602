/** What was committed above a position, one hint a conversation, in order. One parameter. */
export const newsSince = `select id as conversation, last_seq as seq, last_position as position
  from conversations where last_position > ? order by last_position`
