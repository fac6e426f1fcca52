-- Whose turn it is to see to what is seen to from time to time: of several servers, one at a time.
create table upkeep (
  turn         bigint not null,   -- goes up with each; the former server lets go then
  server       text,              -- that is at it
  heartbeat_at timestamptz not null
);
create unique index upkeep_one_row on upkeep ((true));
insert into upkeep values (0, null, '-infinity');
