-- Restricted records: what they say is sealed with a key of their own, which lies outside the database. Once a record is erased its sealed
-- columns are empty.
create table restricted_record (
    partnership_id text not null references partnership (id),
    id             text not null,
    evaluation_id  text not null,
    words          text not null,
    keep_until     text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    version        bigint not null,
    erased_at      bigint,
    primary key (partnership_id, id)
) /* strict */;

-- Who may open a record, from when, until when. Nobody else may, whatever their roles. A reader who was taken off keeps the row.
create table restricted_reader (
    partnership_id text not null,
    record_id      text not null,
    id             text not null,
    account_id     text not null references account (id),
    kind           bigint not null check (kind between 1 and 2),
    since          bigint not null,
    until          bigint,
    given_by       text not null references account (id),
    reason         text not null,
    primary key (partnership_id, record_id, id),
    foreign key (partnership_id, record_id) references restricted_record (partnership_id, id)
) /* strict */;
create index restricted_reader_by_account on restricted_reader (partnership_id, account_id);

-- Each time that somebody opened a record, in one session.
create table restricted_reading (
    partnership_id text not null,
    record_id      text not null,
    id             text not null,
    account_id     text not null references account (id),
    at             bigint not null,
    purpose        bigint not null check (purpose between 1 and 5),
    reason         text not null,
    session_hash   text not null,
    primary key (partnership_id, record_id, id),
    foreign key (partnership_id, record_id) references restricted_record (partnership_id, id)
) /* strict */;

-- Kept files of a record: name and bytes are sealed; the hash is that of the sealed bytes.
create table restricted_file (
    partnership_id text not null,
    record_id      text not null,
    id             text not null,
    name           text not null,
    size           bigint not null,
    hash           text not null,
    added_by       text not null references account (id),
    added_at       bigint not null,
    primary key (partnership_id, record_id, id),
    foreign key (partnership_id, record_id) references restricted_record (partnership_id, id)
) /* strict */;
