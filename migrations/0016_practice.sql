-- What worked well enough for others to take up. `evaluation_id` and `origin_indicator` name the judgement that it came from, or are ''.
create table practice (
    partnership_id   text not null,
    id               text not null,
    owner_id         text not null,
    title            text not null,
    done             text not null,
    for_whom         text not null,
    effect           text not null,
    -- What it is looked up by: the words of title, what was done, and the effect.
    words_key        text not null default '',
    ask              text not null,
    contact_id       text references account (id),
    framework_hash   text not null,
    evaluation_id    text not null,
    origin_indicator text not null,
    is_published     bigint not null,
    created_by       text not null references account (id),
    created_at       bigint not null,
    version          bigint not null,
    primary key (partnership_id, id)
) /* strict */;
create index practice_by_owner on practice (partnership_id, owner_id);

create table practice_indicator (
    partnership_id text not null,
    practice_id    text not null,
    indicator      text not null,
    primary key (partnership_id, practice_id, indicator),
    foreign key (partnership_id, practice_id) references practice (partnership_id, id)
) /* strict */;

create table practice_evidence (
    partnership_id text not null,
    practice_id    text not null,
    evidence_id    text not null,
    primary key (partnership_id, practice_id, evidence_id),
    foreign key (partnership_id, practice_id) references practice (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;

create table practice_adopted (
    partnership_id  text not null,
    id              text not null,
    practice_id     text not null,
    organisation_id text not null,
    note            text not null,
    adopted_by      text not null references account (id),
    adopted_at      bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, practice_id) references practice (partnership_id, id)
) /* strict */;
create index practice_adopted_by_organisation on practice_adopted (partnership_id, organisation_id);
