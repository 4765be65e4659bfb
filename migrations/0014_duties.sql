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
    primary key (partnership_id, id)
) /* strict */;
create index duty_by_owner on duty (partnership_id, owner_id);

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
    foreign key (partnership_id, duty_id) references duty (partnership_id, id)
) /* strict */;
create index duty_aspect_by_duty on duty_aspect (partnership_id, duty_id, noted_at);

create table duty_evidence (
    partnership_id text not null,
    aspect_id      text not null,
    evidence_id    text not null,
    primary key (partnership_id, aspect_id, evidence_id),
    foreign key (partnership_id, aspect_id) references duty_aspect (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;
