create table @thing@ (
    partnership_id text not null references partnership (id),
    id             text not null,
    title          text not null,
    added_by       text not null references account (id),
    added_at       bigint not null,
    version        bigint not null,
    primary key (partnership_id, id)
) /* strict */;
