-- Who works together, and what they belong to.
create table partnership (
    id       text not null primary key,
    name     text not null,
    area     text not null,
    about    text not null,
    -- The invented partnership, as whose people everybody may step in. Whoever is invited to try things out there gets a password, too.
    is_demo  bigint not null default 0,
    language text not null default '',
    -- One organisation by itself: pages speak of no partners.
    works_alone bigint not null default 0
) /* strict */;

create table organisation (
    partnership_id text not null references partnership (id),
    id             text not null,
    name           text not null,
    -- What the name is to a reader: case, kinds of space and of quotation marks make no other name.
    name_key       text not null default '',
    kind           text not null,
    -- An organisation in several partnerships is one row in each, under one id. `home_id` is the partnership that keeps it; empty is this one.
    home_id        text not null default '',
    closed_at      bigint,
    merged_into    text,
    -- Times saved, so that nobody overwrites anybody unseen.
    version        bigint not null default 1,
    -- An organisation that is in several partnerships is described at home and copied to the others until it leaves them.
    left_at        bigint,
    primary key (partnership_id, id)
) /* strict */;
-- Saving finds what is called so, and what refers to something, without reading everything.
create index organisation_by_name on organisation (partnership_id, name_key);
-- Copies of it in other partnerships.
create index organisation_by_home on organisation (id, home_id);

create table service (
    partnership_id  text not null,
    id              text not null,
    organisation_id text not null,
    parent_id       text,
    name            text not null,
    name_key        text not null default '',
    level           bigint not null check (level between 1 and 3),
    closed_at       bigint,
    merged_into     text,
    version         bigint not null default 1,
    -- Which part of its work concerns children and young people; '' where all of it does.
    children_part   text not null default '',
    primary key (partnership_id, id),
    foreign key (partnership_id, organisation_id) references organisation (partnership_id, id),
    foreign key (partnership_id, parent_id) references service (partnership_id, id)
) /* strict */;
-- Who is looked up by where they belong, and what by what it is part of, is found without reading everything.
create index service_by_organisation on service (partnership_id, organisation_id);
create index service_by_parent on service (partnership_id, parent_id, organisation_id);
create index service_by_name on service (partnership_id, organisation_id, name_key);

create table account (
    id                  text not null primary key,
    email               text not null unique,
    name                text not null,
    -- What the name is looked up by.
    name_key            text not null default '',
    job                 text not null,
    password_hash       text,
    disabled_at         bigint,
    created_at          bigint not null,
    -- Where somebody with roles in several partnerships worked last.
    last_partnership_id text,
    -- In which language somebody reads, and which a partnership speaks where nobody's own choice counts; empty for none.
    language            text not null default '',
    -- Keys that do something on a page are off for this person.
    no_shortcuts        bigint not null default 0,
    -- 1: no mail that tells what is waiting.
    no_day_mail         bigint not null default 0,
    -- The first steps on the home page were closed.
    guide_closed_at     bigint
) /* strict */;

-- What somebody typed and had not saved.
create table draft (
    account_id text not null references account (id),
    key        text not null,
    fields     text not null,
    saved_at   bigint not null,
    primary key (account_id, key)
) /* strict */;

-- Who may see and do what. A role is held on the partnership, on an organisation, on a service with all below it, or on one evaluation.
create table assignment (
    partnership_id text not null references partnership (id),
    id             text not null,
    account_id     text not null references account (id),
    role           bigint not null check (role between 1 and 9),
    reach          bigint not null check (reach between 1 and 4),
    on_id          text not null,
    since          bigint not null,
    until          bigint,
    reason         text not null,
    given_by       text,
    primary key (partnership_id, id)
) /* strict */;
create index assignment_by_account on assignment (account_id, partnership_id);
create index assignment_by_reach on assignment (partnership_id, reach, on_id);

-- Mail to be sent. What was sent keeps no body: it may hold a link that still opens a door.
create table mail (
    partnership_id text not null references partnership (id),
    id             text not null,
    to_address     text not null,
    subject        text not null,
    body           text not null,
    made_at        bigint not null,
    due_at         bigint not null,
    tries          bigint not null,
    sent_at        bigint,
    failed_at      bigint,
    last_error     text not null,
    -- What a mail is about (the name of its text), and the account that a link in it opens.
    about          text not null default '',
    opens_account  text,
    primary key (partnership_id, id)
) /* strict */;
create index mail_by_due on mail (due_at);

-- The one-time code with which another partnership takes an organisation in.
create table joining_code (
    partnership_id  text not null,
    organisation_id text not null,
    token_hash      text not null,
    purpose         text not null,
    made_by         text not null references account (id),
    made_at         bigint not null,
    expires_at      bigint not null,
    used_at         bigint,
    primary key (partnership_id, token_hash),
    foreign key (partnership_id, organisation_id) references organisation (partnership_id, id)
) /* strict */;
create index joining_code_by_token on joining_code (token_hash);

-- The rows of an uploaded file between its preview and its import, for who uploaded it.
create table import_draft (
    partnership_id text not null references partnership (id),
    account_id     text not null references account (id),
    file_name      text not null,
    content        text not null,
    kept_at        bigint not null,
    id             text not null default 'earlier',
    primary key (partnership_id, account_id)
) /* strict */;

-- What a form of a page was answered when it had been saved, for a day: the same form from the same page is saved once, and a later page can
-- tell the browser that it was. `key` is a hash of all that was sent, `form` of its proof.
create table form_answer (
    account_id text not null references account (id),
    key        text not null,
    form       text not null,
    location   text not null,
    at         bigint not null,
    primary key (account_id, key)
) /* strict */;
create index form_answer_by_form on form_answer (account_id, form);
create index form_answer_by_time on form_answer (at);

-- A place below another organisation's service: asked for by one, agreed to by the other, and then the place itself.
create table asked_place (
    partnership_id text not null references partnership (id),
    service_id     text not null,
    parent_id      text not null,
    asked_by       text not null references account (id),
    asked_at       bigint not null,
    primary key (partnership_id, service_id),
    foreign key (partnership_id, service_id) references service (partnership_id, id),
    foreign key (partnership_id, parent_id) references service (partnership_id, id)
) /* strict */;
create index asked_place_by_parent on asked_place (partnership_id, parent_id);

-- What somebody was told by mail: of an object (an action point, a task, a conversation, or '' for all that is open) that it is in that
-- state, for that day.
create table reminder (
    partnership_id text not null,
    account_id     text not null references account (id),
    object_id      text not null,
    state          bigint not null check (state between 1 and 7),
    about_day      text not null,
    sent_at        bigint not null,
    primary key (partnership_id, account_id, object_id, state, about_day)
) /* strict */;
