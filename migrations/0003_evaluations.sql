create table evaluation (
    partnership_id text not null references partnership (id),
    id             text not null,
    title          text not null,
    kind           bigint not null,
    why            text not null,
    level          bigint not null check (level between 1 and 3),
    children       text not null,
    period_from    text not null,
    period_to      text not null,
    framework_hash text not null references framework (hash),
    created_by     text not null references account (id),
    created_at     bigint not null,
    finished_at    bigint,
    version        bigint not null,
    primary key (partnership_id, id)) /* strict */;

create table evaluation_service (
    partnership_id text not null,
    evaluation_id  text not null,
    service_id     text not null,
    primary key (partnership_id, evaluation_id, service_id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id),
    foreign key (partnership_id, service_id) references service (partnership_id, id)) /* strict */;

create table scope_choice (
    partnership_id text not null,
    evaluation_id  text not null,
    indicator      text not null,
    depth          bigint not null check (depth between 0 and 2),
    reason         text not null,
    primary key (partnership_id, evaluation_id, indicator),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;

-- Gathered once, used many times. `line_key` is the line of enquiry without case and spacing: two items with one key are one line.
create table evidence (
    partnership_id text not null references partnership (id),
    id             text not null,
    title          text not null,
    source         bigint not null check (source between 1 and 4),
    line           text not null,
    line_key       text not null,
    whose_view     text not null,
    period_from    text not null,
    period_to      text not null,
    security       bigint not null check (security between 1 and 3),
    link           text not null,
    summary        text not null,
    added_by       text not null references account (id),
    added_at       bigint not null,
    version        bigint not null,
    primary key (partnership_id, id)) /* strict */;

create table evidence_use (
    partnership_id text not null,
    evaluation_id  text not null,
    evidence_id    text not null,
    primary key (partnership_id, evaluation_id, evidence_id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)) /* strict */;
create index evidence_use_by_evidence on evidence_use (partnership_id, evidence_id);

create table evidence_file (
    partnership_id text not null,
    id             text not null,
    evidence_id    text not null,
    name           text not null,
    media_type     text not null,
    size           bigint not null,
    hash           text not null,
    added_by       text not null references account (id),
    added_at       bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)) /* strict */;
create index evidence_file_by_evidence on evidence_file (partnership_id, evidence_id);

create table finding (
    partnership_id text not null,
    id             text not null,
    evidence_id    text not null,
    kind           bigint not null check (kind between 1 and 3),
    statement      text not null,
    added_by       text not null references account (id),
    added_at       bigint not null,
    withdrawn_at   bigint,
    version        bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)) /* strict */;
create index finding_by_evidence on finding (partnership_id, evidence_id);

create table finding_theme (
    partnership_id text not null,
    finding_id     text not null,
    indicator      text not null,
    theme          bigint not null,
    primary key (partnership_id, finding_id, indicator, theme),
    foreign key (partnership_id, finding_id) references finding (partnership_id, id)) /* strict */;
create index finding_theme_by_theme on finding_theme (partnership_id, indicator, theme);

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
    primary key (partnership_id, evaluation_id, indicator),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;

create table conclusion (
    partnership_id text not null,
    evaluation_id  text not null,
    question       bigint not null,
    statement      text not null,
    written_by     text not null references account (id),
    written_at     bigint not null,
    version        bigint not null,
    primary key (partnership_id, evaluation_id, question),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;
