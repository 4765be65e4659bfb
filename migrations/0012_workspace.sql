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
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;
create index scope_answer_by_evaluation on scope_answer (partnership_id, evaluation_id);

-- What spoke for the proposal then, in the words of then. `weakness` is a finding, or an indicator that was judged low, without evidence.
create table scope_answer_because (
    partnership_id text not null,
    answer_id      text not null,
    weakness       text not null,
    evidence_id    text not null,
    words          text not null,
    primary key (partnership_id, answer_id, weakness),
    foreign key (partnership_id, answer_id) references scope_answer (partnership_id, id)
) /* strict */;

-- What could be done to gather more evidence: what it would serve, and what it would cost each partner.
create table plan_activity (
    partnership_id text not null,
    id             text not null,
    evaluation_id  text not null,
    name           text not null,
    line           text not null,
    source         text not null,
    change         text not null,
    state          bigint not null check (state between 1 and 3),
    made_by        text not null references account (id),
    made_at        bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;
create index plan_activity_by_evaluation on plan_activity (partnership_id, evaluation_id);

create table plan_serves (
    partnership_id text not null,
    activity_id    text not null,
    indicator      text not null,
    theme          bigint not null,
    primary key (partnership_id, activity_id, indicator, theme),
    foreign key (partnership_id, activity_id) references plan_activity (partnership_id, id)
) /* strict */;

create table plan_work (
    partnership_id  text not null,
    activity_id     text not null,
    organisation_id text not null,
    minutes         bigint not null check (minutes > 0),
    primary key (partnership_id, activity_id, organisation_id),
    foreign key (partnership_id, activity_id) references plan_activity (partnership_id, id)
) /* strict */;
create index plan_work_by_organisation on plan_work (partnership_id, organisation_id);

-- How often each level was awarded in finished evaluations that the whole partnership may see, by whose they are and by the year in which their
-- period ends: counted beforehand, and anew where it is due (workspace/levels_across.h). They may be seen until `until_at`.
create table level_count (
    partnership_id text not null references partnership (id),
    owner_id       text not null,
    framework_id   text not null,
    kind           bigint not null,
    year           bigint not null,
    indicator      text not null,
    level          bigint not null,
    until_at       bigint not null,
    counted        bigint not null,
    primary key (partnership_id, owner_id, framework_id, kind, year, indicator, level, until_at)
) /* strict */;
create index level_count_by_until on level_count (partnership_id, until_at);

-- The sum of level_count over owners and days.
create table level_total (
    partnership_id text not null references partnership (id),
    framework_id   text not null,
    kind           bigint not null,
    year           bigint not null,
    indicator      text not null,
    level          bigint not null,
    counted        bigint not null,
    primary key (partnership_id, framework_id, kind, year, indicator, level)
) /* strict */;
