-- Indicators and standards of one sector (part 3.5): `framework` names the generic framework whose indicators they serve.
create table standard (
    partnership_id text not null,
    id             text not null,
    document       text not null,
    publisher      text not null,
    code           text not null,
    title          text not null,
    link           text not null,
    framework      text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    version        bigint not null,
    primary key (partnership_id, id)
) /* strict */;

-- The crosswalk: what was gathered with the standard tells about this generic indicator, too.
create table standard_serves (
    partnership_id text not null,
    standard_id    text not null,
    indicator      text not null,
    primary key (partnership_id, standard_id, indicator),
    foreign key (partnership_id, standard_id) references standard (partnership_id, id)
) /* strict */;

create table evidence_standard (
    partnership_id text not null,
    evidence_id    text not null,
    standard_id    text not null,
    primary key (partnership_id, evidence_id, standard_id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id),
    foreign key (partnership_id, standard_id) references standard (partnership_id, id)
) /* strict */;
create index evidence_standard_by_standard on evidence_standard (partnership_id, standard_id);
