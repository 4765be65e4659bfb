-- Whether the owner of an item of evidence agrees that somebody else's report shows it: for one version of one report. `number` is that of
-- the version, `audience` whom the report is for; `is_given` stays empty until it is answered.
create table publish_consent (
    partnership_id text not null references partnership (id),
    id             text not null,
    evaluation_id  text not null,
    evidence_id    text not null,
    number         bigint not null,
    audience       bigint not null check (audience between 1 and 4),
    asked_by       text not null references account (id),
    asked_at       bigint not null,
    is_given       bigint,
    answered_by    text,
    answered_at    bigint,
    taken_back_by  text,
    taken_back_at  bigint,
    primary key (partnership_id, id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)) /* strict */;
create unique index publish_consent_once on publish_consent (partnership_id, evaluation_id, evidence_id, number, audience);
create index publish_consent_by_evidence on publish_consent (partnership_id, evidence_id);
