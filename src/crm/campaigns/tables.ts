/**
 * Campaigns, and for each of its customers whether they get the message or are held out by lot.
 * The recipients are the outbox, too: `state`, `attempts` and `next_at` say what is still to send.
 */
export const campaignTables = (): string => `
  create table campaigns (
    id text primary key,
    name text not null,
    segment text references segments (id),
    channel text not null,
    message text not null,
    control_percent integer not null,
    start_at text,
    time_zone text not null,
    window_days integer not null,
    per_minute integer not null,
    status text not null,
    due_at text,
    seed text not null,
    filter text,
    frozen text,
    trouble text,
    made_at text not null,
    made_by text not null,
    started_at text,
    ended_at text,
    version integer not null default 1
  );
  create index campaigns_at_work on campaigns (due_at) where status in ('scheduled', 'starting', 'running');
  create table campaign_recipients (
    id text primary key,
    campaign text not null references campaigns (id),
    customer text not null references customers (id),
    part text not null,
    state text not null,
    reason text,
    language text not null,
    attempts integer not null default 0,
    doubts integer not null default 0,
    next_at text,
    at text,
    until text,
    opened_at text,
    clicked_at text,
    answered_at text,
    bought_at text,
    left_at text
  );
  create index campaign_recipients_by_customer on campaign_recipients (campaign, customer);
  create index campaign_recipients_of_customer on campaign_recipients (customer);
  create index campaign_recipients_due on campaign_recipients (campaign, next_at, id)
    where state in ('waiting', 'sending');
  create index campaign_recipients_by_time on campaign_recipients (campaign, at)
    where at is not null;
  create index campaign_recipients_open on campaign_recipients (campaign, until)
    where until is not null;
`
