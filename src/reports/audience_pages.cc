#include "reports/audience_pages.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "reports/publication.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using Json = nlohmann::json;
using Sections = std::set<std::string>;

void each_conclusion(Json& content, const std::function<void(Json&)>& visit) {
    for (auto& question : content["questions"]) {
        visit(question["conclusion"]);
        for (auto& area : question["key_areas"]) visit(area["conclusion"]);
    }
    for (auto& component : content["capacity"]["components"]) visit(component["conclusion"]);
}

void each_indicator(Json& content, const std::function<void(Json&)>& visit) {
    for (auto& question : content["questions"])
        for (auto& area : question["key_areas"])
            for (auto& indicator : area["indicators"]) visit(indicator);
}

void keep_findings(Json& content, const std::function<bool(const Json&)>& is_kept) {
    for (auto finding = content["findings"].begin(); finding != content["findings"].end();)
        finding = is_kept(*finding) ? std::next(finding) : content["findings"].erase(finding);
    const auto without = [&](Json& holder) {
        if (!holder.is_object() || !holder.contains("findings")) return;
        Json ids = Json::array();
        for (const auto& id : holder["findings"])
            if (content["findings"].contains(id.get<std::string>())) ids.push_back(id);
        holder["findings"] = ids;
    };
    each_conclusion(content, without);
    each_indicator(content, without);
}

// Items whose owners let these readers have them. What was published before owners were asked names none.
void withhold(Json& content, const std::string& audience) {
    Json given = Json::object();
    for (auto& [id, item] : content["evidence"].items()) {
        const auto reports = item.value("reports", Json());
        if (!reports.is_null() && std::ranges::find(reports, Json(audience)) == reports.end()) continue;
        given[id] = item;
        given[id].erase("reports");
    }
    const auto withheld = content["evidence"].size() - given.size();
    content["evidence"] = given;
    keep_findings(content, [&](const Json& finding) { return given.contains(finding.value("evidence", std::string())); });
    content["withheld"] = withheld;
}

// What two pages, or the public, have no room for: the statement on capacity says in short what stands behind it.
void keep_short(Json& content) {
    each_conclusion(content, [](Json& statement) {
        if (!statement.is_null())
            for (const auto* key : {"achievements", "responsiveness"}) statement.erase(key);
    });
}

// Without what is for partners. Who has not shared is not named, but that there is a gap.
void open_up(Json& content) {
    std::set<std::string> drawn;
    each_conclusion(content, [&](Json& statement) {
        if (statement.is_null()) return;
        statement.erase("written_by");
        for (auto& tie : statement["words_for_proportions"]) tie.erase("figure");
        for (const auto& id : statement["findings"]) drawn.insert(id.get<std::string>());
    });
    each_indicator(content, [](Json& indicator) {
        for (const auto* key : {"findings", "triangulation", "depth", "themes", "reason", "looked_at"}) indicator.erase(key);
        if (!indicator["judgement"].is_null()) indicator["judgement"].erase("rationale");
    });
    Json findings = Json::object();
    for (const auto& [id, finding] : content["findings"].items())
        if (drawn.contains(id)) findings[id] = {{"kind", finding["kind"]}, {"statement", finding["statement"]}};
    content["findings"] = findings;
    for (const auto& gap : content["not_shared"]) content["withheld"] = content["withheld"].get<int>() + gap["items"].get<int>();
    for (auto& level : content["scale"]) level.erase("guideline");
    for (const auto* key : {"evidence", "not_shared", "left_out", "sources", "to_decide"}) content.erase(key);
    content["version"].erase("made_by");
    for (const auto* key : {"why", "id"}) content["evaluation"].erase(key);
}

// How often each level of the scale was awarded under a question: counts, the lowest level first.
Json level_counts(const Json& question, std::size_t levels) {
    std::vector<int> counts(levels);
    for (const auto& area : question["key_areas"])
        for (const auto& indicator : area["indicators"])
            if (const auto& judgement = indicator["judgement"]; !judgement.is_null())
                ++counts.at(judgement["level"].get<std::size_t>() - 1);
    return counts;
}

