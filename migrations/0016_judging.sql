-- How a team judges: 1 together at once, 2 each alone first, unseen by the others.
alter table evaluation add column judging bigint not null default 1;
-- What a reader must know of the evidence behind the level; needed where it is thin or contradictory.
alter table judgement add column caveat text not null default '';

-- Where somebody places what was found on a theme, against the illustrations of levels 5 and 2.
create table placement (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    theme          bigint not null,
    account_id     text not null references account (id),
    position       bigint not null check (position between 1 and 6),
    placed_at      bigint not null,
    primary key (partnership_id, evaluation_id, indicator, theme, account_id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;

-- What each member of a team judged alone. Nobody else sees it before the reveal, and nobody changes it afterwards.
create table first_judgement (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    account_id     text not null references account (id),
    level          bigint not null check (level between 1 and 6),
    rationale      text not null,
    confidence     bigint not null check (confidence between 1 and 3),
    given_at       bigint not null,
    version        bigint not null,
    primary key (partnership_id, evaluation_id, indicator, account_id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;

create table reveal (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    revealed_by    text not null references account (id),
    revealed_at    bigint not null,
    primary key (partnership_id, evaluation_id, indicator),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;

-- How the agreed level came about; the level itself is the judgement.
create table moderation (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    reason         text not null,
    dissent        text not null,
    agreed_by      text not null references account (id),
    agreed_at      bigint not null,
    primary key (partnership_id, evaluation_id, indicator),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;

-- What a person made of findings on one theme that contradict each other. `findings` are those that were weighed, as ",id,id,".
create table conflict (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    theme          bigint not null,
    state          bigint not null check (state between 1 and 4),
    words          text not null,
    follow         text not null,
    findings       text not null,
    decided_by     text not null references account (id),
    decided_at     bigint not null,
    version        bigint not null,
    primary key (partnership_id, evaluation_id, indicator, theme),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;
