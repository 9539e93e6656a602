/** Who changed which field of which record, from what to what: never changed, only added to. */
export const historyTable = (id: string): string => `
    create table record_changes (
      id ${id},
      kind text not null,
      record text not null,
      version integer not null,
      customer text,
      at text not null,
      by_kind text not null,
      by_id text not null,
      by_name text not null,
      what text not null,
      field text,
      was text,
      became text
    );
    create unique index record_changes_by_record
      on record_changes (kind, record, version, field);
    create index record_changes_of_customer on record_changes (customer, at)
      where customer is not null;
    create index record_changes_by_actor on record_changes (by_kind, by_id);
    ${['customers', 'orders', 'products', 'shipments', 'tickets', 'returns']
      .map((table) => `alter table ${table} add column version integer not null default 1;\n`)
      .join('')}
  `
