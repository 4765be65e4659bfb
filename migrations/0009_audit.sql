-- Events as a chain: each row's hash covers the row before it, so that a row that was altered, removed, added or moved shows.
-- `words_hash` covers what stood before and after together with `salt`; without the salt nobody can guess what an erased text said.
alter table event add column seq bigint not null default 0;
alter table event add column salt text not null default '';
alter table event add column words_hash text not null default '';
alter table event add column hash text not null default '';
create index event_by_seq on event (partnership_id, seq);

create table event_head (
    partnership_id text not null primary key,
    seq            bigint not null,
    hash           text not null) /* strict */;
