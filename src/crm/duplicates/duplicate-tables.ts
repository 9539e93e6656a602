/** Customers who may be one person, and those that were made one; a lesser id stands first. */
export const duplicateTables = `
    create table duplicates (
      a text not null,
      b text not null,
      probability double precision not null,
      reasons text not null,
      status text not null,
      found_at text not null,
      decided_at text,
      decided_by text,
      primary key (a, b)
    );
    create index duplicates_by_status on duplicates (status, probability);
    create index duplicates_of_second on duplicates (b);
    create table merges (
      id text primary key,
      kept text not null,
      gone text not null,
      record text not null,
      fields text not null,
      moved text not null,
      extras text not null,
      by_kind text not null,
      by_id text not null,
      by_name text not null,
      at text not null,
      undone_at text
    );
    create index merges_of_kept on merges (kept);
    create index merges_of_gone on merges (gone);
  `
