/** What may be sold to whom, how far it is, and the stages that somebody set up themselves. */
export const salesTables = (): string => `
  create table opportunities (
    id text primary key,
    title text not null,
    customer text references customers (id),
    stage text not null,
    amount_cents bigint not null,
    currency text not null,
    probability integer,
    expected_close text,
    owner text references agents (id),
    reason text,
    note text not null default '',
    opened_at text not null,
    closed_at text,
    version integer not null default 1
  );
  create index opportunities_by_stage on opportunities (stage, expected_close, id);
  create index opportunities_of_customer on opportunities (customer) where customer is not null;
  create table opportunity_stays (
    opportunity text not null references opportunities (id),
    number integer not null,
    stage text not null,
    since text not null,
    until text,
    primary key (opportunity, number)
  );
  create table pipeline_stages (
    id text primary key,
    place integer not null,
    name text not null,
    name_zh text not null,
    probability integer not null
  );
`
