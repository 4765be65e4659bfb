// What people were asked, and what invented people answered: drawn by weights, always alike.
#include "demo/drawn.h"
#include "demo/loader.h"
#include "voice/ballot_store.h"
#include "voice/closing_store.h"
#include "voice/code.h"
#include "voice/comment_store.h"
#include "voice/receipt_store.h"
#include "voice/talk_store.h"
#include "voice/voice_words_pages.h"
#include "voice/wave_store.h"
#include "voice/writing.h"

namespace touchstone::demo {
using namespace voice;

void Loader::load_questionnaire(const YAML::Node& node) {
    const auto at = calendar_.at(node, "on_day");
    const auto author = named(accounts_, word(node, "by"));
    const auto title = word(node, "title");
    Nameable nameable;
    for (const auto& indicator : framework_->indicators)
        for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme)
            nameable.themes.push_back(text_of(LinkedTheme{framework_->id, {indicator.code, theme}}));
    for (const auto& outcome : framework_->outcomes) nameable.outcomes.push_back(outcome.key);
    KeptQuestionnaire kept;
    kept.id = QuestionnaireId::make(at);
    kept.owner = owner_of(node);
    kept.content.title = title;
    for (const auto& asked : node["questions"]) {
        QuestionDraft draft;
        draft.label = word(asked, "label");
        draft.kind = word(asked, "kind");
        draft.hint = word(asked, "hint");
        for (const auto& choice : words(asked, "choices")) draft.choices += (draft.choices.empty() ? "" : "\n") + choice;
        draft.needed = word(asked, "needed") == "true" ? "yes" : "no";
        draft.groups = word(asked, "groups") == "true" ? "yes" : "no";
        draft.shows = word(asked, "shows");
        draft.outcomes = words(asked, "outcomes");
        for (const auto& theme : words(asked, "themes")) draft.themes.push_back(framework_->id + "/" + theme);
        kept.content = accepted(with_question(kept.content, "", draft, nameable), title);
    }
    add_questionnaire(db_, by(author, at), kept);
    for (const auto& wave : node["waves"]) load_wave(wave, kept, author);
    for (const auto& language : node["languages"]) load_language(language, kept.id);
}

namespace {

TalkOffers offers_of(const frameworks::Framework& framework) {
    TalkOffers offers;
    for (const auto& group : framework.stakeholder_groups) offers.groups.push_back(group.key);
    for (const auto& indicator : framework.indicators)
        for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme)
            offers.themes.push_back(text_of(LinkedTheme{framework.id, {indicator.code, theme}}));
    return offers;
}

std::vector<std::string> themes_in(const frameworks::Framework& framework, const std::vector<std::string>& codes) {
    std::vector<std::string> themes;
    for (const auto& code : codes) themes.push_back(framework.id + "/" + code);
    return themes;
}

}  // namespace

void Loader::load_talk(const YAML::Node& node) {
    const auto at = calendar_.at(node, "written_on");
    const auto author = by(named(accounts_, word(node, "by")), at);
    const auto offers = offers_of(*framework_);
    const auto title = word(node, "title");
    Talk fresh;
    fresh.id = TalkId::make(at);
    fresh.owner = owner_of(node);
    std::string notes, people;
    for (const auto& paragraph : words(node, "notes")) notes += (notes.empty() ? "" : "\n\n") + paragraph;
    for (const auto& line : words(node, "people")) people += (people.empty() ? "" : "\n") + line;
    const TalkDraft draft{.kind = word(node, "kind"),
                          .title = title,
                          .day = word(node, "day"),
                          .place = word(node, "place"),
                          .led_by = word(node, "led_by"),
                          .noted_by = word(node, "noted_by"),
                          .whose_view = word(node, "whose_view"),
                          .people = people,
                          .absent = word(node, "absent"),
                          .notes = notes,
                          .themes = themes_in(*framework_, words(node, "themes"))};
    const auto talk = accepted(write_down(fresh, draft, offers, date_of(at)), title);
    add_talk(db_, author, talk);
    std::vector<Participant> participants;
    for (const auto& each : node["participants"]) {
        Participant participant;
        participant.id = ParticipantId::make(at);
        const ParticipantDraft said{.name = word(each, "name"), .agreed = words(each, "agreed"), .on = draft.day};
        participants.push_back(accepted(agree(participant, participants, said, date_of(at)), title));
        add_participant(db_, author, TalkWhole{.talk = talk}, participants.back());
    }
    for (const auto& each : node["excerpts"]) {
        const auto who = std::ranges::find(participants, word(each, "who"), &Participant::name);
        const ExcerptDraft said{.paragraph = word(each, "paragraph"),
                                .words = word(each, "words"),
                                .who = who == participants.end() ? word(each, "who") : who->id.text,
                                .themes = themes_in(*framework_, words(each, "themes"))};
        auto excerpt = accepted(take_out(talk, participants, said, offers.themes), title);
        excerpt.id = ExcerptId::make(at);
        add_excerpt(db_, author, talk.id, excerpt);
    }
}

