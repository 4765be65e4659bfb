#include "reports/body_pages.h"

#include <algorithm>
#include <map>
#include <optional>

#include <nlohmann/json.hpp>

#include "charts/profile.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "judging/judging_words_pages.h"
#include "reports/levels_pages.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using Json = nlohmann::json;
using web::text;

std::string period_in_words(const Json& of) {
    return evaluations::period_in_words(date_from(of["from"].get<std::string>()).value(), date_from(of["to"].get<std::string>()).value());
}

std::string level_words(const Json& judgement) {
    return std::to_string(judgement["level"].get<int>()) + " " + judgement["word"].get<std::string>();
}

std::string confidence_word(const Json& confidence) {
    return confidence.is_null() ? "" : text("evaluations.confidence." + confidence.get<std::string>() + ".name");
}

template <class Visit>
void each_indicator(const Json& content, const Visit& visit) {
    for (const auto& question : content["questions"])
        for (const auto& area : question["key_areas"])
            for (const auto& indicator : area["indicators"]) visit(question, indicator);
}

class Body {
public:
    Body(const Json& content, const Showing& showing) : content_(content), showing_(showing) {}

    web::Object made() const {
        web::List sections;
        for (const auto& key : showing_.layout.sections) sections.push_back(section(key));
        const auto& evaluation = content_["evaluation"];
        return {{"partnership", evaluation["partnership"].get<std::string>()},
                {"title", evaluation["title"].get<std::string>()},
                {"state", showing_.state},
                {"what_changed", web::or_false(content_["version"]["what_changed"].get<std::string>())},
                {"opening", web::paragraphs(showing_.layout.opening)},
                {"closing", web::paragraphs(showing_.layout.closing)},
                {"sections", sections},
                {"gaps", gaps()},
                {"is_plain", showing_.audience == Audience::young_people},
                {"is_brief", is_brief()},
                {"framework",
                 text("reports.framework", {{"title", content_["framework"]["title"]}, {"version", content_["framework"]["version"]}})}};
    }

private:
    web::Object section(const std::string& key) const {
        web::Object made;
        for (const auto& known : all_sections()) made.emplace(known, false);
        made[key] = key == "about"         ? about()
                    : key == "plain"       ? plain()
                    : key == "levels"      ? levels_of(content_, showing_)
                    : key == "profile"     ? profile()
                    : key == "conclusions" ? questions(false)
                    : key == "questions"   ? questions(true)
                    : key == "findings"    ? drawn_in()
                    : key == "capacity"    ? capacity()
                    : key == "overall"     ? overall()
                    : key == "next"        ? next()
                    : key == "left_out"    ? left_out()
                                           : evidence();
        return made;
    }

    web::Data about() const {
        const auto& evaluation = content_["evaluation"];
        const auto services = web::listed(evaluation["services"].get<std::vector<std::string>>());
        std::vector<web::SummaryRow> rows{
            {text("evaluations.side.kind"), text("evaluations.kind." + evaluation["kind"].get<std::string>()), {}, {}, {}},
            {text("evaluations.side.why"), evaluation["why"], {}, {}, {}}};
        if (!services.empty()) rows.push_back({text("evaluations.side.services"), services, {}, {}, {}});
        rows.push_back({text("evaluations.side.children"), evaluation["children"], {}, {}, {}});
        rows.push_back({text("evaluations.side.period"), period_in_words(evaluation), {}, {}, {}});
        std::vector<evidence::NotShared> not_shared;
        for (const auto& gap : content_["not_shared"]) not_shared.push_back({gap["owner"], gap["items"]});
        return web::Object{{"list", web::summary_list(rows)}, {"gaps", evidence::gaps_of(not_shared)}};
    }

    // For this audience, or empty.
    std::string plain_words_on(const Json& question) const {
        const auto& words = content_["plain_words"];
        const auto name = name_of(showing_.audience);
        const auto part = "question_" + std::to_string(question["number"].get<int>());
        return words.contains(name) ? words[name].value(part, std::string()) : std::string();
    }

    // Whether it is the last question, concluded on: the overall statement of confidence.
    bool is_overall(const Json& question) const { return &question == &content_["questions"].back() && !question["conclusion"].is_null(); }

    // Only what people wrote: nothing is put into plain words by itself.
    web::Data plain() const {
        web::List items;
        for (const auto& question : content_["questions"]) {
            const auto words = plain_words_on(question);
            if (words.empty() || (has("overall") && is_overall(question))) continue;
            const auto number = std::to_string(question["number"].get<int>());
            items.push_back(web::Object{{"id", "plain_question_" + number},
                                        {"number", number},
                                        {"title", question["title"].get<std::string>()},
                                        {"paragraphs", web::paragraphs(words)}});
        }
        return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", items}});
    }

