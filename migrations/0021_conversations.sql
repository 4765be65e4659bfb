-- What people say to one another about an object that both see. `kind` says what: 1 an item of evidence, or the finding `part` of it;
-- 2 the indicator `part` of an evaluation; 3 the conclusion `part`. It is open until it is settled, and each answer opens it again.
create table conversation (
    partnership_id text not null references partnership (id),
    id             text not null,
    kind           bigint not null check (kind between 1 and 3),
    object_id      text not null,
    part           text not null,
    begun_by       text not null references account (id),
    begun_at       bigint not null,
    settled_by     text references account (id),
    settled_at     bigint,
    primary key (partnership_id, id)
) /* strict */;
create index conversation_by_object on conversation (partnership_id, object_id);
create index conversation_by_person on conversation (begun_by, partnership_id) where settled_at is null;

create table remark (
    partnership_id  text not null,
    id              text not null,
    conversation_id text not null,
    object_id       text not null,
    words           text not null,
    said_by         text not null references account (id),
    said_at         bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, conversation_id) references conversation (partnership_id, id)
) /* strict */;
create index remark_by_conversation on remark (partnership_id, conversation_id, id);
create index remark_by_object on remark (partnership_id, object_id);
create index remark_by_person on remark (said_by, partnership_id);

-- Who is named in a remark, and whether they were told: whoever did not see the object then was not.
create table remark_name (
    partnership_id text not null,
    remark_id      text not null,
    object_id      text not null,
    account_id     text not null references account (id),
    is_told        bigint not null,
    primary key (partnership_id, remark_id, account_id),
    foreign key (partnership_id, remark_id) references remark (partnership_id, id)
) /* strict */;
create index remark_name_by_object on remark_name (partnership_id, object_id);
create index remark_name_by_person on remark_name (account_id, partnership_id);
