create table evaluation (
    partnership_id text not null references partnership (id),
    id             text not null,
    title          text not null,
    -- What the title is looked up by.
    title_key      text not null default '',
    kind           bigint not null,
    why            text not null,
    level          bigint not null check (level between 1 and 3),
    children       text not null,
    -- In words.
    neighbourhood  text not null default '',
    period_from    text not null,
    period_to      text not null,
    framework_hash text not null references framework (hash),
    created_by     text not null references account (id),
    created_at     bigint not null,
    finished_at    bigint,
    -- Finished, and out of the list unless it is asked for.
    archived_at    bigint,
    version        bigint not null,
    -- Whose it is: an organisation's, or, when empty, the whole partnership's.
    owner_id       text not null default '',
    -- How a team judges: 1 together at once, 2 each alone first, unseen by the others.
    judging        bigint not null default 1,
    -- The evaluation at a higher level that this one is part of.
    parent_id      text,
    -- The self-evaluation that an inspection looks at; null for an evaluation that inspects none.
    inspects_id    text,
    -- The evaluation that this one goes on from; null for the first one.
    continues_id   text,
    primary key (partnership_id, id)
) /* strict */;
create index evaluation_by_parent on evaluation (partnership_id, parent_id);
create index evaluation_by_inspected on evaluation (partnership_id, inspects_id);
create index evaluation_by_continued on evaluation (partnership_id, continues_id);
-- What follows when an organisation or a service is merged.
create index evaluation_by_owner on evaluation (partnership_id, owner_id);

create table evaluation_service (
    partnership_id text not null,
    evaluation_id  text not null,
    service_id     text not null,
    primary key (partnership_id, evaluation_id, service_id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id),
    foreign key (partnership_id, service_id) references service (partnership_id, id)
) /* strict */;
create index evaluation_service_by_service on evaluation_service (partnership_id, service_id);

-- The groups of children that it is about: keys of the framework.
create table evaluation_children (
    partnership_id text not null,
    evaluation_id  text not null,
    children_group text not null,
    primary key (partnership_id, evaluation_id, children_group),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

create table scope_choice (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    depth          bigint not null check (depth between 0 and 2),
    reason         text not null,
    primary key (partnership_id, evaluation_id, indicator),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

-- What an owner lets a partner see, until when, and what for. `with_id` is an organisation; empty is the whole partnership.
create table share (
    partnership_id text not null references partnership (id),
    id             text not null,
    kind           bigint not null check (kind between 1 and 2),
    object_id      text not null,
    extent         bigint not null check (extent between 1 and 3),
    with_id        text not null,
    purpose        text not null,
    since          bigint not null,
    until          bigint not null,
    shared_by      text not null references account (id),
    revoked_at     bigint,
    revoked_by     text,
    primary key (partnership_id, id)
) /* strict */;
create index share_by_object on share (partnership_id, kind, object_id);
create index share_by_partner on share (partnership_id, with_id);

-- The themes that are looked at, where an indicator is looked at in part; without a row, all of them.
create table scope_theme (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    theme          bigint not null,
    primary key (partnership_id, evaluation_id, indicator, theme),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

-- Whose finished evaluations, or their shares, have changed since their levels were counted. `owner_id` is an organisation; empty is the whole partnership.
create table levels_due (
    partnership_id text not null references partnership (id),
    owner_id       text not null,
    primary key (partnership_id, owner_id)
) /* strict */;
