-- When an item was collected and received, and who collected it. Its period and the day it was entered are there already.
alter table evidence add column collected_on text;
alter table evidence add column received_on text;
alter table evidence add column collector text not null default '';

-- The outcomes for children, and the groups of children, that an item speaks about: keys of the framework.
create table evidence_outcome (
    partnership_id text not null,
    evidence_id    text not null,
    outcome        text not null,
    primary key (partnership_id, evidence_id, outcome),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)) /* strict */;

create table evidence_children (
    partnership_id text not null,
    evidence_id    text not null,
    children_group text not null,
    primary key (partnership_id, evidence_id, children_group),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)) /* strict */;

-- A file that is a newer version of another names it; scan_state is 0 not scanned, 1 waiting, 2 clean, 3 infected.
alter table evidence_file add column replaces text not null default '';
alter table evidence_file add column scan_state bigint not null default 0 check (scan_state between 0 and 3);
create index evidence_file_by_hash on evidence_file (partnership_id, hash);

-- What a finding quotes, where it stands there (page, row or time), and in which of the item's files.
alter table finding add column excerpt text not null default '';
alter table finding add column place text not null default '';
alter table finding add column file_id text not null default '';
