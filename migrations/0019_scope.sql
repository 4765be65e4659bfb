-- What may explain an area for improvement, as whoever found it says.
create table finding_cause (
    partnership_id text not null,
    finding_id     text not null,
    indicator      text not null,
    primary key (partnership_id, finding_id, indicator),
    foreign key (partnership_id, finding_id) references finding (partnership_id, id)) /* strict */;

-- The themes that are looked at, where an indicator is looked at in part; without a row, all of them.
create table scope_theme (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    theme          bigint not null,
    primary key (partnership_id, evaluation_id, indicator, theme),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;

-- What people answered to a proposal, for ever. Without an indicator it is about all that are not looked at first.
create table scope_answer (
    partnership_id text not null,
    evaluation_id  text not null,
    id             text not null,
    indicator      text not null,
    proposed_depth bigint not null check (proposed_depth between 0 and 2),
    answer         bigint not null check (answer between 1 and 3),
    depth          bigint not null check (depth between 0 and 2),
    reason         text not null,
    answered_by    text not null references account (id),
    answered_at    bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;
create index scope_answer_by_evaluation on scope_answer (partnership_id, evaluation_id);

-- What spoke for the proposal then, in the words of then. `weakness` is a finding, or an indicator that was judged low, without evidence.
create table scope_answer_because (
    partnership_id text not null,
    answer_id      text not null,
    weakness       text not null,
    evidence_id    text not null,
    words          text not null,
    primary key (partnership_id, answer_id, weakness),
    foreign key (partnership_id, answer_id) references scope_answer (partnership_id, id)) /* strict */;

-- The evaluation at a higher level that this one is part of.
alter table evaluation add column parent_id text;
create index evaluation_by_parent on evaluation (partnership_id, parent_id);
