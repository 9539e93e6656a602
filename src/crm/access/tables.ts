import type { Engine } from '../database.ts'

/** Teams, keys of the API and the answers they were given, the audit log, whose a conversation is. */
export const accessTables = (engine: Engine): string => `
  create table teams (
    id text primary key,
    name text not null,
    name_key text not null,
    created_at text not null
  );
  create unique index teams_by_name on teams (name_key);
  create table team_members (
    team text not null references teams (id),
    agent text not null references agents (id),
    primary key (team, agent)
  );
  create index team_members_by_agent on team_members (agent, team);

  create table api_keys (
    id text primary key,
    name text not null,
    token_hash text not null unique,
    hint text not null,
    role text not null,
    team text references teams (id),
    scopes text not null,
    made_by text not null references agents (id),
    made_at text not null,
    expires_at text,
    used_at text,
    revoked_at text
  );
  create table api_answers (
    asker text not null,
    key text not null,
    request_hash text not null,
    at text not null,
    status integer,
    answer text,
    primary key (asker, key)
  );
  create index api_answers_by_time on api_answers (at);

  create table audit (
    number bigint primary key,
    at text not null,
    by_kind text not null,
    by_id text not null,
    by_name text not null,
    action text not null,
    kind text not null,
    id text,
    detail text,
    salt text,
    about_hash text not null,
    hash text not null
  );
  create index audit_by_record on audit (kind, id, number);
  create index audit_by_person on audit (by_id, number);
  ${onlyAppended(engine)}

  alter table conversations add column owner text;
  alter table conversations add column team text;
  update conversations set owner = (
    select ${agentOf(engine)} from events claimed
    where claimed.conversation = conversations.key and claimed.body like '{"kind":"claimed"%'
      and not exists (select 1 from events later
        where later.conversation = claimed.conversation and later.seq > claimed.seq
          and (later.body like '{"kind":"handed-over"%' or later.body like '{"kind":"erased"%'))
    order by claimed.seq desc limit 1
  );
`

/**
 * Nobody changes or removes an entry, whatever program they come with. The one thing that may be
 * done is to forget whom it was about, which the hash of the entry does not cover.
 */
const onlyAppended = (engine: Engine): string =>
  engine === 'sqlite'
    ? `create trigger audit_keep before delete on audit
        begin select raise(abort, '${refusal}'); end;
      create trigger audit_fixed before update on audit when not (${isForgetting('is')})
        begin select raise(abort, '${refusal}'); end;`
    : `create function audit_refuse() returns trigger language plpgsql as
        'begin raise exception ''${refusal}''; end';
      create trigger audit_keep before delete on audit
        for each row execute function audit_refuse();
      create trigger audit_empty before truncate on audit
        for each statement execute function audit_refuse();
      create trigger audit_fixed before update on audit
        for each row when (not (${isForgetting('is not distinct from')}))
        execute function audit_refuse();`

const refusal = 'the audit log is only ever added to'

const kept = 'number at by_kind by_id by_name action kind about_hash hash'.split(' ')

const isForgetting = (same: string): string =>
  [
    'new.id is null and new.detail is null and new.salt is null',
    ...kept.map((column) => `new.${column} ${same} old.${column}`),
  ].join(' and ')

const agentOf = (engine: Engine): string =>
  engine === 'sqlite'
    ? `json_extract(claimed.body, '$.agent.id')`
    : `claimed.body::json -> 'agent' ->> 'id'`