    // "4 very good, 6 good, 1 weak": counts, never an average.
    std::string counts() const {
        std::vector<std::string> words;
        for (const auto& each : content_["awarded"])
            words.push_back(web::in_figures(each["count"].get<int>()) + " " + each["word"].get<std::string>());
        return web::listed(words);
    }

    // Whose evidence is not in it: where the report does not say so about the evaluation, at its end.
    web::List gaps() const {
        std::vector<evidence::NotShared> not_shared;
        if (!has("about"))
            for (const auto& gap : content_.value("not_shared", Json::array())) not_shared.push_back({gap["owner"], gap["items"]});
        auto gaps = evidence::gaps_of(not_shared);
        if (const int withheld = content_["withheld"]; withheld > 0) gaps.push_back(web::counted("reports.withheld", withheld));
        return gaps;
    }

    // Of the evaluation that this one goes on from; reports published before there was one have none.
    static const Json& last_time(const Json& indicator) {
        static const Json none;
        const auto found = indicator.find("last_time");
        return found == indicator.end() ? none : *found;
    }
    static std::string caveat_of(const Json& indicator) {
        const auto& judgement = indicator["judgement"];
        return judgement.is_null() ? std::string() : judgement.value("caveat", std::string());
    }
    static std::optional<int> level_in(const Json& awarded) {
        return awarded.is_null() ? std::nullopt : std::optional(awarded["level"].get<int>());
    }

    web::Data profile() const {
        charts::Profile chart{.id = "profile_picture",
                              .title = text("reports.profile.title"),
                              .description = {},
                              .levels = {},
                              .not_judged = text("evaluations.workspace.not_judged"),
                              .rows = {}};
        for (auto level = content_["scale"].rbegin(); level != content_["scale"].rend(); ++level) chart.levels.push_back((*level)["word"]);
        web::Table table{.id = "profile_table",
                         .caption = text("reports.profile.title"),
                         .heads = {},
                         .rows = {},
                         .is_sortable = !showing_.is_printed,
                         .csv = showing_.is_printed ? "" : "profile.csv"};
        for (const auto* head : {"evaluations.conclusion.indicator", "reports.profile.question", "evaluations.judgement.level",
                                 "evaluations.judgement.confidence"})
            table.heads.push_back({text(head), {}});
        int judged = 0;
        bool has_last = false, has_caveat = false;
        each_indicator(content_, [&](const Json&, const Json& indicator) {
            has_last |= !last_time(indicator).is_null();
            has_caveat |= !caveat_of(indicator).empty();
        });
        if (has_caveat) table.heads.push_back({text("evaluations.judgement.caveat"), {}});
        if (has_last) {
            chart.before = text("reports.profile.last_time");
            table.heads.push_back({chart.before, {}});
        }
        each_indicator(content_, [&](const Json& question, const Json& indicator) {
            const auto &judgement = indicator["judgement"], &last = last_time(indicator);
            const auto label = indicator["code"].get<std::string>() + " " + indicator["title"].get<std::string>();
            const bool has_level = !judgement.is_null();
            judged += has_level ? 1 : 0;
            chart.rows.push_back({question["title"], label, level_in(judgement), level_in(last), {}});
            table.rows.push_back({{label, {}},
                                  {std::to_string(question["number"].get<int>()), {}},
                                  {has_level ? level_words(judgement) : chart.not_judged, {}},
                                  {has_level ? confidence_word(judgement["confidence"]) : "", {}}});
            if (has_caveat) table.rows.back().push_back({caveat_of(indicator), {}});
            if (has_last) table.rows.back().push_back({last.is_null() ? "" : level_words(last), {}});
        });
        if (chart.rows.empty()) return false;
        chart.description =
            judged == 0 ? text("reports.profile.nothing_judged")
                        : text("reports.profile.reading",
                               {{"judged", std::to_string(judged)}, {"scope", std::to_string(chart.rows.size())}, {"counts", counts()}});
        web::List legend{web::Object{{"shape", "now"}, {"text", text("reports.profile.now")}}};
        if (has_last) legend.push_back(web::Object{{"shape", "before"}, {"text", chart.before}});
        return web::Object{{"id", "profile"},
                           {"title", chart.title},
                           {"sentence", chart.description},
                           {"picture", charts::profile_svg(chart)},
                           {"legend", legend},
                           {"table_head", text("reports.profile.table")},
                           {"is_open", showing_.is_printed},
                           {"table", web::table(table)}};
    }

