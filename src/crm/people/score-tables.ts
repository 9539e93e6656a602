/**
 * What was worked out about customers, and how it moved. `told` is the value that the timeline tells
 * of. They refer to nobody, as they are found anew all the time and must keep no customer from going.
 */
export const scoreTables = (id: string): string => `
    create table scores (
      customer text not null,
      name text not null,
      value double precision not null,
      told double precision not null,
      at text not null,
      primary key (customer, name)
    );
    create index scores_by_value on scores (name, value);
    create table score_changes (
      id ${id},
      customer text not null,
      name text not null,
      was double precision not null,
      became double precision not null,
      at text not null
    );
    create index score_changes_of_customer on score_changes (customer, at);
  `
