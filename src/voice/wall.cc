#include "voice/wall.h"

#include <algorithm>

#include "base/checks.h"
#include "base/named.h"
#include "base/text.h"

namespace touchstone::voice {
namespace {

const Names<Reason> reasons{{Reason::identifying, "identifying"},
                            {Reason::hurtful, "hurtful"},
                            {Reason::off_question, "off_question"},
                            {Reason::same_as, "same_as"}};
const Names<Fate> fates{
    {Fate::will_be_done, "will_be_done"}, {Fate::done, "done"}, {Fate::not_done, "not_done"}, {Fate::elsewhere, "elsewhere"}};
const Names<Said> sayings{{Said::nothing, "nothing"}, {Said::most_agree, "most_agree"}, {Said::most_do_not_agree, "most_do_not_agree"}};

constexpr std::size_t title_max = 150, question_max = 300, group_max = 150, fate_words_max = 500;
constexpr std::size_t seeds_length_max = seeds_most * (statement_max + 1), groups_length_max = 1'000;
constexpr double coverage = 0.95;
const std::string asked_name = "asked", group_name = "group", own_name = "own", statement_name = "s";

Wording said(const std::string& words) { return {{"en", {words}}}; }

// A choice by name; what it is called, pages say.
Choice named(const std::string& name) { return {name, said(name)}; }

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (const auto& line : split(text, '\n'))
        if (auto words = tidied(line); !words.empty()) lines.push_back(std::move(words));
    return lines;
}

bool has_twice(const std::vector<std::string>& lines) {
    std::vector<std::string> keys;
    for (const auto& line : lines) keys.push_back(reader_key(line));
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) != keys.end();
}

