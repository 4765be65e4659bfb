#include "voice/voice_words_pages.h"

#include <algorithm>

#include "base/text.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence.h"
#include "web/language.h"
#include "web/lists.h"

namespace touchstone::voice {

using web::text;

std::string address_of(const QuestionnaireId& id) { return "/questionnaires/" + id.text; }
std::string address_of(const WaveId& id, bool is_wall) { return (is_wall ? "/walls/" : "/waves/") + id.text; }
std::string address_of(const Wave& wave) { return address_of(wave.id, wave.is_wall); }
std::string address_of(const TalkId& id) { return "/talks/" + id.text; }
std::string address_of(const CommentId& id) { return "/comments/" + id.text; }
std::string link_of(const web::Visit& visit, const Wave& wave) { return visit.settings.base_url + "/ask/" + wave.link; }

web::Response questionnaire_page(const std::string& view, const std::string& title, const KeptQuestionnaire& kept, web::Object data,
                                 web::Status status) {
    auto response = web::page(view, title, std::move(data), status);
    response.crumbs = {{"/questionnaires", text("voice.list.title")}};
    if (!kept.id.is_empty()) response.crumbs.push_back({address_of(kept.id), kept.content.title});
    response.who_can_see = evaluations::seen_by_owner_only(kept.owner_name);
    return response;
}

web::Response wave_page(const std::string& view, const std::string& title, const WaveFound& found, web::Object data, web::Status status) {
    auto response = web::page(view, title, std::move(data), status);
    const auto& wave = found.wave;
    if (wave.is_wall)
        response.crumbs = {{walls_address, text("voice.wall.list")}, {address_of(wave), wave.content.title}};
    else
        response.crumbs = {{"/questionnaires", text("voice.list.title")},
                           {address_of(wave.questionnaire), wave.content.title},
                           {address_of(wave), text("voice.wave.number", {{"number", std::to_string(wave.number)}})}};
    response.who_can_see = evaluations::seen_by_owner_only(found.owner_name);
    return response;
}

std::string words_of(const Questionnaire& of, const Wording& wording) {
    return in_language(wording, web::language_tag(), of.default_language).text;
}

std::string question_in_words(const Wave& wave, const std::string& name) {
    const auto found = std::ranges::find(wave.content.questions, name, &Question::name);
    return found == wave.content.questions.end() ? name : words_of(wave.content, found->label);
}

std::string kind_word(const Question& question) { return text("voice.question.kind_choice." + name_of(question.kind)); }

std::string name_of_wave(const Wave& wave) {
    const auto days = evaluations::period_in_words(wave.opens, wave.closes);
    return wave.is_wall ? days : text("voice.wave.named", {{"number", std::to_string(wave.number)}, {"days", days}});
}

std::string choice_word(const Wave& wave, const Question* question, const std::string& choice) {
    if (choice == not_answered) return text("voice.results.none");
    if (choice.starts_with('_')) return text("voice.answer.instead." + choice.substr(1));
    if (question == nullptr) return text("voice.helped." + choice);
    const auto found = std::ranges::find(question->choices, choice, &Choice::name);
    return found == question->choices.end() ? choice : words_of(wave.content, found->label);
}

std::string groups_word(const Wave& wave, const std::vector<std::string>& groups) {
    std::vector<std::string> words;
    for (const auto& group : groups) words.push_back(choice_word(wave, grouping(wave.content), group));
    return web::joined(words);
}

charts::ShareWords share_words() {
    return {.answer = text("voice.results.answer"),
            .count = text("voice.results.count"),
            .share = text("voice.results.share"),
            .interval = text("voice.results.interval"),
            .withheld = text("voice.results.withheld"),
            .table = text("statistics.picture.table")};
}

evidence::Evidence evidence_of(const Wave& wave, const Results& results, evidence::Security security, const std::string& address) {
    evidence::Evidence item;
    item.title = wave.content.title + " (" + name_of_wave(wave) + ")";
    if (characters(item.title) > evaluations::title_max_characters) item.title = wave.content.title;
    item.source = evidence::Source::views;
    item.line = wave.content.title;
    item.whose_view = wave.whose_view;
    item.from = wave.opens;
    item.to = wave.closed_at ? std::min(wave.closes, date_of(*wave.closed_at)) : wave.closes;
    item.security = security;
    item.summary = text("voice.results.summary",
                        {{"answers", std::to_string(results.answers.value_or(0))}, {"count", std::to_string(results.smallest)}});
    item.link = address;
    item.owner = wave.owner;
    return item;
}

evidence::Evidence evidence_of(const TalkWhole& whole, evidence::Security security, const std::string& address) {
    const auto& talk = whole.talk;
    int invited = 0, came = 0;
    for (const auto& group : talk.people) {
        invited += group.invited;
        came += group.came;
    }
    auto shown = whole.excerpts;
    std::erase_if(shown, [&](const Excerpt& excerpt) { return how_far(excerpt, whole.participants) == HowFar::nobody; });
    std::vector<std::string> counts;
    for (const auto& [theme, paragraphs] : paragraphs_on(shown))
        counts.push_back(
            text("voice.talk.summary_theme", {{"theme", theme.substr(theme.find('/') + 1)}, {"count", std::to_string(paragraphs)}}));
    evidence::Evidence item;
    item.title = talk.title;
    item.source = evidence::Source::views;
    item.line = talk.title;
    item.whose_view = talk.whose_view;
    item.from = item.to = talk.day;
    item.security = security;
    item.summary = text("voice.talk.summary." + name_of(talk.kind));
    if (invited > 0) item.summary += " " + text("voice.talk.came", {{"came", std::to_string(came)}, {"invited", std::to_string(invited)}});
    if (!counts.empty())
        item.summary += " " + text("voice.talk.summary_said",
                                   {{"all", std::to_string(paragraphs_of(talk.notes).size())}, {"themes", web::listed_apart(counts)}});
    item.link = address;
    item.owner = talk.owner;
    return item;
}

std::string counts_by_kind(const std::vector<Comment>& comments) {
    std::vector<std::string> counts;
    for (const auto kind : all_comment_kinds())
        if (const auto number = static_cast<int>(std::ranges::count(comments, kind, &Comment::kind)); number > 0)
            counts.push_back(web::counted("voice.comments.of." + name_of(kind), number));
    return web::joined(counts);
}

evidence::Evidence evidence_of(const std::vector<Comment>& comments, Date from, Date to, const std::string& whose_view,
                               evidence::Security security, const std::string& address) {
    evidence::Evidence item;
    item.title = text("voice.comments.evidence.title", {{"days", evaluations::period_in_words(from, to)}});
    item.source = evidence::Source::views;
    item.line = text("voice.comments.title");
    item.whose_view = whose_view;
    item.from = from;
    item.to = to;
    item.security = security;
    item.summary = text("voice.comments.evidence.summary", {{"counts", counts_by_kind(comments)}});
    item.link = address;
    return item;
}

std::string said_of(const Refusal& refusal) {
    std::string place;
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) place += (place.empty() ? "" : " · ") + text(key, {{"name", value}});
    };
    add("voice.command.path", refusal.path);
    add("voice.command.sheet", refusal.sheet);
    add("voice.command.row", refusal.row == 0 ? "" : std::to_string(refusal.row));
    add("voice.command.column", refusal.column);
    add("voice.command.question", refusal.name);
    return (place.empty() ? "" : place + ": ") + text(refusal.why, refusal.values);
}

