-- Who does what by when in an evaluation. `part` is what it is about: 'deadline' for the day on which the evaluation is to be ready, an
-- indicator's code, a theme as '5.1/2', or '' for a milestone that has only its words.
create table task (
    partnership_id text not null,
    id             text not null,
    evaluation_id  text not null,
    part           text not null,
    words          text not null,
    -- Null: nobody by name.
    account_id     text references account (id),
    due            text not null,
    done_by        text references account (id),
    done_at        bigint,
    version        bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;
create index task_by_evaluation on task (partnership_id, evaluation_id);
create index task_by_person on task (account_id, partnership_id);