    // The board's report on paper has two pages: what was found, without where.
    bool is_brief() const { return showing_.audience == Audience::board && showing_.is_printed; }

    web::Object finding(const Json& found) const {
        const auto item = found.value("evidence", std::string());
        const bool named = !is_brief() && !item.empty() && content_.contains("evidence") && content_["evidence"].contains(item);
        return {{"statement", found["statement"].get<std::string>()},
                {"from", named ? web::Data(content_["evidence"][item]["title"].get<std::string>()) : web::Data(false)},
                {"href", named && showing_.has_links ? web::Data("/evidence/" + item) : web::Data(false)}};
    }

    // Findings of one kind among these ids, or false.
    web::Data findings(const std::vector<std::string>& ids, const char* kind) const {
        web::List items;
        for (const auto& id : ids)
            if (content_["findings"].contains(id) && content_["findings"][id]["kind"] == kind)
                items.push_back(finding(content_["findings"][id]));
        return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", items}});
    }

    web::Data statement(const Json& conclusion) const {
        if (conclusion.is_null()) return false;
        const std::vector<std::string> ids = conclusion["findings"];
        return web::Object{{"paragraphs", web::paragraphs(conclusion["statement"].get<std::string>())},
                           {"confidence", web::or_false(confidence_word(conclusion["confidence"]))},
                           {"caveat", web::or_false(conclusion["caveat"].get<std::string>())},
                           {"strengths", findings(ids, "strength")},
                           {"improvements", findings(ids, "improvement")}};
    }

    std::string triangulation(const Json& indicator) const {
        std::vector<std::string> words;
        for (const auto* state : {"triangulated", "backed_up", "single_source", "no_evidence"})
            if (const auto count = indicator["triangulation"].value(state, 0); count > 0)
                words.push_back(web::counted(std::string("evaluations.workspace.themes_") + state, count,
                                             {{"total", web::in_figures(indicator["themes"].get<int>())}}));
        return web::listed(words);
    }

    web::Object indicator(const Json& each) const {
        const auto& judgement = each["judgement"];
        const bool has_level = !judgement.is_null();
        const auto code = each["code"].get<std::string>();
        const auto ids = each.value("findings", std::vector<std::string>{});
        return {{"id", "indicator_" + code},
                {"code", code},
                {"title", each["title"].get<std::string>()},
                {"href", showing_.has_links ? web::Data(judging::desk_address({content_["evaluation"]["id"]}, code)) : web::Data(false)},
                {"line", showing_.has_links ? web::Data(judging::desk_address({content_["evaluation"]["id"]}, code) + "/line-of-sight")
                                            : web::Data(false)},
                {"level", has_level ? web::Data(web::Object{{"number", std::to_string(judgement["level"].get<int>())},
                                                            {"word", judgement["word"].get<std::string>()}})
                                    : web::Data(false)},
                {"rationale", has_level ? web::paragraphs(judgement.value("rationale", std::string())) : web::List()},
                {"confidence", has_level ? web::Data(confidence_word(judgement["confidence"])) : web::Data(false)},
                {"caveat", has_level ? web::or_false(judgement["caveat"].get<std::string>()) : web::Data(false)},
                {"evidence", triangulation(each)},
                {"strengths", findings(ids, "strength")},
                {"improvements", findings(ids, "improvement")}};
    }

    // Question by question: the conclusion alone, or with its key areas and indicators.
    web::Data questions(bool whole) const {
        web::List parts;
        for (const auto& question : content_["questions"]) {
            web::List areas;
            for (const auto& area : question["key_areas"]) {
                web::List indicators;
                if (whole)
                    for (const auto& each : area["indicators"]) indicators.push_back(indicator(each));
                const auto conclusion = whole ? statement(area["conclusion"]) : web::Data(false);
                if (indicators.empty() && conclusion.is_false()) continue;
                areas.push_back(web::Object{{"number", area["number"].get<std::string>()},
                                            {"title", area["title"].get<std::string>()},
                                            {"conclusion", conclusion},
                                            {"indicators", indicators}});
            }
            const auto number = std::to_string(question["number"].get<int>());
            const bool is_written = !question["conclusion"].is_null();
            // The last question is answered where the capacity for improvement stands.
            if ((areas.empty() && !is_written) || (&question == &content_["questions"].back() && has("capacity"))) continue;
            parts.push_back(web::Object{{"id", "question_" + number},
                                        {"number", number},
                                        {"title", question["title"].get<std::string>()},
                                        {"conclusion", statement(question["conclusion"])},
                                        {"not_concluded", !is_written},
                                        {"areas", areas}});
        }
        return parts.empty() ? web::Data(false) : web::Data(web::Object{{"parts", parts}});
    }

