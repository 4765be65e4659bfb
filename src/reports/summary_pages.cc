#include "reports/summary_pages.h"

#include <map>

#include <nlohmann/json.hpp>

#include "reports/content_words_pages.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using Json = nlohmann::json;
using web::text;

constexpr std::size_t beginning_characters = 320;

// How often each level was awarded under a question, the highest first.
Json awarded_under(const Json& question) {
    std::map<int, Json, std::greater<>> counts;
    for (const auto& area : question["key_areas"])
        for (const auto& indicator : area["indicators"]) {
            const auto& judgement = indicator["judgement"];
            if (judgement.is_null()) continue;
            auto& count = counts[judgement["level"].get<int>()];
            count = {{"word", judgement["word"]}, {"count", count.is_null() ? 1 : count["count"].get<int>() + 1}};
        }
    Json awarded = Json::array();
    for (const auto& [level, count] : counts) awarded.push_back(count);
    return awarded;
}

// Where the report says all of it.
std::string id_of(const Json& content, const Json& question) {
    const bool is_last = &question == &content["questions"].back();
    return is_last ? "capacity_head" : "question_" + std::to_string(question["number"].get<int>());
}

web::Object entry(const std::string& id, const std::string& number, const std::string& title, web::List inner = {}) {
    return {{"id", id},
            {"number", web::or_false(number)},
            {"title", title},
            {"inner", inner.empty() ? web::Data(false) : web::Data(web::Object{{"entries", inner}})}};
}

// As the report has it: its parts and their indicators.
void add_questions(web::List& entries, const web::Data& section) {
    for (const auto& part : *section.object()->at("parts").list()) {
        web::List indicators;
        const auto& question = *part.object();
        for (const auto& area : *question.at("areas").list())
            for (const auto& each : *area.object()->at("indicators").list()) {
                const auto& indicator = *each.object();
                indicators.push_back(entry(*indicator.at("id").text(), *indicator.at("code").text(), *indicator.at("title").text()));
            }
        entries.push_back(entry(*question.at("id").text(), *question.at("number").text(), *question.at("title").text(), indicators));
    }
}

const std::map<std::string, std::pair<const char*, const char*>>& heads() {
    static const std::map<std::string, std::pair<const char*, const char*>> known{
        {"about", {"about_head", "reports.about"}},
        {"decide", {"decide_head", "reports.to_decide_head"}},
        {"levels", {"levels_head", "reports.counts.head"}},
        {"profile", {"profile_head", "reports.profile.head"}},
        {"findings", {"findings_head", "reports.findings_head"}},
        {"capacity", {"capacity_head", "evaluations.capacity.title"}},
        {"overall", {"overall_head", "evaluations.capacity.title"}},
        {"next", {"next_head", "reports.next"}},
        {"left_out", {"left_out", "reports.left_out"}},
        {"evidence", {"evidence_head", "reports.evidence_title"}}};
    return known;
}

}  // namespace

web::Data summary_of(const Json& content) {
    web::List questions;
    for (const auto& question : content["questions"]) {
        const auto& conclusion = question["conclusion"];
        if (conclusion.is_null()) continue;
        const auto awarded = awarded_under(question);
        questions.push_back(web::Object{{"id", id_of(content, question)},
                                        {"number", std::to_string(question["number"].get<int>())},
                                        {"title", question["title"].get<std::string>()},
                                        {"beginning", beginning_of(conclusion["statement"].get<std::string>(), beginning_characters)},
                                        {"awarded", web::or_false(awarded_in_words(awarded))},
                                        {"confidence", web::or_false(confidence_word(conclusion["confidence"]))},
                                        {"caveat", web::or_false(conclusion["caveat"].get<std::string>())}});
    }
    return questions.empty() ? web::Data(false) : web::Data(web::Object{{"questions", questions}});
}

web::Data contents_of(const Layout& layout, const web::List& sections) {
    web::List entries;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const auto& key = layout.sections.at(i);
        const auto& made = sections[i].object()->at(key);
        if (made.is_false()) continue;
        if (key == "questions" || key == "conclusions")
            add_questions(entries, made);
        else if (const auto head = heads().find(key); head != heads().end())
            entries.push_back(entry(head->second.first, {}, text(head->second.second)));
    }
    return entries.size() < 2 ? web::Data(false) : web::Data(web::Object{{"entries", entries}});
}

}  // namespace touchstone::reports
