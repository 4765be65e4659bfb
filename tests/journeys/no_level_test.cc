// Levels are awarded by people. Everything is done that can be done without awarding one, every page is looked at, and no level is found.
#include <deque>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "conclusions/whole_store.h"
#include "evaluations/evaluation_store.h"
#include "evidence/evidence_store.h"
#include "reports/content_pages.h"
#include "reports/publishing_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using namespace evaluations;
using namespace evidence;
using web::Status;
using Fields = std::vector<std::pair<std::string, std::string>>;

const std::vector<std::string> words{"excellent", "very good", "good", "adequate", "weak", "unsatisfactory"};

// What a page shows of a level: a tag, a mark on the strip, or a number with its word.
std::string level_in(std::string page) {
    for (const auto* sign : {"class=\"ts-level\"", "ts-strip__step--here", "valuated as "})
        if (page.find(sign) != std::string::npos) return sign;
    for (int level = 1; level <= 6; ++level)
        for (const auto& word : words)
            for (const auto* end : {"<", ",", "."})
                if (const auto shown = ">" + std::to_string(level) + " " + word + end; page.find(shown) != std::string::npos) return shown;
    return {};
}

void look_for_levels(const nlohmann::json& json, const std::string& at) {
    if (json.is_object())
        for (const auto& [key, value] : json.items()) {
            if (at.empty() && key == "scale") continue;  // the framework's own words
            EXPECT_FALSE(key == "judgement" && !value.is_null()) << at;
            EXPECT_FALSE(key == "level" && value.is_number()) << at;
            look_for_levels(value, at + "/" + key);
        }
    if (json.is_array())
        for (const auto& value : json) look_for_levels(value, at + "/");
}

class WithoutLevels : public ::testing::Test {
protected:
    WithoutLevels() : evaluation(site.add_evaluation("Unjudged")), address("/evaluations/" + evaluation.text) {
        site.sign_in(Role::lead);
        gather_everything();
    }
    // Two lines of enquiry for each theme, one of them all strengths and one all areas for improvement.
    void gather_everything() {
        site.database().writing([&](db::Write& db) {
            for (const auto& source : {Source::performance_data, Source::views, Source::observation}) {
                Evidence item;
                item.id = EvidenceId::make(site.now);
                item.title = item.line = "Item " + source.key;
                item.source = source;
                item.from = item.to = date_of(site.now);
                item.added_by = site.account(Role::lead);
                item.added_at = site.now;
                add_evidence(db, site.by(Role::evaluator), item);
                use_evidence(db, site.by(Role::evaluator), evaluation, item.id);
                for (const auto& indicator : site.framework().indicators)
                    for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme)
                        add_finding(db, site.by(Role::evaluator),
                                    {FindingId::make(site.now),
                                     item.id,
                                     source == Source::views ? FindingKind::improvement : FindingKind::strength,
                                     "Found.",
                                     {{site.framework().id, {indicator.code, theme}}},
                                     item.added_by,
                                     site.now,
                                     std::nullopt,
                                     0});
            }
            return true;
        });
    }
    void post(const std::string& to, const Fields& fields) { EXPECT_EQ(site.post(to, fields).status, Status::see_other) << to; }
    // Every page that links lead to from here, by address.
    std::map<std::string, std::string> pages_from(const std::string& start) {
        std::map<std::string, std::string> pages;
        std::deque<std::string> waiting{start};
        std::set<std::string> known{start};
        while (!waiting.empty()) {
            const auto next = waiting.front();
            waiting.pop_front();
            const auto answer = site.get(next);
            if (answer.status != Status::ok || answer.view.empty()) continue;
            const auto page = site.document(answer);
            pages[next] = page;
            for (auto at = page.find("href=\"/"); at != std::string::npos; at = page.find("href=\"/", at + 1)) {
                const auto from = at + 6;
                auto link = page.substr(from, page.find('"', from) - from);
                link = link.substr(0, link.find('#'));
                const bool is_ours = link.starts_with("/evaluations") || link.starts_with("/evidence") || link.starts_with("/plans") ||
                                     link.starts_with("/reports/") || link.starts_with("/objectives");
                if (is_ours && link.find('?') == std::string::npos && known.insert(link).second) waiting.push_back(link);
            }
        }
        return pages;
    }
    testing::Site site;
    EvaluationId evaluation;
    std::string address;
};

TEST_F(WithoutLevels, no_page_no_report_and_no_table_holds_one) {
    for (const auto& indicator : site.framework().indicators) {
        Fields placements;
        for (std::size_t theme = 1; theme <= indicator.themes.size(); ++theme)
            placements.emplace_back("placement_" + std::to_string(theme), theme % 2 ? "better" : "about_high");
        if (indicator.illustrated) (void)site.post(address + "/indicators/" + indicator.code + "/placements", placements);
    }
    for (const auto& question : site.framework().questions)
        post(address + "/questions/" + std::to_string(question.number), {{"statement", "Most is well."}, {"confidence", "high"}});
    for (const auto* component : {"outcomes", "leadership", "improvement"})
        post(address + "/capacity/" + component, {{"statement", "Well."}, {"confidence", "high"}});
    post(address + "/state", {{"state", "finished"}});
    EXPECT_EQ(site.post(address + "/publishing", {{"audiences", "partnership"}, {"without_capacity", "Zqx not yet."}}).status,
              Status::unprocessable)
        << "nothing is published where nobody has judged";
    const auto pages = pages_from(address);
    EXPECT_GT(pages.size(), 60u) << "the desks, conclusions, reports and evidence have been looked at";
    for (const auto& [at, page] : pages) EXPECT_EQ(level_in(page), "") << at;
    for (const auto audience : reports::all_audiences()) {
        const auto preview = site.get(address + "/publishing/preview/" + reports::name_of(audience));
        ASSERT_EQ(preview.status, Status::ok);
        EXPECT_EQ(level_in(site.document(preview)), "") << reports::name_of(audience);
    }
    site.database().read([&](db::Read& db) {
        EXPECT_FALSE(reports::find_sealed(db, site.partnership(), evaluation, 1));
        Sight everybodys;
        everybodys.partnership = site.partnership();
        everybodys.member = true;
        everybodys.now = site.now;
        look_for_levels(reports::content_of(evaluations::find_evaluation(db, site.partnership(), evaluation).value(), site.framework(),
                                            conclusions::read_whole(db, everybodys, evaluation), {}, {}, {}),
                        {});
        for (const auto* table : {"judgement", "first_judgement", "moderation", "level_answer"})
            db.each([&](const db::Row& row) { EXPECT_EQ(row.get<int>("rows"), 0) << table; },
                    std::string("select count(*) as rows from ") + table);
    });
}

// The search itself finds a level as soon as a person has awarded one.
TEST_F(WithoutLevels, the_search_finds_the_level_that_somebody_awards) {
    post(address + "/indicators/5.1", {{"level", "4"}, {"rationale", "Because."}, {"confidence", "high"}, {"caveat", "Contested still."}});
    EXPECT_NE(level_in(site.html(address + "/indicators/5.1")), "");
    EXPECT_NE(level_in(site.html(address)), "");
    EXPECT_NE(level_in(site.html(address + "/questions/3")), "");
}

}  // namespace
}  // namespace touchstone
