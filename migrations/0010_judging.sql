create table judgement (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    level          bigint not null check (level between 1 and 6),
    rationale      text not null,
    confidence     bigint not null check (confidence between 1 and 3),
    judged_by      text not null references account (id),
    judged_at      bigint not null,
    version        bigint not null,
    -- What a reader must know of the evidence behind the level; needed where it is thin or contradictory.
    caveat         text not null default '',
    primary key (partnership_id, evaluation_id, indicator),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

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
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

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
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

create table reveal (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    revealed_by    text not null references account (id),
    revealed_at    bigint not null,
    primary key (partnership_id, evaluation_id, indicator),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

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
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

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
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

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
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

-- What a partnership or an organisation tells inspectors about itself before they come.
create table position_statement (
    partnership_id text not null,
    evaluation_id  text not null,
    statement      text not null,
    written_by     text not null references account (id),
    written_at     bigint not null,
    version        bigint not null,
    primary key (partnership_id, evaluation_id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

-- Past cases that people judge again for practice: an indicator of an evaluation whose level was agreed in moderation.
create table calibration_set (
    partnership_id text not null,
    id             text not null,
    title          text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    primary key (partnership_id, id)
) /* strict */;

create table calibration_case (
    partnership_id text not null,
    set_id         text not null,
    evaluation_id  text not null,
    indicator      text not null,
    primary key (partnership_id, set_id, evaluation_id, indicator),
    foreign key (partnership_id, set_id) references calibration_set (partnership_id, id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;
create index calibration_case_by_evaluation on calibration_case (partnership_id, evaluation_id);

-- What somebody judged for practice, in each round: only they see it. Nothing here is ever changed.
create table calibration_judgement (
    partnership_id text not null,
    set_id         text not null,
    evaluation_id  text not null,
    indicator      text not null,
    account_id     text not null references account (id),
    round          bigint not null check (round >= 1),
    level          bigint not null check (level between 1 and 6),
    rationale      text not null,
    judged_at      bigint not null,
    primary key (partnership_id, set_id, evaluation_id, indicator, account_id, round),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;
create index calibration_judgement_by_evaluation on calibration_judgement (partnership_id, evaluation_id);

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
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

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
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;