// How often each level was awarded in all, the highest first.
Json awarded_levels(Json& content) {
    std::map<int, Json, std::greater<>> counts;
    each_indicator(content, [&](Json& indicator) {
        const auto& judgement = indicator["judgement"];
        if (judgement.is_null()) return;
        auto& count = counts[judgement["level"].get<int>()];
        count = {
            {"level", judgement["level"]}, {"word", judgement["word"]}, {"count", count.is_null() ? 1 : count["count"].get<int>() + 1}};
    });
    Json awarded = Json::array();
    for (const auto& [level, count] : counts) awarded.push_back(count);
    return awarded;
}

// Young people's report holds what was written for them under headings of its own, and how often each level was awarded: nothing of
// evidence, so that nothing of it is withheld.
void for_young_people(Json& content) {
    auto words = content["plain_words"].value("young_people", Json::object());
    for (auto& question : content["questions"]) {
        const auto number = std::to_string(question["number"].get<int>());
        const auto heading = words.value(heading_part("question_" + number), std::string());
        question["title"] = heading.empty() ? web::text("reports.young.heading", {{"number", number}}) : heading;
        words.erase(heading_part("question_" + number));
        question["conclusion"] = nullptr;
        question["key_areas"] = Json::array();
    }
    if (!words.empty()) content["plain_words"]["young_people"] = words;
    content["capacity"] = {{"components", Json::array()}, {"factors", Json::array()}};
    content["findings"] = Json::object();
    content["withheld"] = 0;
    content["framework"].erase("title");
    content.erase("next");
}

// Findings that conclusions draw in, each once.
Json drawn_in(Json& content) {
    Json ids = Json::array();
    each_conclusion(content, [&](const Json& conclusion) {
        if (conclusion.is_null()) return;
        for (const auto& id : conclusion["findings"])
            if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    });
    return ids;
}

std::string plain_words_on(const Json& content, const std::string& audience, const Json& question) {
    const auto words = content["plain_words"].value(audience, Json::object());
    return words.value("question_" + std::to_string(question["number"].get<int>()), std::string());
}

class Shown {
public:
    Shown(Audience audience, const Layout& layout, Json& content)
        : audience_(audience), sections_(layout.sections.begin(), layout.sections.end()), content_(content) {}

    void keep() {
        keep_words();
        keep_capacity();
        keep_questions();
        keep_shown_findings();
        if (!has("about"))
            for (const auto* key : {"why", "services", "children_parts", "children", "groups", "neighbourhood", "owner"})
                content_["evaluation"].erase(key);
        if (!has("next")) content_.erase("next");
        if (!has("left_out")) content_.erase("left_out");
        if (!has("decide")) content_.erase("to_decide");
        if (!has("profile") && !has("levels")) content_.erase("scale");
        if (!has("profile") && content_.contains("scale"))
            for (auto& level : content_["scale"])
                for (const auto* key : {"meaning", "guideline"}) level.erase(key);
        if (!has("profile") && !has("findings")) content_["awarded"] = Json::array();
        if (!has("findings")) content_["drawn_in"] = Json::array();
        if (!has("evidence")) keep_named_evidence();
    }

private:
    bool has(const char* section) const { return sections_.contains(section); }
    static bool has_levels(const Json& question) {
        return std::ranges::any_of(question.value("levels", Json::array()), [](const Json& count) { return count != 0; });
    }
    bool is_last(const Json& question) const { return &question == &content_["questions"].back(); }

    void keep_words() {
        if (has("plain"))
            let_conclusions_stand_in();
        else
            content_["plain_words"] = Json::object();
        // The overall statement is said in plain words where there are some.
        if (content_["questions"].empty() || !has("overall") || has("questions") || has("conclusions") || has("capacity")) return;
        auto& last = content_["questions"].back();
        const auto words = plain_words_on(content_, name_of(audience_), last);
        if (words.empty() || last["conclusion"].is_null()) return;
        last["conclusion"]["statement"] = words;
        last["conclusion"]["words_for_proportions"] = Json::array();
    }