    bool has(const std::string& key) const { return std::ranges::find(showing_.layout.sections, key) != showing_.layout.sections.end(); }

    // What conclusions drew in, each finding once.
    web::Data drawn_in() const {
        const std::vector<std::string> ids = content_["drawn_in"];
        const auto strengths = findings(ids, "strength"), improvements = findings(ids, "improvement");
        if (strengths.is_false() && improvements.is_false()) return false;
        return web::Object{{"strengths", strengths}, {"improvements", improvements}, {"counts", web::or_false(counts())}};
    }

    web::Data capacity() const {
        web::List components, factors;
        for (const auto& component : content_["capacity"]["components"])
            if (!component["conclusion"].is_null())
                components.push_back(
                    web::Object{{"title", text("evaluations.capacity.component." + component["component"].get<std::string>() + ".name")},
                                {"conclusion", statement(component["conclusion"])}});
        for (const auto& factor : content_["capacity"]["factors"])
            factors.push_back(web::Object{{"kind", text("evaluations.factor.kind_choice." + factor["kind"].get<std::string>())},
                                          {"words", factor["words"].get<std::string>()}});
        const auto last = content_["questions"].empty() ? web::Data(false) : statement(content_["questions"].back()["conclusion"]);
        const auto why_not = content_["capacity"].value("why_not", std::string());
        if (components.empty() && last.is_false() && why_not.empty()) return false;
        return web::Object{{"components", components},
                           {"factors", factors.empty() ? web::Data(false) : web::Data(web::Object{{"items", factors}})},
                           {"overall", last},
                           {"why_not", web::or_false(why_not)}};
    }

    web::Data overall() const {
        if (const auto why_not = content_["capacity"].value("why_not", std::string()); !why_not.empty() && !has("capacity"))
            return web::Object{{"statement", false}, {"why_not", why_not}};
        if (content_["questions"].empty() || !is_overall(content_["questions"].back())) return false;
        auto said = content_["questions"].back()["conclusion"];
        if (const auto words = plain_words_on(content_["questions"].back()); has("plain") && !words.empty()) said["statement"] = words;
        return web::Object{{"statement", statement(said)}, {"why_not", false}};
    }

    // Objectives of improvement plans that come from what was found. Reports published before there were any have none.
    web::Data next() const {
        web::List items;
        for (const auto& each : content_.value("next", Json::array())) {
            auto who = each["organisations"].get<std::vector<std::string>>();
            const auto& by = each["by"];
            if (!by.is_null()) who.push_back(text("reports.next_by", {{"date", in_words(*date_from(by.get<std::string>()))}}));
            items.push_back(web::Object{{"objective", each["objective"].get<std::string>()},
                                        {"difference", is_brief() ? web::Data(false) : web::Data(each["difference"].get<std::string>())},
                                        {"who", web::or_false(web::listed(who))}});
        }
        return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", items}});
    }

    web::Data left_out() const {
        web::List items;
        for (const auto& each : content_["left_out"])  // an indicator has its title only
            items.push_back(
                web::Object{{"title", each["code"].get<std::string>() + " " + each.value("short", each["title"].get<std::string>())},
                            {"reason", web::or_false(each["reason"].get<std::string>())}});
        return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", items}});
    }

    web::Data evidence() const {
        web::Table table{.id = "evidence_table",
                         .caption = text("reports.evidence_title"),
                         .heads = {},
                         .rows = {},
                         .is_sortable = !showing_.is_printed,
                         .csv = showing_.is_printed ? "" : "evidence.csv"};
        for (const auto* head : {"title", "source", "period", "security"})
            table.heads.push_back({text(std::string("reports.evidence_head.") + head), {}});
        for (const auto& [id, item] : content_["evidence"].items())
            table.rows.push_back({{item["title"], showing_.has_links ? "/evidence/" + id : ""},
                                  {content_["sources"][item["source"].get<std::string>()], {}},
                                  {period_in_words(item), {}},
                                  {text("evaluations.security." + item["security"].get<std::string>() + ".name"), {}}});
        return table.rows.empty() ? web::Data(false) : web::Data(web::Object{{"table", web::table(table)}});
    }

    const Json& content_;
    const Showing& showing_;
};

}  // namespace

web::Object body_of(const Json& content, const Showing& showing) { return Body(content, showing).made(); }

}  // namespace touchstone::reports