void Loader::load_comment(const YAML::Node& node) {
    const auto at = calendar_.at(node, "came");
    Comment fresh;
    fresh.id = CommentId::make(at);
    fresh.owner = owner_of(node);
    const CommentDraft draft{.kind = word(node, "kind"),
                             .came = word(node, "came"),
                             .way = word(node, "way"),
                             .whose_view = word(node, "whose_view"),
                             .about = word(node, "about"),
                             .words = word(node, "words"),
                             .state = word(node, "state"),
                             .done = word(node, "done"),
                             .closed = word(node, "closed"),
                             .themes = themes_in(*framework_, words(node, "themes"))};
    const auto today = word(node, "closed").empty() ? at : calendar_.at(node, "closed");
    add_comment(db_, by(named(accounts_, word(node, "by")), at),
                accepted(take_down(fresh, draft, offers_of(*framework_), date_of(today)), draft.about));
}

void Loader::load_wave(const YAML::Node& node, const KeptQuestionnaire& kept, const AccountId& author) {
    const auto at = calendar_.at(node, "day");
    const auto person = [&](const char* key) { return word(node, key).empty() ? std::string() : named(accounts_, word(node, key)).text; };
    WaveOffers offers;
    for (const auto& [key, id] : accounts_) offers.readers.push_back(id);
    for (const auto& group : framework_->stakeholder_groups) offers.groups.push_back(group.key);
    Wave fresh;
    fresh.id = WaveId::make(at);
    fresh.questionnaire = kept.id;
    fresh.owner = kept.owner;
    fresh.link = new_link();
    WaveDraft draft{.access = word(node, "access"),
                    .manner = word(node, "manner"),
                    .opens = word(node, "day"),
                    .closes = word(node, "closes"),
                    .whose_view = word(node, "whose_view"),
                    .smallest = "5",
                    .zeros_shown = word(node, "zeros_shown") == "true" ? "yes" : "no",
                    .invited = word(node, "invited"),
                    .reader = person("reader"),
                    .deputy = person("deputy"),
                    .space = word(node, "space"),
                    .voice = word(node, "voice"),
                    .audience = word(node, "audience"),
                    .influence = word(node, "influence")};
    add_wave(db_, by(author, at), accepted(voice::publish(fresh, kept.content, draft, offers, date_of(at)), kept.content.title));
    const auto wave = find_wave(db_, partnership_, fresh.id)->wave;
    answer(node, wave, at);
    for (const auto& text : list_texts(db_, partnership_, wave.id, {WordsState::waiting}))
        for (const auto& written : node["texts"])
            if (word(written, "words") == text.words && !word(written, "dealt").empty() &&
                !deal_with(db_, by(wave.reader, at), wave.id, text.id, WordsState::waiting,
                           word(written, "dealt") == "read" ? WordsState::read : WordsState::held_back))
                throw std::runtime_error("demo: words were dealt with twice");
    if (word(node, "closed_on").empty()) return;
    const auto closed_at = calendar_.at(node, "closed_on");
    auto closed = accepted(voice::close(wave, {word(node, "decides"), word(node, "decides_by"), 1}, closed_at), kept.content.title);
    if (!close_wave(db_, by(author, closed_at), wave, closed)) throw std::runtime_error("demo: a wave was closed twice");
    closed.version = 2;
    if (node["coding"]) load_coding(node, wave.id);
    if (const auto results = find_results(db_, partnership_, wave.id); results && node["findings"]) {
        auto item = evidence_of(closed, *results, security_from(word(node, "security")).value(), {});
        item.title = word(node, "title");
        item.summary = word(node, "summary");
        item.id = EvidenceId::make(closed_at);
        item.added_by = author;
        item.added_at = closed_at;
        make_evidence_of(db_, by(author, closed_at), wave.id, item);
        for (const auto& found : node["findings"]) load_finding(found, item.title, item.id, author, closed_at);
    }
    for (const auto& each : node["subjects"]) {
        const auto question = std::ranges::find_if(closed.content.questions, [&](const Question& one) {
            return in_language(one.label, closed.content.default_language, closed.content.default_language).text == word(each, "question");
        });
        const Subject before{.question = question->name, .heard = {}, .done = {}, .not_done = {}};
        const OutcomeDraft said{word(each, "heard"), word(each, "done"), word(each, "not_done"), 0};
        if (!save_subject(db_, by(author, closed_at), wave.id, before, accepted(voice::tell(closed, before, said), kept.content.title)))
            throw std::runtime_error("demo: what became of a question was told twice");
    }
    if (const auto heard = word(node, "heard"); !heard.empty()) {
        const auto told = accepted(voice::tell(closed, {heard, word(node, "done"), word(node, "not_done"), 2}), kept.content.title);
        if (!save_wave(db_, by(author, closed_at), "told_wave", closed, told)) throw std::runtime_error("demo: a wave was told twice");
    }
}

