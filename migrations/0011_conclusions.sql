-- A conclusion answers a question, speaks about a key area, or is one component of the capacity for improvement. `part` says which:
-- "question_3", "area_5", "component_outcomes". `confidence` is 0 where none is asked for. `achievements` and `responsiveness` are
-- asked for on the capacity as a whole.
create table conclusion (
    partnership_id text not null,
    evaluation_id  text not null,
    part           text not null,
    statement      text not null,
    confidence     bigint not null check (confidence between 0 and 3),
    caveat         text not null,
    achievements   text not null,
    responsiveness text not null,
    written_by     text not null references account (id),
    written_at     bigint not null,
    version        bigint not null,
    primary key (partnership_id, evaluation_id, part),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

-- Findings that a conclusion draws in: links, never copied words.
create table conclusion_finding (
    partnership_id text not null,
    evaluation_id  text not null,
    part           text not null,
    finding_id     text not null,
    primary key (partnership_id, evaluation_id, part, finding_id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id),
    foreign key (partnership_id, finding_id) references finding (partnership_id, id)
) /* strict */;
create index conclusion_finding_by_finding on conclusion_finding (partnership_id, finding_id);

-- What may help or hinder improvement from outside: retirements, restructuring, funding.
create table context_factor (
    partnership_id text not null,
    evaluation_id  text not null,
    id             text not null,
    kind           bigint not null check (kind between 1 and 4),
    words          text not null,
    review_on      text not null,
    written_by     text not null references account (id),
    written_at     bigint not null,
    ended_at       bigint,
    version        bigint not null,
    primary key (partnership_id, evaluation_id, id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;

-- So many of so many: a count that evidence gives, or that is read from the measure that the evidence was made from.
create table figure (
    partnership_id text not null,
    id             text not null,
    evidence_id    text not null,
    words          text not null,
    counted        bigint not null,
    total          bigint not null check (total > 0),
    as_of          text not null,
    measure_id     text not null default '',
    written_by     text not null references account (id),
    written_at     bigint not null,
    version        bigint not null,
    primary key (partnership_id, id),
    check (counted between 0 and total),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;
create index figure_by_evidence on figure (partnership_id, evidence_id);

-- A quantity word in a sentence of a conclusion, tied to the figure that must support it.
create table figure_tie (
    partnership_id text not null,
    evaluation_id  text not null,
    id             text not null,
    part           text not null,
    word           text not null,
    sentence       text not null,
    figure_id      text not null,
    tied_by        text not null references account (id),
    tied_at        bigint not null,
    primary key (partnership_id, evaluation_id, id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id),
    foreign key (partnership_id, figure_id) references figure (partnership_id, id)
) /* strict */;
create index figure_tie_by_figure on figure_tie (partnership_id, figure_id);
