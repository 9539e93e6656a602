/** What is to be kept, whoever asks for its erasure, because of a dispute or an inquiry. */
export const holdTable = `
  create table legal_holds (
    kind text not null,
    id text not null,
    reason text not null,
    by_kind text not null,
    by_id text not null,
    by_name text not null,
    since text not null,
    primary key (kind, id)
  );
`
