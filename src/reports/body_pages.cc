#include "reports/body_pages.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "conclusions/conclusion_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "judging/judging_words_pages.h"
#include "reports/content_words_pages.h"
#include "reports/findings_pages.h"
#include "reports/levels_pages.h"
#include "reports/profile_pages.h"
#include "reports/snapshot.h"
#include "reports/summary_pages.h"
#include "web/components.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using Json = nlohmann::json;
using web::text;

class Body {
public:
    Body(const Json& content, const Showing& showing) : content_(content), showing_(showing), findings_(content, showing) {}

    web::Object made() {
        web::List sections;
        for (const auto& key : showing_.layout.sections) sections.push_back(section(key));
        const auto& evaluation = content_["evaluation"];
        const auto audience = text("reports.audience." + name_of(showing_.audience) + ".name");
        return {{"audience", audience},
                {"document_title", evaluation["title"].get<std::string>() + ": " + audience},
                {"contents", showing_.is_long() ? contents_of(showing_.layout, sections) : web::Data(false)},
                {"summary", showing_.is_long() ? summary_of(content_) : web::Data(false)},
                {"imprint", imprint()},
                {"partnership", evaluation["partnership"].get<std::string>()},
                {"title", evaluation["title"].get<std::string>()},
                {"state", showing_.state},
                {"what_changed", web::or_false(content_["version"]["what_changed"].get<std::string>())},
                {"opening", web::paragraphs(showing_.layout.opening)},
                {"closing", web::paragraphs(showing_.layout.closing)},
                {"sections", std::move(sections)},
                {"gaps", gaps()},
                {"is_plain", is_for_young_people()},
                {"is_brief", showing_.is_brief()},
                {"is_whole", showing_.is_long() && showing_.is_printed},
                {"framework", is_for_young_people() ? text("reports.young.framework")
                                                    : text("reports.framework", {{"title", content_["framework"]["title"]},
                                                                                 {"version", content_["framework"]["version"]}})}};
    }

private:
    bool is_for_young_people() const { return showing_.audience == Audience::young_people; }

    // How a reader finds out whether what they hold is what was published.
    web::Data imprint() const {
        if (showing_.signed_file.empty()) return false;
        const auto version = std::to_string(content_["version"]["number"].get<int>());
        const std::string words = is_for_young_people() ? "reports.young." : "reports.imprint.";
        return web::Object{{"words", text(words + "check", {{"number", version}})},
                           {"hash_word", text(words + "hash")},
                           {"file_word", text(words + "file")},
                           {"key_word", text(words + "key")},
                           {"hash", hash_of(content_.dump())},
                           {"file", showing_.signed_file},
                           {"key", showing_.key}};
    }

