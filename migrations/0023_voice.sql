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
    -- Null: it was asked elsewhere, and nobody can answer it here.
    link             text unique,
    access           bigint not null check (access between 1 and 2),
    manner           bigint not null check (manner between 1 and 2),
    opens_on         text not null,
    closes_on        text not null,
    -- When whoever handed out the codes is told how many have not been used.
    remind_on        text,
    handed_out_by    text references account (id),
    whose_view       text not null,
    smallest         bigint not null,
    zeros_shown      bigint not null,
    invited          bigint not null,
    reader_id        text references account (id),
    deputy_id        text references account (id),
    -- The area's own line for help now, beside those of the country. No name: there is none.
    help_name        text not null default '',
    help_phone       text not null default '',
    help_hours       text not null default '',
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
    -- With which tool answers were collected that were brought in from elsewhere (voice/wave.h); null: it was asked here. 1 other,
    -- 2 Microsoft Forms, 3 SmartSurvey, 4 Google Forms, 5 LimeSurvey.
    tool             bigint check (tool between 1 and 5),
    closed_at        bigint,
    -- The day on which answers, texts and what was made of them went; what was shown of them stays in wave_release.
    answers_gone_on  text,
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

-- Few lie sealed among many that were sent: each new one asks how many.
create index wave_ballot_sealed on wave_ballot (partnership_id, wave_id) where sealed <> '';

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

