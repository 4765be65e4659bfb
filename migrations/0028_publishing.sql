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
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;

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
    foreign key (partnership_id, snapshot_id) references snapshot (partnership_id, id)) /* strict */;
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
    foreign key (partnership_id, report_id) references report (partnership_id, id)) /* strict */;

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
    primary key (partnership_id, audience)) /* strict */;

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
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;
