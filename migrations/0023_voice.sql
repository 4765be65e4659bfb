-- What is asked of people, written as one document (voice/questionnaire.h) until it is frozen in a wave.
create table questionnaire (
    partnership_id text not null references partnership (id),
    id             text not null,
    owner_id       text not null default '',
    title          text not null,
    content        text not null,
    -- What the file that it came from holds and it has not, a sentence on each line. Empty: it came from none, or all was taken.
    left_out       text not null default '',
    -- 1: the statements of a wall (voice/wall.h). It is asked in one wave and has no page as a questionnaire.
    is_wall        bigint not null default 0,
    made_by        text not null references account (id),
    made_at        bigint not null,
    version        bigint not null,
    primary key (partnership_id, id)
) /* strict */;
create index questionnaire_by_owner on questionnaire (partnership_id, owner_id);

-- `content` is the questionnaire as it was frozen; of a wall, with the statements that stand on it now. access 1 open link, 2 codes; manner 1 a page at a time, 2 one question at a time.
create table wave (
    partnership_id   text not null,
    id               text not null,
    questionnaire_id text not null,
    number           bigint not null,
    content          text not null,
    link             text not null unique,
    access           bigint not null check (access between 1 and 2),
    manner           bigint not null check (manner between 1 and 2),
    opens_on         text not null,
    closes_on        text not null,
    whose_view       text not null,
    smallest         bigint not null,
    zeros_shown      bigint not null,
    invited          bigint not null,
    reader_id        text references account (id),
    deputy_id        text references account (id),
    space            text not null,
    voice            text not null,
    audience         text not null,
    influence        text not null,
    decides          text not null default '',
    decides_by       text,
    heard            text not null default '',
    done             text not null default '',
    not_done         text not null default '',
    published_by     text not null references account (id),
    published_at     bigint not null,
    closed_at        bigint,
    -- Codes made so far; each is made again from its number and the wave's key (voice/code.h).
    codes            bigint not null default 0,
    version          bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, questionnaire_id) references questionnaire (partnership_id, id)
) /* strict */;
create index wave_by_questionnaire on wave (partnership_id, questionnaire_id);

-- Codes, and which of them have been exchanged for a ballot. What stands for a code here tells nothing of the ballot.
create table wave_code (
    partnership_id text not null,
    wave_id        text not null,
    code_mark      text not null,
    is_exchanged   bigint not null default 0,
    primary key (partnership_id, wave_id, code_mark),
    foreign key (partnership_id, wave_id) references wave (partnership_id, id)
) /* strict */;

-- Ballots that have been sent. While it waits for others, what was answered is sealed with the wave's key, which is not in the database.
create table wave_ballot (
    partnership_id text not null,
    wave_id        text not null,
    ballot_mark    text not null,
    sealed         text not null,
    primary key (partnership_id, wave_id, ballot_mark),
    foreign key (partnership_id, wave_id) references wave (partnership_id, id)
) /* strict */;

-- Answers that have been opened, under ids of chance, in an order of chance. `own_mark` lets whoever kept the words of their ballot have them
-- taken out.
create table wave_answer (
    partnership_id text not null,
    wave_id        text not null,
    id             text not null,
    own_mark       text not null,
    opened_on      text not null,
    content        text not null,
    primary key (partnership_id, wave_id, id),
    foreign key (partnership_id, wave_id) references wave (partnership_id, id)
) /* strict */;
create index wave_answer_by_mark on wave_answer (partnership_id, wave_id, own_mark);

-- What people wrote in their own words, sealed. state 1 waiting for the reader, 2 may be read, 3 held back, 4 handed on as a concern.
create table wave_text (
    partnership_id text not null,
    wave_id        text not null,
    id             text not null,
    question       text not null,
    sealed         text not null,
    own_mark       text not null,
    state          bigint not null check (state between 1 and 4),
    came_on        text not null,
    read_by        text references account (id),
    read_at        bigint,
    primary key (partnership_id, wave_id, id),
    foreign key (partnership_id, wave_id) references wave (partnership_id, id)
) /* strict */;
create index wave_text_by_state on wave_text (partnership_id, state);

-- How often each choice was made, kept as answers are opened: of a question or a row of a grid, over all ('') and by group.
create table wave_count (
    partnership_id text not null,
    wave_id        text not null,
    question       text not null,
    answer_group   text not null,
    choice         text not null,
    counted        bigint not null,
    primary key (partnership_id, wave_id, question, answer_group, choice),
    foreign key (partnership_id, wave_id) references wave (partnership_id, id)
) /* strict */;

-- What is shown of a wave, fixed when it closed: every page, file and answer to a program is made from this, so that no two of them together
-- tell more (statistics/disclosure.h).
create table wave_release (
    partnership_id text not null,
    wave_id        text not null,
    content        text not null,
    primary key (partnership_id, wave_id),
    foreign key (partnership_id, wave_id) references wave (partnership_id, id)
) /* strict */;

-- Evidence that a closed wave was made into.
create table wave_evidence (
    partnership_id text not null,
    wave_id        text not null,
    evidence_id    text not null,
    primary key (partnership_id, wave_id, evidence_id),
    foreign key (partnership_id, wave_id) references wave (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;

-- Statements of a wall that somebody has read, and the owner's own. `text_id` is the text that one came from ('': the owner's); `words` is how it
-- stands on the wall ('': it is held back). reason 1 identifying, 2 hurtful, 3 not about the question, 4 the same as statement `double_of`.
-- fate 1 will be done, 2 done, 3 not done, 4 decided by somebody else.
create table wall_statement (
    partnership_id text not null,
    wave_id        text not null,
    number         bigint not null,
    text_id        text not null,
    words          text not null,
    reason         bigint check (reason between 1 and 4),
    double_of      bigint not null default 0,
    fate           bigint check (fate between 1 and 4),
    fate_words     text not null default '',
    fate_by        text,
    version        bigint not null,
    primary key (partnership_id, wave_id, number),
    foreign key (partnership_id, wave_id) references wave (partnership_id, id)
) /* strict */;