-- What became of one question of a closed wave, for everybody to read (voice/receipt.h).
create table wave_subject (
    partnership_id text not null,
    wave_id        text not null,
    question       text not null,
    heard          text not null,
    done           text not null,
    not_done       text not null,
    version        bigint not null,
    primary key (partnership_id, wave_id, question),
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

-- A table of answers that were collected elsewhere, on its way in (voice/replies_store.h). What says who answered is gone before it comes here.
-- `found` and `checked` are sealed with the import's key; `answers` is what somebody said about its columns, as JSON, and heads is the same for
-- files whose columns are called alike. state 1 waiting for answers, 2 being checked, 3 checked, 4 being entered, 5 entered. `content_mark`
-- stands for all that was answered, and tells nothing without the key of the wave that it became.
create table reply_import (
    partnership_id   text not null references partnership (id),
    id               text not null,
    owner_id         text not null default '',
    questionnaire_id text not null default '',
    heads            text not null,
    state            bigint not null check (state between 1 and 5),
    found            text not null,
    answers          text not null,
    checked          text not null,
    wave_id          text not null default '',
    content_mark     text not null default '',
    made_by          text not null references account (id),
    made_at          bigint not null,
    version          bigint not null,
    primary key (partnership_id, id)
) /* strict */;
create index reply_import_by_heads on reply_import (partnership_id, owner_id, heads);

-- Its rows in an order of chance, many in each part, sealed with its key. A part goes when it has been entered.
create table reply_import_part (
    partnership_id text not null,
    import_id      text not null,
    number         bigint not null,
    sealed         text not null,
    primary key (partnership_id, import_id, number),
    foreign key (partnership_id, import_id) references reply_import (partnership_id, id)
) /* strict */;

-- How the texts of a closed wave are coded (voice/coding.h): `frame` lists its codes. No second coder: one person codes.
create table wave_coding (
    partnership_id text not null,
    wave_id        text not null,
    frame          text not null,
    first_coder    text not null references account (id),
    second_coder   text references account (id),
    first_done     bigint not null default 0,
    second_done    bigint not null default 0,
    version        bigint not null,
    primary key (partnership_id, wave_id),
    foreign key (partnership_id, wave_id) references wave (partnership_id, id)
) /* strict */;

-- Codes of a text, listed as ",generic-2006/2.1/2,own1,". hand 1 of the first coder, 2 of the second, 3 agreed on by both.
create table wave_code_given (
    partnership_id text not null,
    wave_id        text not null,
    text_id        text not null,
    hand           bigint not null check (hand between 1 and 3),
    codes          text not null,
    version        bigint not null,
    primary key (partnership_id, wave_id, text_id, hand),
    foreign key (partnership_id, wave_id, text_id) references wave_text (partnership_id, wave_id, id)
) /* strict */;

-- Words of a text that stand under a code, sealed as the text is.
create table wave_excerpt (
    partnership_id text not null,
    wave_id        text not null,
    id             text not null,
    text_id        text not null,
    code           text not null,
    sealed         text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    primary key (partnership_id, wave_id, id),
    foreign key (partnership_id, wave_id, text_id) references wave_text (partnership_id, wave_id, id)
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

-- A focus group or an interview (voice/talk.h). kind 1 focus group, 2 interview. `themes` are listed as ",generic-2006/2.1/2,", `people` are
-- groups, how many of each were invited and how many came, one on each line.
create table talk (
    partnership_id text not null references partnership (id),
    id             text not null,
    owner_id       text not null default '',
    kind           bigint not null check (kind between 1 and 2),
    title          text not null,
    held_on        text not null,
    place          text not null,
    led_by         text not null,
    noted_by       text not null,
    whose_view     text not null,
    themes         text not null,
    people         text not null,
    absent         text not null,
    notes          text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    version        bigint not null,
    primary key (partnership_id, id)
) /* strict */;
create index talk_by_owner on talk (partnership_id, owner_id);

-- Who took part, under a short name that tells nobody who it is.
create table talk_participant (
    partnership_id text not null,
    talk_id        text not null,
    id             text not null,
    name           text not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, talk_id) references talk (partnership_id, id)
) /* strict */;
create index talk_participant_by_talk on talk_participant (partnership_id, talk_id);

-- What they agreed to, since and until when. agreement 1 taking part, 2 notes are kept, 3 quoted in the partnership, 4 quoted in public.
create table talk_consent (
    partnership_id text not null,
    participant_id text not null,
    agreement      bigint not null check (agreement between 1 and 4),
    given_on       text not null,
    withdrawn_on   text,
    primary key (partnership_id, participant_id, agreement),
    foreign key (partnership_id, participant_id) references talk_participant (partnership_id, id)
) /* strict */;

-- Words taken out of a numbered paragraph of the notes. No participant: the group said them.
create table talk_excerpt (
    partnership_id text not null,
    talk_id        text not null,
    id             text not null,
    paragraph      bigint not null,
    words          text not null,
    participant_id text,
    themes         text not null,
    made_by        text not null references account (id),
    made_at        bigint not null,
    primary key (partnership_id, id),
    foreign key (partnership_id, talk_id) references talk (partnership_id, id),
    foreign key (partnership_id, participant_id) references talk_participant (partnership_id, id)
) /* strict */;
create index talk_excerpt_by_talk on talk_excerpt (partnership_id, talk_id);

-- Evidence that a talk was made into.
create table talk_evidence (
    partnership_id text not null,
    talk_id        text not null,
    evidence_id    text not null,
    primary key (partnership_id, talk_id, evidence_id),
    foreign key (partnership_id, talk_id) references talk (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;

-- What somebody said unasked (voice/comment.h). kind 1 comment, 2 complaint, 3 compliment; way 1 in person, 2 letter, 3 e-mail, 4 phone,
-- 5 form, 6 other; state 1 open, 2 being handled, 3 closed. No whose_view: not known.
create table comment (
    partnership_id text not null references partnership (id),
    id             text not null,
    owner_id       text not null default '',
    kind           bigint not null check (kind between 1 and 3),
    came_on        text not null,
    way            bigint not null check (way between 1 and 6),
    whose_view     text not null,
    about          text not null,
    words          text not null,
    themes         text not null,
    state          bigint not null check (state between 1 and 3),
    done           text not null,
    closed_on      text,
    made_by        text not null references account (id),
    made_at        bigint not null,
    version        bigint not null,
    primary key (partnership_id, id)
) /* strict */;
create index comment_by_owner on comment (partnership_id, owner_id, came_on);

-- Evidence in which comments were counted.
create table comment_evidence (
    partnership_id text not null,
    comment_id     text not null,
    evidence_id    text not null,
    primary key (partnership_id, comment_id, evidence_id),
    foreign key (partnership_id, comment_id) references comment (partnership_id, id),
    foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
) /* strict */;
