-- What could be done to gather more evidence: what it would serve, and what it would cost each partner.
create table plan_activity (
    partnership_id text not null,
    id             text not null,
    evaluation_id  text not null,
    name           text not null,
    line           text not null,
    source         bigint not null check (source between 1 and 4),
    change         text not null,
    state          bigint not null check (state between 1 and 3),
    made_by        text not null references account (id),
    made_at        bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;
create index plan_activity_by_evaluation on plan_activity (partnership_id, evaluation_id);

create table plan_serves (
    partnership_id text not null,
    activity_id    text not null,
    indicator      text not null,
    theme          bigint not null,
    primary key (partnership_id, activity_id, indicator, theme),
    foreign key (partnership_id, activity_id) references plan_activity (partnership_id, id)) /* strict */;

create table plan_work (
    partnership_id  text not null,
    activity_id     text not null,
    organisation_id text not null,
    minutes         bigint not null check (minutes > 0),
    primary key (partnership_id, activity_id, organisation_id),
    foreign key (partnership_id, activity_id) references plan_activity (partnership_id, id)) /* strict */;
