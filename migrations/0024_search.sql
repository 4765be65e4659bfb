-- What items of evidence are found by: the words of the item itself, of each finding that is not withdrawn and of the latest version of each
-- file, in lower case without punctuation. Words that were written before this are in lower case until they are saved again. `kind` is 1 item,
-- 2 finding, 3 file, and `object_id` its id; state is 1 waiting, 2 read, 3 nothing, 4 failed; the words themselves are kept of files only.
create table evidence_text (
    partnership_id text not null,
    evidence_id    text not null,
    object_id      text not null,
    kind           bigint not null check (kind between 1 and 3),
    state          bigint not null check (state between 1 and 4),
    words_key      text not null,
    words          text not null,
    primary key (partnership_id, evidence_id, object_id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)) /* strict */;
create index evidence_text_by_state on evidence_text (partnership_id, state);

insert into evidence_text (partnership_id, evidence_id, object_id, kind, state, words_key, words)
select partnership_id, id, id, 1, 2, lower(title || ' ' || line || ' ' || summary), '' from evidence
union all
select partnership_id, evidence_id, id, 2, 2, lower(statement || ' ' || excerpt), '' from finding where withdrawn_at is null
union all
select f.partnership_id, f.evidence_id, f.id, 3, 1, '', ''
  from evidence_file f
 where f.scan_state <> 3
   and not exists (select 1 from evidence_file n where n.partnership_id = f.partnership_id and n.replaces = f.id);

-- What somebody is about to add at once, between its preview and its adding: as JSON, and the files that wait with it.
create table evidence_import (
    partnership_id text not null,
    account_id     text not null references account (id),
    content        text not null,
    kept_at        bigint not null,
    primary key (partnership_id, account_id)) /* strict */;
create table evidence_import_file (
    partnership_id text not null,
    account_id     text not null references account (id),
    number         bigint not null,
    hash           text not null,
    primary key (partnership_id, account_id, number)) /* strict */;
