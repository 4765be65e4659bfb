// Rows of a table become items, or say what is wrong with them; what is there already is recognised.
#include "evidence/evidence_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone::evidence {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

const Cells heads{"Title", "SOURCE", "Whose_view", "origin", "from", "to", "collected", "security", "strengths", "Colour"};

class EvidenceImports : public ::testing::Test {
protected:
    EvidenceImports() {
        fresh.added_by = site.account(Role::evaluator);
        fresh.added_at = site.now;
    }
    ImportedTable table(Rows rows) {
        rows.insert(rows.begin(), heads);
        return read_table(rows, site.framework()).value();
    }
    std::vector<PlannedItem> planned(const ImportedTable& from, const std::vector<KnownEvidence>& known = {}) {
        return plan_items(from.rows, known, fresh, site.framework());
    }
    testing::Site site;
    Evidence fresh;
};

TEST_F(EvidenceImports, understand_titles_keys_and_days_as_people_write_them) {
    const auto read = table({{},
                             {"Survey", "STAKEHOLDERS’ views and feedback", "children_and_young_people", "", "1/3/2026", "31 March 2026",
                              "2026-03-20", "Secure", "Most feel safe. [2.1/2; 5.1/1]\n\nThey like it [2.1/2]", "blue"}});
    EXPECT_THAT(read.unknown_columns, ElementsAre("Colour"));
    const auto items = planned(read);
    ASSERT_EQ(items.size(), 1U);
    ASSERT_TRUE(items[0].item);
    EXPECT_EQ(items[0].row->number, 3) << "as a spreadsheet counts";
    const auto& item = *items[0].item;
    EXPECT_EQ(item.source, Source::views);
    EXPECT_EQ(iso(item.from), "2026-03-01");
    EXPECT_EQ(iso(item.to), "2026-03-31");
    EXPECT_EQ(item.line, "Survey");
    EXPECT_EQ(item.added_by, fresh.added_by);
    ASSERT_EQ(items[0].findings.size(), 2U);
    EXPECT_EQ(items[0].findings[0].statement, "Most feel safe.");
    EXPECT_THAT(items[0].findings[0].themes, ElementsAre(LinkedTheme{"generic-2006", {"2.1", 2}}, LinkedTheme{"generic-2006", {"5.1", 1}}));
    EXPECT_EQ(items[0].findings[1].evidence, item.id);
}

TEST_F(EvidenceImports, take_days_with_a_time_and_refuse_what_nobody_can_mean) {
    const auto item_from = [&](const std::string& from) {
        return planned(table({{"Survey", "performance data", "", "", from, "2026-12-31", "", "secure"}}))[0].item;
    };
    for (const auto* day : {"2026-01-31", "2026-01-31 14:30", "2026-01-31T00:00:00", "31/1/2026", "31/ 1/2026 09:05", "31.01.2026",
                            "31-Jan-2026", "31 January 2026", "31 jan 2026", "31-01-2026"}) {
        ASSERT_TRUE(item_from(day)) << day;
        EXPECT_EQ(iso(item_from(day)->from), "2026-01-31") << day;
    }
    for (const auto* wrong : {"46053", "31/01/26", "1/31/2026", "29/02/2025", "2026-Q1", "2026", "0026-01-31", "1/1/1899", "31/12/2101",
                              "31 Juy 2026", "Spring 2026", "12:30", "1/1/2026 noon"})
        EXPECT_FALSE(item_from(wrong)) << wrong;
}

TEST_F(EvidenceImports, keep_what_stood_in_a_cell_that_is_refused) {
    const auto read = table({{"Survey", "gossip", "", "", "31/2/2026", "Spring", "", "Rather Secure"}});
    for (const auto& [column, cell] : std::vector<std::pair<std::string, std::string>>{
             {"source", "gossip"}, {"from", "31/2/2026"}, {"to", "Spring"}, {"security", "Rather Secure"}, {"nothing", ""}})
        EXPECT_EQ(cell_of(read.rows[0], column), cell);
}

TEST_F(EvidenceImports, take_the_mark_off_text_that_only_looks_like_a_formula) {
    const auto items = planned(table({{"'+10% since 2024", "performance data", "", "'Tis ours", "2026-01-01", "2026-03-31", "", "secure",
                                       "'-3 points a year [2.1/1]"}}));
    ASSERT_TRUE(items[0].item);
    EXPECT_EQ(items[0].item->title, "+10% since 2024");
    EXPECT_EQ(items[0].item->line, "'Tis ours");
    EXPECT_EQ(items[0].findings[0].statement, "-3 points a year");
}

