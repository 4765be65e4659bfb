-- A measure, as it is defined now (measures/measure.h), and how often it was saved. unit 1 number, 2 per cent, 3 rate, 4 pounds; better
-- 1 neither, 2 higher, 3 lower; counting 1 flow, 2 stock; smallest: the smallest count that is shown, 0 where figures are published already;
-- zeros_shown: 1 where a count of nobody is shown, 0 where it looks like what is withheld.
create table measure (
    partnership_id text not null references partnership (id),
    id             text not null,
    owner_id       text not null default '',
    code           text not null,
    title          text not null,
    counted        text not null,
    numerator      text not null,
    denominator    text not null,
    unit           bigint not null check (unit between 1 and 4),
    per            text not null,
    better         bigint not null check (better between 1 and 3),
    counting       bigint not null check (counting between 1 and 2),
    chart          text not null,
    smallest       bigint not null,
    zeros_shown    bigint not null,
    years          text not null,
    source         text not null,
    link           text not null,
    questions      text not null,
    developments   text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    version        bigint not null,
    primary key (partnership_id, id)
) /* strict */;
create index measure_by_owner on measure (partnership_id, owner_id);

create table measure_theme (
    partnership_id text not null,
    measure_id     text not null,
    theme          text not null,
    primary key (partnership_id, measure_id, theme),
    foreign key (partnership_id, measure_id) references measure (partnership_id, id)
) /* strict */;

create table measure_outcome (
    partnership_id text not null,
    measure_id     text not null,
    outcome        text not null,
    primary key (partnership_id, measure_id, outcome),
    foreign key (partnership_id, measure_id) references measure (partnership_id, id)
) /* strict */;

-- From this day on the line is not joined with what was before. kind 1 the definition changed, 2 the way of counting, 3 limits made anew.
create table measure_break (
    partnership_id text not null,
    measure_id     text not null,
    id             text not null,
    kind           bigint not null check (kind between 1 and 3),
    holds_from     text not null,
    why            text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    primary key (partnership_id, measure_id, id),
    foreign key (partnership_id, measure_id) references measure (partnership_id, id)
) /* strict */;

create table measure_target (
    partnership_id text not null,
    measure_id     text not null,
    id             text not null,
    reached_by     text not null,
    wanted         text not null,
    why            text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    primary key (partnership_id, measure_id, id),
    foreign key (partnership_id, measure_id) references measure (partnership_id, id)
) /* strict */;

-- Whose figures: of a place, and there of a group of people, or of everybody ('').
create table measure_series (
    partnership_id  text not null,
    measure_id      text not null,
    id              text not null,
    organisation_id text not null default '',
    area_code       text not null default '',
    area_name       text not null default '',
    people_group    text not null default '',
    primary key (partnership_id, measure_id, id),
    foreign key (partnership_id, measure_id) references measure (partnership_id, id)
) /* strict */;
create index measure_series_by_whose on measure_series (partnership_id, measure_id, organisation_id, area_code, area_name, people_group, id);

-- A figure of a period. A corrected one is a further revision: the highest counts, and those before it stay. state 1 a value, 2 withheld,
-- 3 missing. Numbers are written with all their digits; '' where there is none. told: whether it may be shown beside all that was ever told,
-- decided when it was entered (measures/disclosing.h): 0 not decided yet, 1 told, 2 withheld because it is small, 3 withheld because with
-- others it would give a small number away, 4 told once and withheld since, 5
-- withheld until all figures that it crosses are there. What was told is the measure's ledger, so that rows are never
-- deleted. against: the earlier figure with which it would give something away. Of period_kind 'pooled' are several periods counted
-- together, from the first day to the last.
create table observation (
    partnership_id text not null,
    measure_id     text not null,
    series_id      text not null,
    period_kind    text not null,
    first_day      text not null,
    last_day       text not null,
    revision       bigint not null,
    state          bigint not null check (state between 1 and 3),
    value          text not null,
    numerator      text not null,
    denominator    text not null,
    told           bigint not null default 0 check (told between 0 and 5),
    against_series text not null default '',
    against_period text not null default '',
    entered_by     text not null references account (id),
    entered_at     bigint not null,
    primary key (partnership_id, measure_id, series_id, first_day, last_day, period_kind, revision),
    foreign key (partnership_id, measure_id, series_id) references measure_series (partnership_id, measure_id, id)
) /* strict */;
create index observation_undecided on observation (partnership_id, measure_id) where told = 0;

-- Evidence that a measure was made into, the series that it is about, and the last day of the figures that it rests on.
create table measure_evidence (
    partnership_id text not null,
    measure_id     text not null,
    evidence_id    text not null,
    series_id      text not null default '',
    up_to          text not null,
    primary key (partnership_id, measure_id, evidence_id),
    foreign key (partnership_id, measure_id) references measure (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;

-- A file of figures on its way in: what it holds, what somebody said about it and what came of it, as JSON (measures/figure_import.h). heads
-- is the same for files whose columns are called alike. state 1 being read, 2 waiting for answers, 3 answered, 4 done, 5 refused.
create table figure_import (
    partnership_id text not null references partnership (id),
    id             text not null,
    owner_id       text not null default '',
    file_name      text not null,
    file_hash      text not null,
    heads          text not null,
    state          bigint not null check (state between 1 and 5),
    found          text not null,
    answers        text not null,
    result         text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    version        bigint not null,
    primary key (partnership_id, id)
) /* strict */;
create index figure_import_by_heads on figure_import (partnership_id, owner_id, heads);