    web::Object section(const std::string& key) {
        web::Object made;
        for (const auto& known : all_sections()) made.emplace(known, false);
        made[key] = key == "about"         ? about()
                    : key == "plain"       ? plain()
                    : key == "levels"      ? levels_of(content_, showing_)
                    : key == "decide"      ? decide()
                    : key == "profile"     ? profile_of(content_, showing_)
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
        for (const auto& each : evaluation.value("children_parts", Json::array()))
            rows.push_back({text("reports.children_part", {{"service", each["service"]}}), each["part"], {}, {}, {}});
        rows.push_back({text("evaluations.side.children"), evaluation["children"], {}, {}, {}});
        // Reports published before these were asked for have none.
        if (const auto groups = evaluation.value("groups", std::vector<std::string>()); !groups.empty())
            rows.push_back({text("evaluations.side.groups"), web::listed_apart(groups), {}, {}, {}});
        if (const auto words = evaluation.value("neighbourhood", std::string()); !words.empty())
            rows.push_back({text("evaluations.side.neighbourhood"), words, {}, {}, {}});
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
                                        {"number", is_for_young_people() ? web::Data(false) : web::Data(number)},
                                        {"title", question["title"].get<std::string>()},
                                        {"paragraphs", web::paragraphs(words)}});
        }
        return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", std::move(items)}});
    }

    // What a board must decide. Reports published before it was asked have none.
    web::Data decide() const {
        const auto words = content_.value("to_decide", std::string());
        return words.empty() ? web::Data(false) : web::Data(web::Object{{"paragraphs", web::paragraphs(words)}});
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

    web::Data statement(const Json& conclusion) {
        if (conclusion.is_null()) return false;
        const std::vector<std::string> ids = conclusion["findings"];
        return web::Object{{"paragraphs", web::paragraphs(conclusion["statement"].get<std::string>())},
                           {"confidence", web::or_false(confidence_word(conclusion["confidence"]))},
                           {"caveat", web::or_false(conclusion["caveat"].get<std::string>())},
                           {"further", conclusions::further_statements(conclusion.value("achievements", std::string()),
                                                                       conclusion.value("responsiveness", std::string()))},
                           {"strengths", findings_.of(ids, "strength")},
                           {"improvements", findings_.of(ids, "improvement")}};
    }

    // How many themes stand how, and which; reports published before they were named have the numbers.
    std::string triangulation(const Json& indicator) const {
        std::vector<std::string> words;
        for (const auto* state : {"triangulated", "backed_up", "single_source", "no_evidence"}) {
            const auto count = indicator["triangulation"].value(state, 0);
            if (count == 0) continue;
            std::vector<std::string> titles;
            for (const auto& theme : indicator.value("looked_at", Json::array()))
                if (theme["state"] == state) titles.push_back(theme["title"]);
            words.push_back(web::counted(std::string("evaluations.workspace.themes_") + state, count,
                                         {{"total", web::in_figures(indicator["themes"].get<int>())}}));
            if (!titles.empty()) words.back() += " (" + web::listed_apart(titles) + ")";
        }
        return web::listed_apart(words);
    }

    web::Object indicator(const Json& each) {
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
                {"reason", web::or_false(each.value("reason", std::string()))},
                {"strengths", findings_.of(ids, "strength")},
                {"improvements", findings_.of(ids, "improvement")}};
    }

    // Question by question: the conclusion alone, or with its key areas and indicators.
    web::Data questions(bool whole) {
        web::List parts;
        for (const auto& question : content_["questions"]) {
            web::List areas;
            for (const auto& area : question["key_areas"]) {
                web::List indicators;
                if (whole)
                    for (const auto& each : area["indicators"]) indicators.push_back(indicator(each));
                auto conclusion = whole ? statement(area["conclusion"]) : web::Data(false);
                if (indicators.empty() && conclusion.is_false()) continue;
                areas.push_back(web::Object{{"number", area["number"].get<std::string>()},
                                            {"title", area["title"].get<std::string>()},
                                            {"conclusion", std::move(conclusion)},
                                            {"indicators", std::move(indicators)}});
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
                                        {"areas", std::move(areas)}});
        }
        return parts.empty() ? web::Data(false) : web::Data(web::Object{{"parts", std::move(parts)}});
    }

    bool has(const std::string& key) const { return std::ranges::find(showing_.layout.sections, key) != showing_.layout.sections.end(); }

    // What conclusions drew in, each finding once.
    web::Data drawn_in() {
        const std::vector<std::string> ids = content_["drawn_in"];
        auto strengths = findings_.of(ids, "strength"), improvements = findings_.of(ids, "improvement");
        if (strengths.is_false() && improvements.is_false()) return false;
        return web::Object{{"strengths", std::move(strengths)},
                           {"improvements", std::move(improvements)},
                           {"counts", web::or_false(awarded_in_words(content_["awarded"]))}};
    }

    web::Data capacity() {
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
        return web::Object{{"components", std::move(components)},
                           {"factors", factors.empty() ? web::Data(false) : web::Data(web::Object{{"items", std::move(factors)}})},
                           {"overall", last},
                           {"why_not", web::or_false(why_not)}};
    }

    web::Data overall() {
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
            items.push_back(
                web::Object{{"objective", each["objective"].get<std::string>()},
                            {"difference", showing_.is_brief() ? web::Data(false) : web::Data(each["difference"].get<std::string>())},
                            {"outcomes", web::or_false(web::listed(each.value("outcomes", std::vector<std::string>())))},
                            {"who", web::or_false(web::listed(who))}});
        }
        return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", std::move(items)}});
    }

    web::Data left_out() const {
        web::List items;
        for (const auto& each : content_["left_out"])  // an indicator has its title only
            items.push_back(
                web::Object{{"title", each["code"].get<std::string>() + " " + each.value("short", each["title"].get<std::string>())},
                            {"reason", web::or_false(each["reason"].get<std::string>())}});
        return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", std::move(items)}});
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
    NumberedFindings findings_;
};

}  // namespace

web::Object body_of(const Json& content, const Showing& showing) { return Body(content, showing).made(); }

}  // namespace touchstone::reports