TEST_F(EvidenceImports, say_everything_that_is_wrong_with_a_row) {
    const auto read = table({{"", "gossip", "", "", "31/2/2026", "2026-03-31", "", "", "=1+1"},
                             {"Figures", "performance data", "", "", "2026-01-01", "2026-03-31", "", "secure", "No themes"},
                             {"Figures 2", "performance data", "", "", "2026-01-01", "2026-03-31", "", "secure", "Wrong [9.9/9, 2.1/1]"}});
    const auto items = planned(read);
    for (const auto& item : items) EXPECT_FALSE(item.item);
    const auto columns_of = [&](const PlannedItem& item) {
        std::vector<std::string> fields;
        for (const auto& problem : item.problems) fields.push_back(problem.field);
        return fields;
    };
    for (const auto* field : {"title", "source", "from", "security", "strengths"}) EXPECT_THAT(columns_of(items[0]), Contains(field));
    EXPECT_THAT(items[1].problems, ElementsAre(Problem{"strengths", "evaluations.finding.themes_missing"}));
    EXPECT_THAT(items[2].problems, ElementsAre(Problem{"strengths", "evaluations.evidence_import.theme_unknown"}));
}

TEST_F(EvidenceImports, recognise_what_is_there_and_what_an_earlier_row_says) {
    const auto read = table({{"Figures", "performance data", "", " Health  Data", "2026-01-01", "2026-03-31", "", "secure"},
                             {"FIGURES", "performance data", "", "health data", "2026-01-01", "2026-03-31", "", "secure"},
                             {"Figures", "performance data", "", "Health data", "2025-01-01", "2025-03-31", "", "secure"}});
    const auto alone = planned(read);
    EXPECT_FALSE(alone[0].is_duplicate());
    EXPECT_EQ(alone[1].same_row, 2);
    EXPECT_FALSE(alone[2].is_duplicate()) << "another period";
    const auto there = planned(read, {{{"x"},
                                       "figures",
                                       {Source::performance_data, "health data", "Health data"},
                                       *date_from("2026-01-01"),
                                       *date_from("2026-03-31"),
                                       ""}});
    ASSERT_TRUE(there[0].there);
    EXPECT_EQ(there[0].there->id.text, "x");
    EXPECT_FALSE(there[2].is_duplicate());
}

TEST_F(EvidenceImports, recognise_files_by_what_is_in_them) {
    ImportedRow one, again;
    one.number = 1, again.number = 2;
    one.hash = again.hash = std::string(64, 'a');
    one.draft.title = "One", again.draft.title = "Another name";
    const std::vector<ImportedRow> rows{one, again};
    const auto items =
        plan_items(rows, {{{"x"}, "Elsewhere", {Source::performance_data, "elsewhere", "Elsewhere"}, {}, {}, std::string(64, 'b')}}, fresh,
                   site.framework());
    EXPECT_FALSE(items[0].is_duplicate());
    EXPECT_EQ(items[1].same_row, 1);
    EXPECT_TRUE(plan_items(rows, {{{"x"}, "Elsewhere", {Source::performance_data, "elsewhere", "Elsewhere"}, {}, {}, one.hash}}, fresh,
                           site.framework())[0]
                    .there);
}

TEST_F(EvidenceImports, refuse_a_table_without_titles_or_rows_or_with_too_many) {
    const auto refused = [&](const Rows& rows) {
        const auto read = read_table(rows, site.framework());
        return read ? std::string() : read.error().front().text;
    };
    EXPECT_EQ(refused({}), "evaluations.evidence_import.no_titles");
    EXPECT_EQ(refused({{"source"}, {"views"}}), "evaluations.evidence_import.no_titles");
    EXPECT_EQ(refused({{"title"}, {""}}), "evaluations.evidence_import.no_rows");
    EXPECT_EQ(refused({{"title", "Title"}, {"x", "y"}}), "evaluations.evidence_import.column_twice");
    Rows many(import_rows_max + 2, Cells{"x"});
    many[0] = {"title"};
    EXPECT_EQ(refused(many), "evaluations.evidence_import.too_many_rows");
}

TEST_F(EvidenceImports, name_items_after_their_files) {
    EXPECT_EQ(title_of_file("School_survey 2026.final.pdf"), "School survey 2026.final");
    EXPECT_EQ(title_of_file(".hidden"), ".hidden");
    EXPECT_EQ(title_of_file("minutes"), "minutes");
}

}  // namespace
}  // namespace touchstone::evidence