    // Where nobody has put a conclusion into plain words, it stands as it was written.
    void let_conclusions_stand_in() {
        const auto name = name_of(audience_);
        for (const auto& question : content_["questions"]) {
            const auto& conclusion = question["conclusion"];
            if (conclusion.is_null() || !plain_words_on(content_, name, question).empty()) continue;
            if (is_last(question) && (has("overall") || has("capacity"))) continue;
            content_["plain_words"][name]["question_" + std::to_string(question["number"].get<int>())] = conclusion["statement"];
        }
    }

    // As the page does: factors from outside stand below statements, where there are any.
    void keep_capacity() {
        auto& capacity = content_["capacity"];
        const bool is_written =
            std::ranges::any_of(capacity["components"], [](const Json& each) { return !each["conclusion"].is_null(); }) ||
            (!content_["questions"].empty() && !content_["questions"].back()["conclusion"].is_null());
        const auto why_not = capacity.value("why_not", std::string());
        if (has("capacity") && (is_written || !why_not.empty())) return;
        capacity = {{"components", Json::array()}, {"factors", Json::array()}};
        if (has("overall") && !why_not.empty()) capacity["why_not"] = why_not;
    }

    void keep_questions() {
        for (auto& question : content_["questions"]) {
            const bool says_overall = is_last(question) && (has("capacity") || has("overall"));
            if (!has("questions") && !has("conclusions") && !says_overall) question["conclusion"] = nullptr;
            bool has_indicators = false;
            for (auto& area : question["key_areas"]) {
                keep_area(area);
                has_indicators = has_indicators || !area["indicators"].empty();
            }
            if (!has("questions") && !has("profile")) question["key_areas"] = Json::array();
            const bool is_named = has("questions") || (has("levels") && has_levels(question)) ||
                                  (has("conclusions") && !question["conclusion"].is_null()) || (has("profile") && has_indicators) ||
                                  !plain_words_on(content_, name_of(audience_), question).empty();
            if (!is_named) question["title"] = "";
        }
    }

    void keep_area(Json& area) const {
        if (has("questions")) return;
        area["title"] = "";
        area["conclusion"] = nullptr;
        for (auto& indicator : area["indicators"]) {
            for (const auto* key : {"findings", "triangulation", "reason", "looked_at"}) indicator.erase(key);
            if (!indicator["judgement"].is_null()) indicator["judgement"].erase("rationale");
        }
    }

    // Those that a shown statement, indicator or list names; of an open report only the kinds that it lists.
    void keep_shown_findings() {
        std::set<std::string> shown;
        const auto take = [&](const Json& holder) {
            if (holder.is_object() && holder.contains("findings"))
                for (const auto& id : holder["findings"]) shown.insert(id.get<std::string>());
        };
        each_conclusion(content_, take);
        each_indicator(content_, take);
        if (has("findings"))
            for (const auto& id : content_["drawn_in"]) shown.insert(id.get<std::string>());
        Json findings = Json::object();
        for (const auto& [id, finding] : content_["findings"].items())
            if (shown.contains(id) && (!is_open(audience_) || finding["kind"] != "context")) findings[id] = finding;
        content_["findings"] = std::move(findings);
        keep_findings(content_, [](const Json&) { return true; });
    }

    void keep_named_evidence() {
        content_.erase("sources");
        if (!content_.contains("evidence")) return;
        Json named = Json::object();
        for (const auto& finding : content_["findings"])
            if (const auto id = finding.value("evidence", std::string()); content_["evidence"].contains(id))
                named[id] = content_["evidence"][id];
        content_["evidence"] = std::move(named);
    }

    Audience audience_;
    Sections sections_;
    Json& content_;
};

}  // namespace

Json content_for(Audience audience, const Layout& layout, Json given) {
    for (const auto other : all_audiences())
        if (other != audience) given["plain_words"].erase(name_of(other));
    withhold(given, name_of(audience));
    if (is_open(audience)) open_up(given);
    if (audience != Audience::partnership) keep_short(given);
    if (std::ranges::find(layout.sections, std::string("levels")) != layout.sections.end())
        for (auto& question : given["questions"]) question["levels"] = level_counts(question, given["scale"].size());
    if (audience == Audience::young_people) for_young_people(given);
    given["awarded"] = awarded_levels(given);
    given["drawn_in"] = drawn_in(given);
    Shown(audience, layout, given).keep();
    return given;
}

}  // namespace touchstone::reports
