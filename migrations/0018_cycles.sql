-- What last cycle's confidence in a part of the capacity for improvement was worth, as people see it now. worth: 1 borne out, 2 in part,
-- 3 not borne out.
create table confidence_worth (
    partnership_id text not null,
    evaluation_id  text not null,
    part           text not null,
    worth          bigint not null check (worth between 1 and 3),
    words          text not null,
    written_by     text not null references account (id),
    written_at     bigint not null,
    version        bigint not null,
    primary key (partnership_id, evaluation_id, part),
    foreign key (partnership_id, evaluation_id) references evaluation (partnership_id, id)
) /* strict */;
