/** Filters that somebody gave a name. */
export const segmentTables = (): string => `
  create table segments (
    id text primary key,
    name text not null,
    filter text not null,
    made_at text not null,
    made_by text not null,
    version integer not null default 1
  );
`
