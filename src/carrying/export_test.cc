// What an export of one organisation holds of others: nothing, also where it was lent, but for what its owner agreed to see published.
#include "carrying/export.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_store.h"
#include "tests/carrying.h"
#include "tests/matrix/publishing.h"

namespace touchstone::carrying {
namespace {

using ::testing::Contains;
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

}  // namespace
}  // namespace touchstone::carrying
