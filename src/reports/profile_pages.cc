#include "reports/profile_pages.h"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "charts/profile.h"
#include "reports/content_words_pages.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using Json = nlohmann::json;
using web::text;

// Of the evaluation that this one goes on from; reports published before there was one have none.
const Json& last_time(const Json& indicator) {
    static const Json none;
    const auto found = indicator.find("last_time");
    return found == indicator.end() ? none : *found;
}
std::string caveat_of(const Json& indicator) {
    const auto& judgement = indicator["judgement"];
    return judgement.is_null() ? std::string() : judgement.value("caveat", std::string());
}
std::optional<int> level_in(const Json& awarded) { return awarded.is_null() ? std::nullopt : std::optional(awarded["level"].get<int>()); }

class ProfileOf {
public:
    ProfileOf(const Json& content, const Showing& showing) : content_(content), is_printed_(showing.is_printed) {
        chart_.id = "profile_picture";
        chart_.title = text("reports.profile.title");
        chart_.not_judged = text("evaluations.workspace.not_judged");
        for (auto level = content["scale"].rbegin(); level != content["scale"].rend(); ++level) chart_.levels.push_back((*level)["word"]);
        table_ = {.id = "profile_table",
                  .caption = text("reports.profile.title"),
                  .heads = {},
                  .rows = {},
                  .is_sortable = !is_printed_,
                  .csv = is_printed_ ? "" : "profile.csv"};
        each([&](const Json&, const Json& indicator) {
            has_last_ |= !last_time(indicator).is_null();
            has_caveat_ |= !caveat_of(indicator).empty();
        });
    }

    web::Data made() {
        add_heads();
        each([&](const Json& question, const Json& indicator) { add(question, indicator); });
        if (chart_.rows.empty()) return false;
        chart_.description = judged_ == 0 ? text("reports.profile.nothing_judged")
                                          : text("reports.profile.reading", {{"judged", std::to_string(judged_)},
                                                                             {"scope", std::to_string(chart_.rows.size())},
                                                                             {"counts", awarded_in_words(content_["awarded"])}});
        web::List legend{web::Object{{"shape", "now"}, {"text", text("reports.profile.now")}}};
        if (has_last_) legend.push_back(web::Object{{"shape", "before"}, {"text", chart_.before}});
        return web::Object{{"id", "profile"},
                           {"title", chart_.title},
                           {"sentence", chart_.description},
                           {"picture", charts::profile_svg(chart_)},
                           {"legend", legend},
                           {"table_head", text("reports.profile.table")},
                           {"is_open", true},  // confidence and caveat stand in it
                           {"table", web::table(table_)},
                           {"scale", scale()}};
    }

private:
    template <class Visit>
    void each(const Visit& visit) const {
        for (const auto& question : content_["questions"])
            for (const auto& area : question["key_areas"])
                for (const auto& indicator : area["indicators"]) visit(question, indicator);
    }

    void add_heads() {
        for (const auto* head : {"evaluations.conclusion.indicator", "reports.profile.question", "evaluations.judgement.level",
                                 "evaluations.judgement.confidence"})
            table_.heads.push_back({text(head), {}});
        if (has_caveat_) table_.heads.push_back({text("evaluations.judgement.caveat"), {}});
        if (!has_last_) return;
        chart_.before = text("reports.profile.last_time");
        table_.heads.push_back({chart_.before, {}});
    }

    // Wherever a level stands, what goes with it stands beside it. Reports published before that was kept of the last time name the level
    // only.
    static std::string last_words(const Json& last) {
        auto words = level_words(last);
        if (last.contains("confidence"))
            words += ". " + text("reports.profile.last_confidence", {{"word", confidence_word(last["confidence"])}});
        if (const auto caveat = last.value("caveat", std::string()); !caveat.empty())
            words += " " + text("reports.profile.last_caveat", {{"words", caveat}});
        return words;
    }

    void add(const Json& question, const Json& indicator) {
        const auto &judgement = indicator["judgement"], &last = last_time(indicator);
        const auto label = indicator["code"].get<std::string>() + " " + indicator["title"].get<std::string>();
        const bool has_level = !judgement.is_null();
        judged_ += has_level ? 1 : 0;
        chart_.rows.push_back({question["title"], label, level_in(judgement), level_in(last), {}});
        table_.rows.push_back({{label, {}},
                               {std::to_string(question["number"].get<int>()), {}},
                               {has_level ? level_words(judgement) : chart_.not_judged, {}},
                               {has_level ? confidence_word(judgement["confidence"]) : "", {}}});
        if (has_caveat_) table_.rows.back().push_back({caveat_of(indicator), {}});
        if (has_last_) table_.rows.back().push_back({last.is_null() ? "" : last_words(last), {}});
    }

    // Where some are awarded. Reports published before the levels were explained name them only.
    web::Data scale() const {
        web::List levels;
        if (judged_ == 0) return false;
        for (const auto& level : content_["scale"])
            if (level.contains("meaning"))
                levels.push_back(web::Object{{"level", level_words(level)},
                                             {"meaning", level["meaning"].get<std::string>()},
                                             {"guideline", web::or_false(level.value("guideline", std::string()))}});
        return levels.empty() ? web::Data(false) : web::Data(web::Object{{"levels", levels}});
    }

    const Json& content_;
    bool is_printed_;
    bool has_last_ = false, has_caveat_ = false;
    int judged_ = 0;
    charts::Profile chart_;
    web::Table table_;
};

}  // namespace

web::Data profile_of(const Json& content, const Showing& showing) { return ProfileOf(content, showing).made(); }

}  // namespace touchstone::reports
