-- A published framework version never changes: its content's hash is its identity for those that are pinned to it.
create table framework (
    hash         text not null primary key,
    id           text not null,
    version      text not null,
    title        text not null,
    language     text not null,
    publisher    text not null,
    content      text not null,
    published_at bigint not null,
    unique (id, version)
) /* strict */;
