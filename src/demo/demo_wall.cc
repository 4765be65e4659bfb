// A wall of statements, and what invented young people said to them and added: drawn by weights, always alike.
#include <algorithm>

#include "demo/drawn.h"
#include "demo/loader.h"
#include "voice/ballot_store.h"
#include "voice/closing_store.h"
#include "voice/code.h"
#include "voice/wall_store.h"
#include "voice/wave_store.h"

namespace touchstone::demo {

using namespace voice;

namespace {

std::string in_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}

int number_of(const std::vector<Statement>& statements, const std::string& words) {
    const auto found = std::ranges::find(statements, words, &Statement::words);
    return found == statements.end() ? 0 : found->number;
}

}  // namespace

void Loader::load_wall(const YAML::Node& node) {
    const auto at = calendar_.at(node, "day"), closed_at = calendar_.at(node, "closed_on"), told_at = calendar_.at(node, "told_on");
    const auto author = named(accounts_, word(node, "by"));
    const auto title = word(node, "title");
    WaveOffers offers;
    for (const auto& [key, id] : accounts_) offers.readers.push_back(id);
    for (const auto& group : framework_->stakeholder_groups) offers.groups.push_back(group.key);
    std::vector<std::string> groups, people;
    for (const auto& group : node["groups"]) {
        groups.push_back(group.first.as<std::string>());
        people.insert(people.end(), group.second.as<std::size_t>(), "g" + std::to_string(groups.size()));
    }
    Wave fresh;
    fresh.id = WaveId::make(at);
    fresh.questionnaire = QuestionnaireId::make(at);
    fresh.owner = owner_of(node);
    fresh.link = new_link();
    const WallDraft draft{.title = title,
                          .question = word(node, "question"),
                          .group = word(node, "group"),
                          .groups = in_lines(groups),
                          .statements = in_lines(words(node, "statements"))};
    const WaveDraft of_wave{.opens = word(node, "day"),
                            .closes = word(node, "closes"),
                            .whose_view = word(node, "whose_view"),
                            .smallest = "5",
                            .zeros_shown = "no",
                            .reader = named(accounts_, word(node, "reader")).text,
                            .deputy = named(accounts_, word(node, "deputy")).text,
                            .space = word(node, "space"),
                            .voice = word(node, "voice"),
                            .audience = word(node, "audience"),
                            .influence = word(node, "influence")};
    add_wall(db_, by(author, at), accepted(put_up(fresh, draft, of_wave, offers, date_of(at)), title));
    Chance chance;
    for (std::size_t i = people.size(); i > 1; --i)
        std::swap(people[i - 1], people[static_cast<std::size_t>(chance.below(static_cast<int>(i)))]);
    auto wave = find_wave(db_, partnership_, fresh.id)->wave;
    const auto written = node["written"];
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (i == written.size()) {  // what the first wrote, all others find on the wall
            read_statements(written, wave, at);
            wave = find_wave(db_, partnership_, fresh.id)->wave;
        }
        Answers answers{{"group", {people[i]}}};
        for (const auto& question : wave.content.questions)
            if (is_statement(question))
                if (auto vote = drawn(wave.content, question, node["weights"][in_language(question.label, "en", "en").text], chance);
                    !vote.empty())
                    answers[question.name] = std::move(vote);
        if (i < written.size()) answers["own1"] = {word(written[i], "words")};
        if (!send_ballot(db_, partnership_, wave, new_ballot(wave.id), as_voted(wave.content, answers), at))
            throw std::runtime_error("demo: a ballot was sent twice");
    }
    const auto closed = accepted(voice::close(wave, {word(node, "decides"), word(node, "decides_by"), 1}, closed_at), title);
    if (!close_wave(db_, by(author, closed_at), wave, closed)) throw std::runtime_error("demo: a wall was closed twice");
    tell_statements(node["fates"], closed, author, told_at);
    const auto told = accepted(voice::tell(closed, {word(node, "heard"), word(node, "done"), word(node, "not_done"), 2}), title);
    if (!save_wave(db_, by(author, told_at), "told_wall", closed, told)) throw std::runtime_error("demo: a wall was told twice");
}

// By the one who reads first, in the order in which they stand in the file.
void Loader::read_statements(const YAML::Node& node, const Wave& wave, Instant at) {
    const auto texts = list_texts(db_, partnership_, wave.id, {WordsState::waiting});
    for (const auto& one : node) {
        const auto text = std::ranges::find(texts, word(one, "words"), &WaveText::words);
        if (text == texts.end()) throw std::runtime_error("demo: nobody wrote " + word(one, "words"));
        const auto statements = list_statements(db_, partnership_, wave.id);
        const auto stands = word(one, "stands").empty() ? text->words : word(one, "stands");
        const ReadingDraft draft{.dealt = word(one, "dealt"),
                                 .words = stands,
                                 .reason = word(one, "reason"),
                                 .double_of = std::to_string(number_of(statements, word(one, "double_of"))),
                                 .was = name_of(WordsState::waiting)};
        if (!deal_with_statement(db_, by(wave.reader, at), wave.id, text->id, accepted(read_statement(draft, statements), stands)))
            throw std::runtime_error("demo: a statement was dealt with twice");
    }
}

void Loader::tell_statements(const YAML::Node& node, const Wave& wave, const AccountId& author, Instant at) {
    for (const auto& statement : list_statements(db_, partnership_, wave.id)) {
        const auto fate = node[statement.words];
        if (!statement.stands() || !fate) continue;
        const auto decided = accepted(
            decide(wave, statement, {word(fate, "fate"), word(fate, "words"), word(fate, "by"), statement.version}), statement.words);
        if (!save_fate(db_, by(author, at), wave.id, statement, decided)) throw std::runtime_error("demo: a fate was told twice");
    }
}

}  // namespace touchstone::demo
