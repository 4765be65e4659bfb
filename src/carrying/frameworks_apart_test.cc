// What was linked to bare codes, brought up to date: it stays on a desk where it stood.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "carrying/table_shape.h"

namespace touchstone::carrying {
namespace {

using ::testing::UnorderedElementsAre;

constexpr int before = 32;

// Two frameworks with equal codes, one evaluation in each, and items that one, both or none of them use.
std::string world() {
    std::string sql = R"sql(pragma foreign_keys = off;
        insert into framework values ('h1', 'generic', '1', 't', 'en', 'p', '[{"code":"1.1"},{"code":"7.2"}]', 10);
        insert into framework values ('h2', 'guide', '1', 't', 'en', 'p', '[{"code":"1.1"}]', 20);)sql";
    for (const auto& [id, hash] : {std::pair{"vg", "h1"}, {"vc", "h2"}})
        sql += fmt::format(
            "insert into evaluation (partnership_id, id, title, kind, why, level, children, period_from, period_to, framework_hash, "
            "created_by, created_at, version) values ('p', '{}', 't', 1, '', 1, '', '', '', '{}', 'a', 1, 1);",
            id, hash);
    for (const auto& [item, use] : {std::pair{"generic", "vg"}, {"guide", "vc"}, {"both", "vg"}, {"both", "vc"}, {"none", ""}}) {
        if (std::string(use) != "vc" || std::string(item) != "both")
            sql += fmt::format(
                "insert into evidence (partnership_id, id, title, source, line, line_key, whose_view, period_from, period_to, security, "
                "link, summary, added_by, added_at, version) values ('p', '{}', 't', 1, '', '', '', '', '', 1, '', '', 'a', 1, 1);",
                item);
        if (*use)
            sql +=
                fmt::format("insert into evidence_use (partnership_id, evaluation_id, evidence_id) values ('p', '{}', '{}');", use, item);
    }
    return sql;
}

std::string finding(const std::string& id, const std::string& item, int at, const std::string& code) {
    return fmt::format(
        "insert into finding (partnership_id, id, evidence_id, kind, statement, added_by, added_at, version) "
        "values ('p', '{0}', '{1}', 2, 's', 'a', {2}, 1); insert into finding_theme values ('p', '{0}', '{3}', 1);",
        id, item, at, code);
}

TEST(FrameworksApart, leaves_every_finding_on_a_desk_where_it_stood) {
    Scratch scratch(std::filesystem::temp_directory_path() / "touchstone-frameworks-apart", before);
    scratch->script(world() + finding("1", "generic", 30, "1.1") + finding("2", "guide", 30, "1.1") + finding("3", "guide", 15, "7.2") +
                    finding("4", "both", 30, "1.1") + finding("5", "both", 15, "1.1") + finding("6", "none", 30, "1.1") +
                    "insert into finding_cause values ('p', '1', '7.2');");
    scratch.migrate();
    const auto all = [&](const std::string& table) {
        return scratch->reading([&](db::Read& db) {
            return db.all([](const db::Row& row) { return row.get<std::string>("said"); },
                          "select finding_id || ' ' || framework || ' ' || indicator as said from " + table);
        });
    };
    EXPECT_THAT(all("finding_theme"),
                UnorderedElementsAre("1 generic 1.1", "2 guide 1.1", "3 generic 7.2", "4 guide 1.1", "5 generic 1.1", "6 guide 1.1"));
    EXPECT_THAT(all("finding_cause"), UnorderedElementsAre("1 generic 7.2"));
}

}  // namespace
}  // namespace touchstone::carrying
