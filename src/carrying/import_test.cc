// What is exported is imported equal, on either database and from one to the other.
#include "carrying/import.h"

#include <fstream>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/workbench.h"
#include "carrying/export.h"
#include "carrying/table_shape.h"
#include "db/column_tags.h"
#include "db/migrate.h"
#include "events/event_store.h"
#include "people/organisation_store.h"
#include "tests/carrying.h"
#include "tests/site.h"

namespace touchstone::carrying {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using touchstone::testing::canary;
using touchstone::testing::Carrier;
using touchstone::testing::exported;
using touchstone::testing::files_below;
using touchstone::testing::filled;
using touchstone::testing::Folder;
using touchstone::testing::import_into;

std::vector<std::string> differing(const std::map<std::string, std::string>& a, const std::map<std::string, std::string>& b) {
    std::vector<std::string> names;
    for (const auto& [name, content] : a)
        if (const auto other = b.find(name); other == b.end() || other->second != content) names.push_back(name);
    for (const auto& [name, content] : b)
        if (!a.contains(name)) names.push_back(name);
    return names;
}

// Their ids and names.
std::map<std::string, std::string> organisations_of(const Carrier& server) {
    std::map<std::string, std::string> names;
    server.open().database->read([&](db::Read& db) {
        db.each([&](const db::Row& row) { names[row.get<std::string>("id")] = row.get<std::string>("name"); },
                "select id, name from organisation");
    });
    return names;
}

class Carrying : public ::testing::TestWithParam<std::tuple<db::Engine, db::Engine>> {
protected:
    const Carrier& origin = filled(std::get<0>(GetParam()));
    Carrier target{std::get<1>(GetParam())};
    Folder first, second;
};

TEST_P(Carrying, brings_everything_there_equal_byte_for_byte) {
    const auto before = exported(origin, first.path);
    import_into(target, first.path);
    EXPECT_THAT(differing(before, exported(target, second.path)), IsEmpty());
    for (const auto& tags : db::tagged_tables()) {
        if (!tags.is_carried || !tags.once.empty() || tags.name == "event") continue;
        EXPECT_EQ(target.count(tags.name), origin.count(tags.name)) << tags.name;
        const bool is_published = tags.name == "snapshot" || tags.name.starts_with("report");
        EXPECT_TRUE(is_published || origin.count(tags.name) > 0) << tags.name << " is not tried by this test";
    }
    for (const auto& [name, content] : before) EXPECT_THAT(content, Not(HasSubstr(canary))) << name;
}

// How many figures bear each mark of what may be told (measures/disclosing.h).
std::map<int, int> marks_of(const Carrier& server) {
    std::map<int, int> marks;
    server.open().database->read([&](db::Read& db) {
        db.each([&](const db::Row& row) { marks[row.get<int>("told")] = row.get<int>("figures"); },
                "select told, count(*) as figures from observation group by told");
    });
    return marks;
}

TEST_P(Carrying, keeps_what_was_told_of_figures) {
    exported(origin, first.path);
    import_into(target, first.path);
    const auto marks = marks_of(target);
    EXPECT_EQ(marks, marks_of(origin));
    EXPECT_TRUE(marks.contains(1)) << "something was told";
    EXPECT_FALSE(marks.contains(0)) << "everything was decided on";
}

std::string last_verb(db::Read& db, const PartnershipId& partnership) {
    return db
        .first([](const db::Row& row) { return row.get<std::string>("verb"); },
               "select verb from event where partnership_id = $1 order by seq desc limit 1", partnership)
        .value_or("");
}

TEST_P(Carrying, chains_the_history_anew_and_adds_what_happened) {
    exported(origin, first.path);
    import_into(target, first.path);
    const auto data = target.open();
    data.database->read([](db::Read& db) {
        for (const auto& partnership : people::list_partnerships(db)) {
            const auto audited = events::audit(db, partnership);
            EXPECT_THAT(audited.faults, IsEmpty());
            EXPECT_EQ(audited.before_the_chain, 0);
            EXPECT_EQ(last_verb(db, partnership), "imported");
        }
    });
}

TEST_P(Carrying, brings_what_each_organisation_owns_there_equal) {
    std::int64_t evaluations = 0;
    for (const auto& [id, organisation] : organisations_of(origin)) {
        const Carrier server(std::get<1>(GetParam()));
        const Folder from, to;
        const auto before = exported(origin, from.path, organisation);
        import_into(server, from.path);
        EXPECT_THAT(differing(before, exported(server, to.path, organisation)), IsEmpty()) << organisation;
        for (const auto* table : {"evaluation", "evidence", "plan", "duty", "practice"}) {
            EXPECT_EQ(server.count(table), origin.count(fmt::format("{} where owner_id = '{}'", table, id)))
                << organisation << ": " << table;
            EXPECT_EQ(server.count(fmt::format("{} where owner_id <> '{}'", table, id)), 0);
        }
        evaluations += server.count("evaluation");
        EXPECT_EQ(server.count("account where password_hash is not null"), 0);
        for (const auto& [name, content] : before) EXPECT_THAT(content, Not(HasSubstr(canary))) << name;
    }
    EXPECT_GT(evaluations, 0) << "nobody owns anything";
}

TEST_P(Carrying, finds_a_planted_difference) {
    const auto before = exported(origin, first.path);
    import_into(target, first.path);
    target.write([](db::Write& db) { db.run("update finding set statement = statement || '.' where id = (select min(id) from finding)"); });
    EXPECT_THAT(differing(before, exported(target, second.path)),
                ::testing::AllOf(::testing::Contains("tables/finding.json"), ::testing::Contains("tables/finding.csv"),
                                 ::testing::Contains("SHA256SUMS"), Not(::testing::Contains("tables/evidence.json"))));
}

TEST_P(Carrying, is_for_a_fresh_server_only) {
    exported(origin, first.path);
    import_into(target, first.path);
    try {
        import_into(target, first.path);
        FAIL() << "it was imported twice";
    } catch (const Trouble& trouble) {
        EXPECT_THAT(trouble.what(), HasSubstr("fresh server only"));
    }
    EXPECT_THAT(differing(files_below(first.path), exported(target, second.path)), IsEmpty());
}

std::vector<std::tuple<db::Engine, db::Engine>> ways() {
    std::vector<std::tuple<db::Engine, db::Engine>> all;
    for (const auto from : touchstone::testing::engines())
        for (const auto to : touchstone::testing::engines()) all.emplace_back(from, to);
    return all;
}
INSTANTIATE_TEST_SUITE_P(Engines, Carrying, ::testing::ValuesIn(ways()), [](const auto& way) {
    return touchstone::testing::name_of(std::get<0>(way.param)) + "_to_" + touchstone::testing::name_of(std::get<1>(way.param));
});

}  // namespace
}  // namespace touchstone::carrying
