-- What a form of a page was answered when it had been saved, for a day: the same form from the same page is saved once, and a later page can
-- tell the browser that it was. `key` is a hash of all that was sent, `form` of its proof.
create table form_answer (
    account_id text not null references account (id),
    key        text not null,
    form       text not null,
    location   text not null,
    at         bigint not null,
    primary key (account_id, key)) /* strict */;
create index form_answer_by_form on form_answer (account_id, form);
create index form_answer_by_time on form_answer (at);

-- Judgements that were taken back, with the reason: those of the team, and those that somebody gave alone. The indicator counts as not judged
-- again; `version` goes on counting, so that a page opened before does not bring one back unseen.
create table withdrawn_judgement (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    version        bigint not null,
    level          bigint not null check (level between 1 and 6),
    rationale      text not null,
    confidence     bigint not null check (confidence between 1 and 3),
    caveat         text not null,
    judged_by      text not null references account (id),
    judged_at      bigint not null,
    reason         text not null,
    withdrawn_by   text not null references account (id),
    withdrawn_at   bigint not null,
    primary key (partnership_id, evaluation_id, indicator, version),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;
create table withdrawn_first (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    account_id     text not null references account (id),
    version        bigint not null,
    level          bigint not null check (level between 1 and 6),
    rationale      text not null,
    confidence     bigint not null check (confidence between 1 and 3),
    given_at       bigint not null,
    reason         text not null,
    withdrawn_at   bigint not null,
    primary key (partnership_id, evaluation_id, indicator, account_id, version),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;
