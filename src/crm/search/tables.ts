import type { Engine } from '../database.ts'
import { kinds, type Kind } from './query-fields.ts'

/**
 * What the search reads. It is derived, and can be made anew from the log and the records: the
 * log's readers keep a position, and `search_changes` names the records that have changed,
 * written by triggers in the transaction of the change, with whatever program it was made.
 */
export const searchTables = (engine: Engine, id: string): string => `
    create table search_state (position bigint not null, epoch bigint not null);
    insert into search_state (position, epoch) values (0, 0);
    create table search_entries (
      id ${id},
      kind text not null,
      ref text not null,
      at text not null,
      digest text not null
    );
    create unique index search_entries_by_ref on search_entries (kind, ref);
    create table search_words (word text ${bytewise(engine)} primary key, uses bigint not null);
    create table search_days (
      day text primary key,
      first_position bigint not null,
      last_position bigint not null
    );
    create table search_changes (
      id ${id},
      kind text not null,
      ref text not null
    );
    ${kinds.map((kind) => wordTable(engine, kind)).join('')}
    ${allChanged.join(';\n')};
    ${
      engine === 'sqlite'
        ? ''
        : `create function note_search_change() returns trigger language plpgsql as
        'begin if TG_OP = ''DELETE'' then insert into search_changes (kind, ref) values (TG_ARGV[0], to_jsonb(old)->>TG_ARGV[1]); else insert into search_changes (kind, ref) values (TG_ARGV[0], to_jsonb(new)->>TG_ARGV[1]); end if; return null; end';
      `
    }${sources.map(([table, kind, column]) => noting(engine, table, kind, column)).join('')}
  `

/** As if every record had just been changed. */
export const allChanged = [
  "insert into search_changes (kind, ref) select 'customer', id from customers",
  "insert into search_changes (kind, ref) select 'order', number from orders",
  "insert into search_changes (kind, ref) select 'ticket', number from tickets",
] as const

/** Terms are made by us: the engine is only to split them at blanks. Erased is to mean gone. */
export const wordTable = (engine: Engine, kind: Kind): string =>
  engine === 'sqlite'
    ? `create virtual table search_${kind}s using fts5(words, tokenize = 'ascii');
       insert into search_${kind}s (search_${kind}s, rank) values ('secure-delete', 1);\n`
    : `create table search_${kind}s (rowid bigint primary key, words tsvector not null);
       create index search_${kind}s_words on search_${kind}s using gin (words);\n`

/** Words that begin alike are to stand together, whatever language the server's tables are in. */
const bytewise = (engine: Engine): string => (engine === 'sqlite' ? '' : 'collate "C"')

const sources = [
  ['customers', 'customer', 'id'],
  ['orders', 'order', 'number'],
  ['order_items', 'order', 'order_number'],
  ['shipments', 'order', 'order_number'],
  ['tickets', 'ticket', 'number'],
] as const

/** Triggers that note which record has changed when a row of a table did. */
export const noting = (engine: Engine, table: string, kind: string, column: string): string =>
  engine === 'sqlite'
    ? (['insert', 'update', 'delete'] as const)
        .map((change) => {
          const row = change === 'delete' ? 'old' : 'new'
          return `create trigger search_${table}_${change} after ${change} on ${table}
              begin insert into search_changes (kind, ref) values ('${kind}', ${row}.${column}); end;\n`
        })
        .join('')
    : `create trigger search_${table} after insert or update or delete on ${table}
              for each row execute function note_search_change('${kind}', '${column}');\n`
