-- An evaluation as it was published: signed, never changed. A correction is the next number.
create table snapshot (
    partnership_id text not null,
    id             text not null,
    evaluation_id  text not null,
    number         bigint not null check (number > 0),
    sealed         text not null,
    what_changed   text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    primary key (partnership_id, id),
    unique (partnership_id, evaluation_id, number),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

-- A report from one snapshot for one audience, laid out as its template was on that day.
create table report (
    partnership_id text not null,
    id             text not null,
    snapshot_id    text not null,
    audience       bigint not null check (audience between 1 and 4),
    layout         text not null,
    published_by   text not null references account (id),
    published_at   bigint not null,
    withdrawn_by   text references account (id),
    withdrawn_at   bigint,
    primary key (partnership_id, id),
    foreign key (partnership_id, snapshot_id) references snapshot (partnership_id, id)
) /* strict */;
create index report_by_snapshot on report (partnership_id, snapshot_id);

create table report_file (
    partnership_id text not null,
    report_id      text not null,
    format         text not null,
    hash           text not null,
    name           text not null,
    size           bigint not null,
    made_at        bigint not null,
    primary key (partnership_id, report_id, format),
    foreign key (partnership_id, report_id) references report (partnership_id, id)
) /* strict */;

-- How reports for an audience are laid out, where a partnership has its own way.
create table report_template (
    partnership_id text not null references partnership (id),
    audience       bigint not null check (audience between 1 and 4),
    opening        text not null,
    closing        text not null,
    sections       text not null,
    written_by     text not null references account (id),
    written_at     bigint not null,
    version        bigint not null,
    primary key (partnership_id, audience)
) /* strict */;

-- What an evaluation found, for people who read no report: on each question, in plain words.
create table plain_words (
    partnership_id text not null,
    evaluation_id  text not null,
    audience       bigint not null check (audience between 1 and 4),
    part           text not null,
    words          text not null,
    written_by     text not null references account (id),
    written_at     bigint not null,
    primary key (partnership_id, evaluation_id, audience, part),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

-- How far the file of each format of a published report is, and why it is not there. A format without a row waits for its first try.
create table report_format (
    partnership_id text not null,
    report_id      text not null,
    format         text not null,
    state          bigint not null check (state between 1 and 4),
    fault          bigint not null check (fault between 0 and 5),
    program        text not null,
    tries          bigint not null,
    changed_at     bigint not null,
    primary key (partnership_id, report_id, format),
    foreign key (partnership_id, report_id) references report (partnership_id, id)
) /* strict */;

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
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;
create unique index publish_consent_once on publish_consent (partnership_id, evaluation_id, evidence_id, number, audience);
create index publish_consent_by_evidence on publish_consent (partnership_id, evidence_id);
