-- Legislation, guidance and codes that apply: to the partnership (owner '') or to one organisation.
create table duty (
    partnership_id text not null,
    id             text not null,
    owner_id       text not null,
    title          text not null,
    kind           bigint not null check (kind between 1 and 4),
    asks           text not null,
    applies_to     text not null,
    lead_id        text references account (id),
    review_on      text,
    created_by     text not null references account (id),
    created_at     bigint not null,
    version        bigint not null,
    primary key (partnership_id, id)) /* strict */;

-- What is known of one aspect, as somebody wrote it down; only ever added.
create table duty_aspect (
    partnership_id text not null,
    id             text not null,
    duty_id        text not null,
    aspect         bigint not null check (aspect between 1 and 5),
    words          text not null,
    sureness       bigint not null check (sureness between 1 and 4),
    noted_by       text not null references account (id),
    noted_at       bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, duty_id) references duty (partnership_id, id)) /* strict */;
create index duty_aspect_by_duty on duty_aspect (partnership_id, duty_id, noted_at);

create table duty_evidence (
    partnership_id text not null,
    aspect_id      text not null,
    evidence_id    text not null,
    primary key (partnership_id, aspect_id, evidence_id),
    foreign key (partnership_id, aspect_id) references duty_aspect (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)) /* strict */;

-- What worked well enough for others to take up. `evaluation_id` and `origin_indicator` name the judgement that it came from, or are ''.
create table practice (
    partnership_id   text not null,
    id               text not null,
    owner_id         text not null,
    title            text not null,
    done             text not null,
    for_whom         text not null,
    effect           text not null,
    ask              text not null,
    contact_id       text references account (id),
    framework_hash   text not null,
    evaluation_id    text not null,
    origin_indicator text not null,
    is_published     bigint not null,
    created_by       text not null references account (id),
    created_at       bigint not null,
    version          bigint not null,
    primary key (partnership_id, id)) /* strict */;

create table practice_indicator (
    partnership_id text not null,
    practice_id    text not null,
    indicator      text not null,
    primary key (partnership_id, practice_id, indicator),
    foreign key (partnership_id, practice_id) references practice (partnership_id, id)) /* strict */;

create table practice_evidence (
    partnership_id text not null,
    practice_id    text not null,
    evidence_id    text not null,
    primary key (partnership_id, practice_id, evidence_id),
    foreign key (partnership_id, practice_id) references practice (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)) /* strict */;

create table practice_adopted (
    partnership_id  text not null,
    id              text not null,
    practice_id     text not null,
    organisation_id text not null,
    note            text not null,
    adopted_by      text not null references account (id),
    adopted_at      bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, practice_id) references practice (partnership_id, id)) /* strict */;
