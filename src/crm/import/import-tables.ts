/** What was imported from which file, so that it can be taken back; and what was not, with why. */
export const importTables = `
    create table imports (
      id text primary key,
      kind text not null,
      file_name text not null,
      plan text not null,
      report text,
      status text not null,
      error text,
      last_line integer not null default 0,
      done integer not null default 0,
      made integer not null default 0,
      changed integer not null default 0,
      skipped integer not null default 0,
      refused integer not null default 0,
      by_kind text not null,
      by_id text not null,
      by_name text not null,
      at text not null,
      ended_at text
    );
    create index imports_by_time on imports (at);
    create table import_records (
      import text not null references imports (id),
      kind text not null,
      record text not null,
      line integer not null,
      what text not null,
      version integer not null,
      was text,
      left_because text,
      primary key (import, kind, record)
    );
    create index import_records_of_record on import_records (kind, record);
    create table import_refusals (
      import text not null references imports (id),
      line integer not null,
      cells text not null,
      reasons text not null,
      primary key (import, line)
    );
  `