// So many people of each group, each with a code or the link, in turn.
void Loader::answer(const YAML::Node& node, const Wave& wave, Instant at) {
    Chance chance;
    const auto* by_group = grouping(wave.content);
    std::vector<std::string> people;
    for (const auto& group : node["groups"])
        people.insert(people.end(), group.second.as<std::size_t>(), name_of_choice(wave.content, *by_group, group.first.as<std::string>()));
    const auto texts = node["texts"];
    const bool has_codes = wave.access == Access::codes;
    if (has_codes) {
        std::vector<std::string> marks;
        for (int number = 1; number <= wave.invited; ++number) marks.push_back(mark_of_code(wave.id, code_of(wave.id, number)));
        add_codes(db_, by(wave.published_by, at), wave.id, marks);
    }
    for (std::size_t i = 0; i < people.size(); ++i) {
        Answers answers{{by_group->name, {people[i]}}};
        for (const auto& question : wave.content.questions) {
            const auto weights = node["weights"][in_language(question.label, "en", "en").text];
            if (auto chosen = weights ? drawn(wave.content, question, weights, chance) : std::vector<std::string>{}; !chosen.empty())
                answers[question.name] = std::move(chosen);
            if (question.kind == voice::Kind::text && texts && i < texts.size()) answers[question.name] = {word(texts[i], "words")};
        }
        if (wave.manner == Manner::one_by_one) answers[helped] = {chance.below(10) < 7 ? "nobody" : "read"};
        if (has_codes && !exchange_code(db_, partnership_, wave.id, mark_of_code(wave.id, code_of(wave.id, static_cast<int>(i) + 1))))
            throw std::runtime_error("demo: a code was used twice");
        if (!send_ballot(db_, partnership_, wave, new_ballot(wave.id), answers, at))
            throw std::runtime_error("demo: a ballot was sent twice");
    }
}

}  // namespace touchstone::demo