std::vector<web::Option> group_options(const std::vector<const frameworks::Framework*>& all) {
    std::vector<web::Option> options;
    for (const auto& group : evidence::worded_by(all).stakeholder_groups) options.push_back({group.key, group.title, {}});
    return options;
}

TalkOffers offers_in(const web::Offers& offers) {
    TalkOffers values;
    for (const auto& group : offers.at("whose_view"))
        if (!group.value.empty()) values.groups.push_back(group.value);
    for (const auto& theme : offers.at("themes")) values.themes.push_back(theme.value);
    return values;
}

std::string help_in_words(const Wave& wave) {
    const auto& [name, phone, hours] = wave.help;
    if (name.empty()) return {};
    return text(hours.empty() ? "voice.help.line" : "voice.help.line_with_hours", {{"name", name}, {"phone", phone}, {"hours", hours}});
}

std::string unused_in_words(const WaveWaiting& of) {
    if (!of.may_count) return text("voice.wave.codes_unused_few");
    return web::counted("voice.wave.codes_unused", of.unused, {{"made", web::in_figures(of.codes)}});
}

std::string goes_in_words(const std::vector<evidence::RetentionRule>& rules, evidence::RetentionClass of, Date since) {
    return text("voice.goes_on", {{"day", in_words(evidence::goes_on(evidence::rule_of(rules, of), since))}});
}

std::string label_of(const std::vector<web::Option>& options, const std::string& value) {
    const auto found = std::ranges::find(options, value, &web::Option::value);
    return found == options.end() ? std::string() : found->label;
}

}  // namespace touchstone::voice
