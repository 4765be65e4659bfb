// What an export of one organisation holds of others: nothing, also where it was lent, but for what its owner agreed to see published. And
// what its pages tell.
#include "carrying/export.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "evidence/evidence_store.h"
#include "tests/carrying.h"
#include "tests/matrix/publishing.h"
#include "web/texts.h"

namespace touchstone::carrying {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;
using touchstone::testing::Thing;
using touchstone::testing::What;
using touchstone::testing::World;

class Export : public ::testing::Test {
protected:
    Export() : own(world.thing(What::own)) {
        const auto file = world.site.files().folder() / "lent file";
        std::ofstream(file) << World::lent_word;
        const auto kept = world.site.files().keep(file);
        const EvidenceId item{world.lent_evidence};
        const auto& here = world.site.partnership();
        const auto by = world.site.account(Role::evaluator);
        world.site.database().writing([&](db::Write& db) {
            evidence::add_file(db, world.site.by(Role::evaluator),
                               {FileId::make(world.site.now), item, "zqseclent.txt", "text/plain", 9, kept.hash, by, world.site.now});
            const auto figure = FigureId::make(world.site.now), answer = FigureId::make(world.site.now);
            db.run(
                "insert into figure (partnership_id, id, evidence_id, words, counted, total, as_of, written_by, written_at, version) "
                "values ($1, $2, $3, $4, 1, 2, '2026-05-01', $5, $6, 1)",
                here, figure, item, World::lent_word, by, world.site.now);
            db.run(
                "insert into scope_answer (partnership_id, evaluation_id, id, indicator, proposed_depth, answer, depth, reason, "
                "answered_by, "
                "answered_at) values ($1, $2, $3, '5.1', 2, 1, 2, '', $4, $5)",
                here, own.evaluation, answer, by, world.site.now);
            db.run(
                "insert into scope_answer_because (partnership_id, answer_id, weakness, evidence_id, words) values ($1, $2, 'w', $3, $4)",
                here, answer, item, World::lent_word);
            return true;
        });
    }
    // By the name of the file; of a workbook what its parts say.
    std::map<std::string, std::string> exported(const std::string& organisation) {
        const testing::Folder to;
        const auto& folder = world.site.folder();
        std::filesystem::create_directories(folder / "spool");
        export_all({folder, db::open_sqlite(folder / "touchstone.db"), world.site.files(), folder / "spool"}, to.path, organisation);
        auto files = testing::files_below(to.path);
        for (auto& [name, content] : files) content = testing::words_of(content);
        return files;
    }
    static std::vector<std::string> holding(const std::map<std::string, std::string>& files, const std::string& word) {
        std::vector<std::string> names;
        for (const auto& [name, content] : files)
            if (content.find(word) != std::string::npos || name.find(word) != std::string::npos) names.push_back(name);
        return names;
    }

    World world{db::Engine::sqlite};
    const Thing& own;
};

TEST_F(Export, holds_what_an_organisation_owns_and_no_word_of_what_others_own_or_lent_to_it) {
    testing::Publishing(world).publish(false);
    const auto of_a = exported("Organisation A"), of_b = exported("Organisation B");
    EXPECT_THAT(holding(of_a, World::lent_word), IsEmpty());
    for (const auto* word : {"zqsecown", "zqsecshared"}) {
        EXPECT_THAT(holding(of_a, word), Contains("tables/finding.json")) << word;
        EXPECT_THAT(holding(of_b, word), IsEmpty()) << word << ", also where it is shared with B";
    }
    EXPECT_THAT(holding(of_b, World::lent_word), Contains("tables/finding.json")) << "it is B's";
    EXPECT_THAT(holding(of_a, own.secret_word), Contains("read/" + own.evaluation + ".html"));
    for (const auto* page : {own.plan.c_str(), "duties", "good-practice"})
        EXPECT_THAT(holding(of_a, own.secret_word), Contains(std::string("read/") + page + ".html"));
    for (const auto what : {What::joint, What::foreign, What::below})
        for (const auto& word : {world.thing(what).secret_word, world.thing(what).summary_word})
            EXPECT_THAT(holding(of_a, word), IsEmpty()) << word;
    for (const auto* word : {World::record_word, World::job_word}) EXPECT_THAT(holding(of_a, word), IsEmpty()) << word;
}

TEST_F(Export, holds_of_what_was_lent_only_the_published_version_that_its_owner_agreed_to) {
    testing::Publishing publishing(world);
    const auto before = publishing.publish(false);
    publishing.agree_for_the_partnership(before.number + 1);
    const auto after = publishing.publish(true);
    std::vector<std::string> agreed{"tables/snapshot.json", "tables/snapshot.csv"};
    for (const auto& report : after.reports)
        if (report.audience == reports::Audience::partnership)
            for (const auto& file : report.files) agreed.push_back("files/" + file.hash);
    EXPECT_THAT(holding(exported("Organisation A"), World::lent_word), UnorderedElementsAreArray(agreed));
}

// As a browser shows it.
std::string unescaped(std::string page) {
    for (const auto& [escape, character] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}})
        for (auto at = page.find(escape); at != std::string::npos; at = page.find(escape, at + 1))
            page.replace(at, std::string_view(escape).size(), character);
    return page;
}