bool is_numbered(const std::string& name, const std::string& prefix) {
    return name.size() > prefix.size() && name.starts_with(prefix) &&
           std::all_of(name.begin() + static_cast<std::ptrdiff_t>(prefix.size()), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void check_lines(Problems& problems, const WallDraft& draft, const std::vector<std::string>& seeds,
                 const std::vector<std::string>& groups) {
    if (seeds.size() < seeds_least || seeds.size() > seeds_most) problems.push_back({"statements", "voice.wall.statements_wrong"});
    if (std::ranges::any_of(seeds, [](const std::string& words) { return characters(words) > statement_max; }))
        problems.push_back({"statements", "voice.wall.statement_too_long"});
    if (has_twice(seeds)) problems.push_back({"statements", "voice.wall.statements_twice"});
    if (draft.group.empty() && groups.empty()) return;
    require_text(problems, "voice.wall", "group", draft.group, group_max);
    if (groups.size() < wall_groups_least || groups.size() > wall_groups_most || has_twice(groups))
        problems.push_back({"groups", "voice.wall.groups_wrong"});
    limit_text(problems, "voice.wall", "groups", draft.groups, groups_length_max);
}

Questionnaire questionnaire_of(const WallDraft& draft, const std::vector<std::string>& groups) {
    Questionnaire questionnaire{.title = draft.title};
    questionnaire.questions.push_back({.name = asked_name, .kind = Kind::note, .label = said(draft.question)});
    if (!groups.empty()) {
        Question group{.name = group_name, .kind = Kind::choice, .label = said(draft.group)};
        for (std::size_t i = 0; i < groups.size(); ++i) group.choices.push_back({"g" + std::to_string(i + 1), said(groups[i])});
        group.makes_groups = true;
        questionnaire.questions.push_back(std::move(group));
    }
    for (int number = 1; number <= own_most; ++number) {
        const auto name = own_name + std::to_string(number);
        Question own{.name = name, .kind = Kind::words, .label = said(name)};
        own.constraint = "string-length(.) <= " + std::to_string(statement_max);
        questionnaire.questions.push_back(std::move(own));
    }
    return questionnaire;
}

}  // namespace

const Fields<WallDraft>& wall_fields() {
    using field::lines, field::needed, field::words;
    using Draft = WallDraft;
    static const Fields<Draft> fields{
        "voice.wall",
        {needed(words("title", &Draft::title, title_max)), needed(words("question", &Draft::question, question_max)),
         needed(lines("statements", &Draft::statements, seeds_length_max)), words("group", &Draft::group, group_max),
         lines("groups", &Draft::groups, groups_length_max)}};
    return fields;
}

const Fields<WaveDraft>& wall_wave_fields() {
    static const auto fields = [] {
        auto some = wave_fields();
        std::erase_if(some.list, [](const Field<WaveDraft>& field) {
            return field.shape.name == "access" || field.shape.name == "manner" || field.shape.name == "invited" ||
                   field.shape.name == "reminds";
        });
        return some;
    }();
    return fields;
}

Outcome<Wall> put_up(const Wave& before, const WallDraft& draft, const WaveDraft& of_wave, const WaveOffers& offers, Date today) {
    Problems problems;
    require_text(problems, "voice.wall", "title", draft.title, title_max);
    require_text(problems, "voice.wall", "question", draft.question, question_max);
    const auto seeds = lines_of(draft.statements), groups = lines_of(draft.groups);
    check_lines(problems, draft, seeds, groups);
    Wall wall;
    for (const auto& words : seeds) wall.statements.push_back({.number = static_cast<int>(wall.statements.size()) + 1, .words = words});
    auto asked = of_wave;
    asked.access = name_of(Access::open_link);
    asked.manner = name_of(Manner::one_by_one);
    asked.invited.clear();
    asked.reminds.clear();
    auto wave = publish(before, with_statements(questionnaire_of(draft, groups), wall.statements), asked, offers, today);
    if (!wave)
        for (const auto& problem : wave.error())
            if (!problem.field.empty() || problems.empty()) problems.push_back(problem);  // what is unsound is said at its field already
    if (!problems.empty()) return refuse(problems);
    wall.wave = *wave;
    wall.wave.is_wall = true;
    return wall;
}

std::string asked_on(const Questionnaire& questionnaire) {
    const auto found = std::ranges::find(questionnaire.questions, asked_name, &Question::name);
    return found == questionnaire.questions.end()
               ? std::string()
               : in_language(found->label, questionnaire.default_language, questionnaire.default_language).text;
}

Questionnaire with_statements(const Questionnaire& before, const std::vector<Statement>& statements) {
    auto after = before;
    std::erase_if(after.questions, is_statement);
    auto at = std::ranges::find_if(after.questions, is_own);
    for (const auto& statement : statements) {
        if (!statement.stands()) continue;
        Question question{.name = question_of(statement), .kind = Kind::choice, .label = said(statement.words)};
        for (const auto& vote : votes()) question.choices.push_back(named(vote));
        at = std::next(after.questions.insert(at, std::move(question)));
    }
    return after;
}

std::string question_of(const Statement& statement) { return statement_name + std::to_string(statement.number); }
bool is_statement(const Question& question) { return question.kind == Kind::choice && is_numbered(question.name, statement_name); }
bool is_own(const Question& question) { return question.kind == Kind::words && is_numbered(question.name, own_name); }

const std::vector<std::string>& votes() {
    static const std::vector<std::string> all{"agree", "disagree", "unsure"};
    return all;
}

Answers as_voted(const Questionnaire& questionnaire, Answers typed) {
    for (const auto& question : questionnaire.questions) {
        const auto found = typed.find(question.name);
        if (found == typed.end()) continue;
        if (is_own(question)) {
            found->second.front() = tidied(found->second.front());
            std::ranges::replace(found->second.front(), '\n', ' ');
            if (found->second.front().empty()) typed.erase(found);
        } else if (is_statement(question)) {
            found->second.erase(found->second.begin(), std::prev(found->second.end()));
            if (found->second.front() == skipped) typed.erase(found);
        }
    }
    return typed;
}

std::vector<std::vector<const Question*>> pages_of_wall(const Questionnaire& questionnaire,
                                                        const std::function<std::string(const std::string& name)>& place) {
    std::vector<std::vector<const Question*>> pages;
    std::vector<std::pair<std::string, const Question*>> placed;
    std::vector<const Question*> own;
    for (const auto& question : questionnaire.questions) {
        if (is_statement(question))
            placed.emplace_back(place(question.name), &question);
        else if (is_own(question))
            own.push_back(&question);
        else if (question.kind != Kind::note)
            pages.push_back({&question});
    }
    std::ranges::sort(placed);
    for (const auto& [at, question] : placed) pages.push_back({question});
    pages.push_back(own);
    return pages;
}

const Fields<ReadingDraft>& reading_fields() {
    using field::choice, field::needed, field::words;
    using Draft = ReadingDraft;
    static const Fields<Draft> fields{
        "voice.reading",
        {needed(choice("dealt", &Draft::dealt, {"read", "held_back", "concern"})), words("words", &Draft::words, statement_max),
         choice("reason", &Draft::reason, names_in(reasons)), choice("double_of", &Draft::double_of)},
        &Draft::seen_version};
    return fields;
}

Outcome<Reading> read_statement(const ReadingDraft& draft, const std::vector<Statement>& statements) {
    Problems problems;
    Reading reading;
    const auto was = words_state_from(draft.was), dealt = words_state_from(draft.dealt);
    if (!was || !dealt || *dealt == WordsState::waiting) return refuse({{"dealt", "voice.screening.dealt_missing"}});
    reading.was = *was;
    reading.seen_version = draft.seen_version;
    reading.dealt = *dealt;
    if (*dealt == WordsState::read) {
        require_text(problems, "voice.reading", "words", draft.words, statement_max);
        reading.words = draft.words;
    } else if (*dealt == WordsState::held_back) {
        reading.reason = value_in(reasons, draft.reason);
        if (!reading.reason) problems.push_back({"reason", "voice.reading.reason_missing"});
        if (reading.reason == Reason::same_as) {
            const auto found = std::ranges::find_if(
                statements, [&](const Statement& one) { return one.stands() && std::to_string(one.number) == draft.double_of; });
            if (found == statements.end())
                problems.push_back({"double_of", "voice.reading.double_of_missing"});
            else
                reading.double_of = found->number;
        }
    }
    if (!problems.empty()) return refuse(problems);
    return reading;
}

const Fields<FateDraft>& fate_fields() {
    using field::choice, field::day, field::lines, field::needed;
    using Draft = FateDraft;
    static const Fields<Draft> fields{"voice.fate",
                                      {needed(choice("fate", &Draft::fate, names_in(fates))), day("fate_by", &Draft::fate_by),
                                       lines("fate_words", &Draft::fate_words, fate_words_max)},
                                      &Draft::seen_version};
    return fields;
}

FateDraft draft_of(const Statement& statement) {
    return {statement.fate ? name_of(*statement.fate) : std::string(), statement.fate_words,
            statement.fate_by ? iso(*statement.fate_by) : std::string(), statement.version};
}

Outcome<Statement> decide(const Wave& wave, const Statement& statement, const FateDraft& draft) {
    Problems problems;
    if (!wave.closed_at) problems.push_back({"", "voice.fate.not_closed"});
    auto decided = statement;
    decided.fate = value_in(fates, draft.fate);
    if (!decided.fate) problems.push_back({"fate", "voice.fate.fate_missing"});
    decided.fate_by = decided.fate == Fate::will_be_done ? date_from(draft.fate_by) : std::nullopt;
    if (decided.fate == Fate::will_be_done && !decided.fate_by) problems.push_back({"fate_by", "voice.fate.fate_by_missing"});
    if (draft.fate_words.empty() && decided.fate == Fate::not_done) problems.push_back({"fate_words", "voice.fate.why_missing"});
    if (draft.fate_words.empty() && decided.fate == Fate::elsewhere) problems.push_back({"fate_words", "voice.fate.who_missing"});
    limit_text(problems, "voice.fate", "fate_words", draft.fate_words, fate_words_max);
    if (!problems.empty()) return refuse(problems);
    decided.fate_words = draft.fate_words;
    decided.version = draft.seen_version;
    return decided;
}

std::optional<Tally> tally_of(const ShownTable& table, const ShownRow& row) {
    if (!row.base || row.counts.size() != table.choices.size()) return std::nullopt;
    Tally tally{.of = *row.base, .is_of_all = false};
    for (std::size_t i = 0; i < table.choices.size(); ++i) {
        const auto& choice = table.choices[i];
        if (choice == votes()[0])
            tally.agree = row.counts[i];
        else if (choice == votes()[1])
            tally.disagree = row.counts[i];
        else if (choice == votes()[2])
            tally.unsure = row.counts[i];
        else if (row.counts[i])
            tally.of -= *row.counts[i];
        else
            tally.is_of_all = true;
    }
    if (tally.is_of_all) tally.of = *row.base;
    if (!tally.agree || tally.of == 0) return tally;
    tally.interval = statistics::wilson(*tally.agree, tally.of, coverage);
    if (tally.interval->lower > 0.5) tally.said = Said::most_agree;  // of all it is true of those who answered all the more
    if (tally.interval->upper < 0.5 && !tally.is_of_all) tally.said = Said::most_do_not_agree;
    return tally;
}

const ShownTable* table_of(const Results& results, const Statement& statement) {
    const auto found = std::ranges::find(results.tables, question_of(statement), &ShownTable::question);
    return found == results.tables.end() ? nullptr : &*found;
}

std::string name_of(Reason reason) { return name_in(reasons, reason); }
std::string name_of(Fate fate) { return name_in(fates, fate); }
std::string name_of(Said said) { return name_in(sayings, said); }

std::string as_json(const Statement& statement) {
    return as_json(std::vector<FieldValue>{{{"state"}, {statement.fate ? name_of(*statement.fate) : std::string()}},
                                           {{"by"}, {statement.fate_by ? iso(*statement.fate_by) : std::string()}},
                                           {{"note"}, {statement.fate_words}}});
}

}  // namespace touchstone::voice
