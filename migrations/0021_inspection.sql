-- The self-evaluation that an inspection looks at; null for an evaluation that inspects none.
alter table evaluation add column inspects_id text;
create index evaluation_by_inspected on evaluation (partnership_id, inspects_id);

-- Why the inspectors award another level than the self-evaluation did.
create table difference (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    reason         text not null,
    written_by     text not null references account (id),
    written_at     bigint not null,
    version        bigint not null,
    primary key (partnership_id, evaluation_id, indicator),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;

-- What a partnership or an organisation tells inspectors about itself before they come.
create table position_statement (
    partnership_id text not null,
    evaluation_id  text not null,
    statement      text not null,
    written_by     text not null references account (id),
    written_at     bigint not null,
    version        bigint not null,
    primary key (partnership_id, evaluation_id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;
