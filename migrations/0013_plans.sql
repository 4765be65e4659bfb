-- Improvement plans: of the partnership (owner '') or of one organisation.
create table plan (
    partnership_id text not null,
    id             text not null,
    owner_id       text not null,
    title          text not null,
    -- What the title is looked up by.
    title_key      text not null default '',
    period_from    text not null,
    period_to      text not null,
    created_by     text not null references account (id),
    created_at     bigint not null,
    edition        bigint not null,
    version        bigint not null,
    primary key (partnership_id, id)
) /* strict */;
create index plan_by_owner on plan (partnership_id, owner_id);

-- The evaluations that a plan draws on.
create table plan_evaluation (
    partnership_id text not null,
    plan_id        text not null,
    evaluation_id  text not null,
    primary key (partnership_id, plan_id, evaluation_id),
    foreign key (partnership_id, plan_id) references plan (partnership_id, id)
) /* strict */;

create table objective (
    partnership_id text not null,
    id             text not null,
    plan_id        text not null,
    title          text not null,
    difference     text not null,
    priority       bigint not null check (priority between 1 and 3),
    created_by     text not null references account (id),
    created_at     bigint not null,
    closed_at      bigint,
    closing        text not null default '',
    version        bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, plan_id) references plan (partnership_id, id)
) /* strict */;
create index objective_by_plan on objective (partnership_id, plan_id);

-- The areas for improvement that an objective comes from.
create table objective_finding (
    partnership_id text not null,
    objective_id   text not null,
    evaluation_id  text not null,
    finding_id     text not null,
    primary key (partnership_id, objective_id, finding_id),
    foreign key (partnership_id, objective_id) references objective (partnership_id, id)
) /* strict */;
-- What an objective comes from leads back to it.
create index objective_finding_by_finding on objective_finding (partnership_id, finding_id);

-- The outcomes for children that an objective serves: keys of the framework.
create table objective_outcome (
    partnership_id text not null,
    objective_id   text not null,
    outcome        text not null,
    primary key (partnership_id, objective_id, outcome),
    foreign key (partnership_id, objective_id) references objective (partnership_id, id)
) /* strict */;

create table objective_indicator (
    partnership_id text not null,
    objective_id   text not null,
    evaluation_id  text not null,
    indicator      text not null,
    primary key (partnership_id, objective_id, evaluation_id, indicator),
    foreign key (partnership_id, objective_id) references objective (partnership_id, id)
) /* strict */;
create index objective_indicator_by_indicator on objective_indicator (partnership_id, evaluation_id, indicator);

-- Numbers are decimal text, as they were typed. direction: 1 higher is better, 2 lower is better.
create table target (
    partnership_id text not null,
    id             text not null,
    objective_id   text not null,
    measure        text not null,
    unit           text not null,
    direction      bigint not null check (direction between 1 and 2),
    baseline       text not null,
    baseline_on    text not null,
    aim            text not null,
    aim_on         text not null,
    variation      text not null,
    measure_id     text not null default '',
    version        bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, objective_id) references objective (partnership_id, id)
) /* strict */;
create index target_by_objective on target (partnership_id, objective_id);

-- Only ever added to: a correction is a later row for the same day.
create table target_value (
    partnership_id text not null,
    id             text not null,
    target_id      text not null,
    measured_on    text not null,
    measured       text not null,
    note           text not null,
    added_by       text not null references account (id),
    added_at       bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, target_id) references target (partnership_id, id)
) /* strict */;
create index target_value_by_target on target_value (partnership_id, target_id);

-- state: 1 not started, 2 under way, 3 done, 4 dropped. Dates not set are ''; no owner yet: null. budget in pence.
create table action_point (
    partnership_id   text not null,
    id               text not null,
    objective_id     text not null,
    title            text not null,
    organisation_id  text not null,
    owner_account_id text references account (id),
    starts           text not null,
    due              text not null,
    resources        text not null,
    budget           bigint,
    risks            text not null,
    state            bigint not null check (state between 1 and 4),
    finished_by      text references account (id),
    done_at          bigint,
    proof_id         text not null default '',
    verified_by      text references account (id),
    verified_at      bigint,
    drop_reason      text not null default '',
    -- What state a cancelled one was in, to which it goes back when it is restored.
    dropped_from     bigint check (dropped_from between 1 and 2),
    changed_at       bigint not null,
    version          bigint not null,
    -- Why whoever looked at the proof of an action point sent it back; '' when nobody did, or once it is done again.
    sent_back        text not null default '',
    -- Who agreed to it as it is, for whoever owns it; null when nobody has, or since its owner, day or title changed.
    agreed_by        text references account (id),
    agreed_at        bigint,
    primary key (partnership_id, id),
    foreign key (partnership_id, objective_id) references objective (partnership_id, id)
) /* strict */;
create index action_point_by_owner on action_point (partnership_id, owner_account_id);
create index action_point_by_proof on action_point (partnership_id, proof_id);
create index action_point_by_objective on action_point (partnership_id, objective_id);
create index action_point_by_organisation on action_point (partnership_id, organisation_id);

create table action_partner (
    partnership_id  text not null,
    action_id       text not null,
    organisation_id text not null,
    primary key (partnership_id, action_id, organisation_id),
    foreign key (partnership_id, action_id) references action_point (partnership_id, id)
) /* strict */;
create index action_partner_by_organisation on action_partner (partnership_id, organisation_id);

create table milestone (
    partnership_id text not null,
    id             text not null,
    action_id      text not null,
    title          text not null,
    due            text not null,
    reached_at     bigint,
    primary key (partnership_id, id),
    foreign key (partnership_id, action_id) references action_point (partnership_id, id)
) /* strict */;
create index milestone_by_action on milestone (partnership_id, action_id);

-- A partner signs its part in one edition of the plan.
create table plan_signature (
    partnership_id  text not null,
    plan_id         text not null,
    id              text not null,
    organisation_id text not null,
    edition         bigint not null,
    signed_by       text not null references account (id),
    signed_at       bigint not null,
    primary key (partnership_id, plan_id, id),
    foreign key (partnership_id, plan_id) references plan (partnership_id, id)
) /* strict */;
create index plan_signature_by_organisation on plan_signature (partnership_id, organisation_id);

-- Whether an objective made a difference: verdict 1 shown, 2 not yet, 3 not shown, with the judgement or the value that shows it.
create table objective_effect (
    partnership_id text not null,
    id             text not null,
    objective_id   text not null,
    verdict        bigint not null check (verdict between 1 and 3),
    words          text not null,
    evaluation_id  text not null,
    indicator      text not null,
    value_id       text not null,
    judged_by      text not null references account (id),
    judged_at      bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, objective_id) references objective (partnership_id, id)
) /* strict */;
create index objective_effect_by_objective on objective_effect (partnership_id, objective_id);

-- What the partners answered to what an awarded level asks for. The latest for a level counts.
create table level_answer (
    partnership_id text not null,
    id             text not null,
    plan_id        text not null,
    evaluation_id  text not null,
    indicator      text not null,
    level          bigint not null check (level between 1 and 6),
    words          text not null,
    objective_id   text not null,
    answered_by    text not null references account (id),
    answered_at    bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, plan_id) references plan (partnership_id, id)
) /* strict */;
create index level_answer_by_plan on level_answer (partnership_id, plan_id);

-- The secret address at which somebody's calendar reads what they have to do. One for each person in a partnership.
create table calendar_feed (
    partnership_id text not null,
    account_id     text not null references account (id),
    token_hash     text not null unique,
    made_at        bigint not null,
    primary key (partnership_id, account_id)
) /* strict */;
