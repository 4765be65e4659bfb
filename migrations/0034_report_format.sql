-- How far the file of each format of a published report is, and why it is not there. A format without a row waits for its first try.
create table report_format (
    partnership_id text not null,
    report_id      text not null,
    format         text not null,
    state          bigint not null check (state between 1 and 4),
    fault          bigint not null check (fault between 0 and 5),
    program        text not null,
    tries          bigint not null,
    changed_at     bigint not null,
    primary key (partnership_id, report_id, format),
    foreign key (partnership_id, report_id) references report (partnership_id, id)) /* strict */;
create index job_by_subject on job (partnership_id, kind, subject);
