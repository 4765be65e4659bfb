-- Gathered once, used many times. `line_key` is the line of enquiry without case and spacing: two items with one key are one line.
create table evidence (
    partnership_id text not null references partnership (id),
    id             text not null,
    title          text not null,
    source         text not null,
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
    owner_id       text not null default '',
    -- The one service that an item is about; those who work there see it. Empty: no single one.
    service_id     text not null default '',
    -- When an item was collected and received, and who collected it. Its period and the day it was entered are there already.
    collected_on   text,
    received_on    text,
    collector      text not null default '',
    -- An item that quotes another says where that comes from: a line of enquiry has one source. Empty: its own.
    line_source    text not null default '',
    -- The language that its words are quoted in, as a tag. Empty: that of the site.
    language       text not null default '',
    primary key (partnership_id, id)
) /* strict */;
create index evidence_by_owner on evidence (partnership_id, owner_id);
create index evidence_by_line on evidence (partnership_id, line_key);
create index evidence_by_service on evidence (partnership_id, service_id);

create table evidence_use (
    partnership_id text not null,
    evaluation_id  text not null,
    evidence_id    text not null,
    primary key (partnership_id, evaluation_id, evidence_id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;
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
    -- A file that is a newer version of another names it; scan_state is 0 not scanned, 1 waiting, 2 clean, 3 infected.
    replaces       text not null default '',
    scan_state     bigint not null default 0 check (scan_state between 0 and 3),
    primary key (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;
create index evidence_file_by_evidence on evidence_file (partnership_id, evidence_id);
create index evidence_file_by_hash on evidence_file (partnership_id, hash);

-- A picture of a file's first page, made here: the file itself is never shown inside the site.
create table evidence_preview (
    partnership_id text not null,
    evidence_id    text not null,
    file_id        text not null,
    hash           text not null,
    primary key (partnership_id, evidence_id, file_id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;

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
    -- What a finding quotes, where it stands there (page, row or time), and in which of the item's files.
    excerpt        text not null default '',
    place          text not null default '',
    file_id        text not null default '',
    primary key (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;
create index finding_by_evidence on finding (partnership_id, evidence_id);

-- How long finished evaluations, unused evidence and what people said are kept; without a row, the product's own number of years.
create table retention_rule (
    partnership_id text not null references partnership (id),
    class          bigint not null check (class between 1 and 5),
    years          bigint not null check (years between 1 and 100),
    version        bigint not null,
    primary key (partnership_id, class)
) /* strict */;

-- What is kept longer than the rule says, and why.
create table retention_hold (
    partnership_id text not null references partnership (id),
    class          bigint not null check (class between 1 and 5),
    object_id      text not null,
    reason         text not null,
    held_by        text not null references account (id),
    held_at        bigint not null,
    primary key (partnership_id, class, object_id)
) /* strict */;

-- A disposal: one administrator asks, another approves, a job does it; or, where nobody asked, a rule did it by itself. The row stays as its
-- certificate.
create table disposal (
    partnership_id text not null references partnership (id),
    id             text not null,
    class          bigint not null check (class between 1 and 5),
    years          bigint not null,
    state          bigint not null check (state between 1 and 4),
    asked_by       text references account (id),
    asked_at       bigint not null,
    decided_by     text references account (id),
    decided_at     bigint,
    done_at        bigint,
    number         bigint,
    primary key (partnership_id, id),
    unique (partnership_id, number)
) /* strict */;

-- `gone` is 1 once the object is deleted; what was used or held again in the meantime stays, with 0.
create table disposal_item (
    partnership_id text not null,
    disposal_id    text not null,
    object_id      text not null,
    name           text not null,
    since          bigint not null,
    gone           bigint not null check (gone between 0 and 1),
    primary key (partnership_id, disposal_id, object_id),
    foreign key (partnership_id, disposal_id) references disposal (partnership_id, id)
) /* strict */;
create index disposal_item_by_object on disposal_item (partnership_id, object_id);

-- When the server last looked at its clock; and the leap over two days, if there was one, that nobody has confirmed.
create table clock_watch (
    id         text not null primary key,
    seen_at    bigint not null,
    leapt_from bigint
) /* strict */;

-- The outcomes for children, and the groups of children, that an item speaks about: keys of the framework.
create table evidence_outcome (
    partnership_id text not null,
    evidence_id    text not null,
    outcome        text not null,
    primary key (partnership_id, evidence_id, outcome),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;

create table evidence_children (
    partnership_id text not null,
    evidence_id    text not null,
    children_group text not null,
    primary key (partnership_id, evidence_id, children_group),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;

-- Labels by which people find items again; `label_key` is the label as readers tell labels apart.
create table evidence_label (
    partnership_id text not null,
    evidence_id    text not null,
    label          text not null,
    label_key      text not null,
    primary key (partnership_id, evidence_id, label_key),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;

-- What items of evidence are found by: the words of the item itself, of each finding that is not withdrawn and of the latest version of each
-- file, in lower case without punctuation. `kind` is 1 item, 2 finding,
-- 3 file, and `object_id` its id; state is 1 waiting, 2 read, 3 nothing, 4 failed; the words themselves are kept of files only.
create table evidence_text (
    partnership_id text not null,
    evidence_id    text not null,
    object_id      text not null,
    kind           bigint not null check (kind between 1 and 3),
    state          bigint not null check (state between 1 and 4),
    words_key      text not null,
    words          text not null,
    primary key (partnership_id, evidence_id, object_id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;
create index evidence_text_by_state on evidence_text (partnership_id, state);

-- What somebody is about to add at once, between its preview and its adding: as JSON, and the files that wait with it.
create table evidence_import (
    partnership_id text not null,
    account_id     text not null references account (id),
    content        text not null,
    kept_at        bigint not null,
    -- What is previewed has a name, so that what is confirmed can say what it is.
    id             text not null default 'earlier',
    primary key (partnership_id, account_id)
) /* strict */;

create table evidence_import_file (
    partnership_id text not null,
    account_id     text not null references account (id),
    number         bigint not null,
    hash           text not null,
    primary key (partnership_id, account_id, number)
) /* strict */;

create table finding_theme (
    partnership_id text not null,
    finding_id     text not null,
    framework      text not null,
    indicator      text not null,
    theme          bigint not null,
    primary key (partnership_id, finding_id, framework, indicator, theme),
    foreign key (partnership_id, finding_id) references finding (partnership_id, id)
) /* strict */;
create index finding_theme_by_theme on finding_theme (partnership_id, indicator, theme, framework);

create table finding_cause (
    partnership_id text not null,
    finding_id     text not null,
    framework      text not null,
    indicator      text not null,
    primary key (partnership_id, finding_id, framework, indicator),
    foreign key (partnership_id, finding_id) references finding (partnership_id, id)
) /* strict */;