// Words of a table's column that the page does not hold.
std::vector<std::string> missing(const std::map<std::string, std::string>& files, const std::string& table, const std::string& column,
                                 const std::string& page) {
    std::vector<std::string> words;
    const auto html = unescaped(files.at("read/" + page));
    for (const auto& row : nlohmann::json::parse(files.at("tables/" + table + ".json")))
        if (const auto value = row.at(column).get<std::string>(); html.find(value) == std::string::npos) words.push_back(value);
    return words;
}

TEST(ExportPages, tell_of_every_duty_every_good_practice_and_everybody) {
    const testing::Folder to;
    const auto files = testing::exported(testing::filled(db::Engine::sqlite), to.path);
    for (const auto& [table, column, page] : {std::tuple{"duty", "title", "duties.html"},
                                              {"duty", "asks", "duties.html"},
                                              {"duty_aspect", "words", "duties.html"},
                                              {"practice", "title", "good-practice.html"},
                                              {"practice", "effect", "good-practice.html"},
                                              {"practice_adopted", "note", "good-practice.html"},
                                              {"account", "name", "people.html"},
                                              {"account", "job", "people.html"},
                                              {"plan", "title", "index.html"},
                                              {"evaluation", "title", "index.html"}}) {
        ASSERT_FALSE(nlohmann::json::parse(files.at(std::string("tables/") + table + ".json")).empty()) << table;
        EXPECT_THAT(missing(files, table, column, page), IsEmpty()) << table << "." << column;
    }
    EXPECT_THAT(files.at("read/people.html"), HasSubstr(web::text("people.roles.evaluator.name")));
}

TEST(ExportPages, tell_of_each_plan_what_it_promises_who_does_it_and_how_far_it_has_come) {
    const testing::Folder to;
    const auto files = testing::exported(testing::filled(db::Engine::sqlite), to.path);
    std::string plans;
    for (const auto& plan : nlohmann::json::parse(files.at("tables/plan.json")))
        plans += unescaped(files.at("read/" + plan.at("id").get<std::string>() + ".html"));
    auto together = files;
    together["read/plans"] = plans;
    for (const auto& [table, column] : {std::pair{"objective", "title"},
                                        {"objective", "difference"},
                                        {"target", "measure"},
                                        {"target", "aim"},
                                        {"target_value", "measured"},
                                        {"target_value", "note"},
                                        {"action_point", "title"},
                                        {"action_point", "risks"},
                                        {"milestone", "title"},
                                        {"objective_effect", "words"}})
        EXPECT_THAT(missing(together, table, column, "plans"), IsEmpty()) << table << "." << column;
    std::map<std::string, std::string> people;
    for (const auto& account : nlohmann::json::parse(files.at("tables/account.json"))) people[account.at("id")] = account.at("name");
    for (const auto& action : nlohmann::json::parse(files.at("tables/action_point.json")))
        if (const auto& owner = action.at("owner_account_id"); !owner.is_null()) {
            EXPECT_THAT(plans, HasSubstr(people.at(owner)));
        }
    EXPECT_THAT(plans, HasSubstr(web::text("plans.standing.better")));
}

}  // namespace
}  // namespace touchstone::carrying
