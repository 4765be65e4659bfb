-- A place below another organisation's service: asked for by one, agreed to by the other, and then the place itself.
create table asked_place (
    partnership_id text not null references partnership (id),
    service_id     text not null,
    parent_id      text not null,
    asked_by       text not null references account (id),
    asked_at       bigint not null,
    primary key (partnership_id, service_id),
    foreign key (partnership_id, service_id) references service (partnership_id, id),
    foreign key (partnership_id, parent_id) references service (partnership_id, id)) /* strict */;
create index asked_place_by_parent on asked_place (partnership_id, parent_id);
