-- When a backup was last made ('made'), last found whole when it was opened again ('whole'), and last could not be made ('failed').
create table backup_watch (
    what    text not null primary key,
    at      bigint not null,
    damaged bigint not null
) /* strict */;
