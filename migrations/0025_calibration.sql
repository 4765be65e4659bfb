-- Past cases that people judge again for practice: an indicator of an evaluation whose level was agreed in moderation.
create table calibration_set (
    partnership_id text not null,
    id             text not null,
    title          text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    primary key (partnership_id, id)) /* strict */;

create table calibration_case (
    partnership_id text not null,
    set_id         text not null,
    evaluation_id  text not null,
    indicator      text not null,
    primary key (partnership_id, set_id, evaluation_id, indicator),
    foreign key (partnership_id, set_id) references calibration_set (partnership_id, id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;
create index calibration_case_by_evaluation on calibration_case (partnership_id, evaluation_id);

-- What somebody judged for practice, in each round: only they see it. Nothing here is ever changed.
create table calibration_judgement (
    partnership_id text not null,
    set_id         text not null,
    evaluation_id  text not null,
    indicator      text not null,
    account_id     text not null references account (id),
    round          bigint not null check (round >= 1),
    level          bigint not null check (level between 1 and 6),
    rationale      text not null,
    judged_at      bigint not null,
    primary key (partnership_id, set_id, evaluation_id, indicator, account_id, round),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)) /* strict */;
create index calibration_judgement_by_evaluation on calibration_judgement (partnership_id, evaluation_id);
