-- One seal over the ends of all chains of events, so that a chain that is removed together with its end is missed. Empty until it is first made.
create table event_seal (
    id   bigint not null primary key,
    seal text not null) /* strict */;
insert into event_seal (id, seal) values (1, '');
