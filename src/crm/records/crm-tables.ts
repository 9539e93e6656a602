import type { Engine } from '../database.ts'
import { noting } from '../search/tables.ts'

/**
 * What the CRM keeps beside customers, orders and tickets. A customer's first e-mail address, phone
 * and address stand in `customers`, where a turn looks them up; further ones in `contacts` and
 * `addresses`.
 */
export const crmTables = (engine: Engine, id: string): string => `
    create table companies (
      id text primary key,
      name text not null,
      domain text not null,
      phone text not null,
      address text not null,
      city text not null,
      country text not null,
      postcode text not null,
      owner text,
      team text,
      made_at text not null,
      version integer not null default 1
    );
    create index companies_by_name on companies (name, id);

    alter table customers add column company text references companies (id);
    alter table customers add column time_zone text not null default '';
    alter table customers add column owner text;
    alter table customers add column team text;
    alter table customers add column email_verified integer not null default 1;
    alter table customers add column phone_verified integer not null default 0;
    create index customers_by_name on customers (name, id);
    create index customers_of_company on customers (company) where company is not null;

    create table contacts (
      id text primary key,
      customer text not null references customers (id),
      kind text not null,
      label text not null,
      value text not null,
      value_key text not null,
      verified_at text,
      added_at text not null
    );
    create unique index contacts_of_customer on contacts (customer, kind, value_key);
    create index contacts_by_value on contacts (kind, value_key);
    ${noting(engine, 'contacts', 'customer', 'customer')}
    create table addresses (
      id text primary key,
      customer text not null references customers (id),
      label text not null,
      address text not null,
      city text not null,
      country text not null,
      postcode text not null,
      added_at text not null
    );
    create index addresses_of_customer on addresses (customer);
    create table attributes (
      kind text not null,
      record text not null,
      name text not null,
      text text,
      number double precision,
      primary key (kind, record, name)
    );
    create index attributes_by_text on attributes (kind, name, text);
    create index attributes_by_number on attributes (kind, name, number);
    create table consents (
      id ${id},
      customer text not null references customers (id),
      purpose text not null,
      given integer not null,
      text_version text not null,
      how text not null,
      at text not null,
      by_kind text not null,
      by_id text not null,
      by_name text not null
    );
    create index consents_of_customer on consents (customer, purpose, id);

    create table invoices (
      number text primary key,
      order_number text not null references orders (number),
      customer text not null references customers (id),
      issued_at text not null,
      due_at text not null,
      paid_at text,
      status text not null,
      currency text not null,
      net_cents bigint not null,
      tax_cents bigint not null,
      total_cents bigint not null,
      version integer not null default 1
    );
    create index invoices_of_order on invoices (order_number);
    create index invoices_of_customer on invoices (customer, issued_at);

    alter table tickets add column owner text;
    alter table tickets add column team text;
    alter table tickets add column responded_at text;
    alter table tickets add column paused_at text;
    alter table tickets add column paused_minutes integer not null default 0;
    alter table tickets add column response_due text;
    alter table tickets add column resolution_due text;
    update tickets set paused_at = coalesce(closed_at, opened_at) where status <> 'open';
    create index tickets_by_status on tickets (status, resolution_due, number);
    create index tickets_of_owner on tickets (owner, status) where owner is not null;

    create table notes (
      id text primary key,
      kind text not null,
      record text not null,
      customer text,
      text text not null,
      at text not null,
      by_kind text not null,
      by_id text not null,
      by_name text not null
    );
    create index notes_of_record on notes (kind, record, at);
    create index notes_of_customer on notes (customer, at) where customer is not null;
    create table tasks (
      id text primary key,
      title text not null,
      body text not null,
      status text not null,
      due_at text,
      remind_at text,
      reminded_at text,
      done_at text,
      owner text,
      team text,
      customer text references customers (id),
      ticket text references tickets (number),
      conversation text references conversations (id),
      made_at text not null,
      version integer not null default 1
    );
    create index tasks_by_due on tasks (status, due_at, id);
    create index tasks_to_remind on tasks (remind_at) where reminded_at is null;
    create index tasks_of_customer on tasks (customer, made_at) where customer is not null;
    create index tasks_of_ticket on tasks (ticket) where ticket is not null;
    create index tasks_of_conversation on tasks (conversation) where conversation is not null;
  `
