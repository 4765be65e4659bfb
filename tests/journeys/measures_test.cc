// A measure from its definition to evidence: defined, entered, corrected, broken, aimed at, and read by those who may.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "measures/observation_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;

class Measures : public ::testing::TestWithParam<db::Engine> {
protected:
    Measures() : site(GetParam()) { site.sign_in(Role::evaluator); }

    static Fields definition() {
        return {{"owner", "partnership"},    {"title", "Zqxattendance"}, {"counted", "Zqxhalf-days present"},
                {"numerator", "Zqxpresent"}, {"denominator", "Zqxopen"}, {"unit", "per_cent"},
                {"better", "higher"},        {"counting", "flow"},       {"chart", "p"},
                {"smallest", "five"}};
    }
    std::string add(Fields fields = definition()) {
        const auto made = site.post("/measures/new", fields);
        EXPECT_EQ(made.status, web::Status::see_other) << site.document(made);
        return made.location;
    }
    web::Response enter(const std::string& measure, const std::string& figures, const std::string& people = "") {
        return site.post(measure + "/figures/entry", {{"people", people}, {"figures", figures}});
    }
    measures::Told told(const std::string& address) {
        return site.database().reading([&](db::Read& db) {
            return measures::find_told(db, site.partnership(), measures::MeasureId{address.substr(std::string("/measures/").size())})
                .value();
        });
    }
    static std::string months(int year, int count, int numerator) {
        std::string lines;
        for (int i = 0; i < count; ++i)
            lines += std::to_string(year + i / 12) + "-" + (i % 12 < 9 ? "0" : "") + std::to_string(i % 12 + 1) + "; " +
                     std::to_string(numerator + i * 7 % 25) + "; 500\n";
        return lines;
    }
    static Fields day(const std::string& field, const std::string& day, const std::string& month, const std::string& year) {
        return {{field + "_day", day}, {field + "_month", month}, {field + "_year", year}};
    }

    testing::Site site;
};
INSTANTIATE_TEST_SUITE_P(Engines, Measures, ::testing::ValuesIn(testing::engines()),
                         [](const auto& tested) { return testing::name_of(tested.param); });

TEST_P(Measures, are_defined_entered_and_charted) {
    EXPECT_THAT(site.html("/measures"), HasSubstr("No measures yet"));
    const auto measure = add();
    EXPECT_THAT(site.html(measure), AllOf(HasSubstr("Zqxhalf-days present"), HasSubstr("There are no figures yet")));
    const auto entered = enter(measure, months(2024, 24, 450));
    ASSERT_EQ(entered.status, web::Status::see_other) << site.document(entered);
    EXPECT_THAT(site.html(measure), AllOf(HasSubstr("<svg"), HasSubstr("Dec 2025"), HasSubstr("Zqxpresent")));
    EXPECT_THAT(site.html("/measures"), AllOf(HasSubstr("24 figures"), HasSubstr("Zqxattendance")));
    const auto file = site.get(measure + "/figures.csv");
    EXPECT_THAT(file.body, AllOf(HasSubstr("2024-01,90,450,500"), HasSubstr("\xEF\xBB\xBF")));
}

TEST_P(Measures, keep_what_was_corrected_and_take_nothing_twice) {
    const auto measure = add();
    enter(measure, "2025-01; 450; 500\n2025-02; 455; 500");
    enter(measure, "2025-01; 450; 500\n2025-02; 465; 500");
    const auto now = told(measure);
    ASSERT_EQ(now.figures.size(), 2U);
    EXPECT_EQ(now.figures[1].figure.numerator, 465);
    EXPECT_THAT(site.html(measure + "/revisions"), AllOf(HasSubstr("91%"), HasSubstr("93%"), HasSubstr("Ewan Evaluator")));
    const auto revisions =
        site.database().reading([&](db::Read& db) { return measures::list_revisions(db, site.partnership(), now.measure().id); });
    EXPECT_EQ(revisions.size(), 3U);
}

TEST_P(Measures, say_at_which_line_figures_are_wrong_and_keep_what_was_typed) {
    const auto measure = add();
    const auto refused = enter(measure, "2025-01; 450; 500\nZqxsoon; 1; 2");
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused),
                AllOf(HasSubstr("Line 2: “Zqxsoon” is not a period"), HasSubstr("2025-01; 450; 500\nZqxsoon; 1; 2")));
    EXPECT_TRUE(told(measure).figures.empty());
}

TEST_P(Measures, show_no_small_number_anywhere) {
    const auto measure = add();
    enter(measure, "2025-01; 3; 498\n2025-02; 450; 499");
    for (const auto& address : {measure, measure + "/figures.csv", "/api/v1" + measure})
        EXPECT_THAT(site.get(address).view.empty() ? site.get(address).body : site.html(address),
                    AllOf(HasSubstr("499"), Not(HasSubstr("498"))))
            << address;
}

TEST_P(Measures, break_where_the_definition_changes) {
    const auto measure = add();
    enter(measure, months(2024, 24, 450));
    auto fields = definition();
    fields[2].second = "Zqxhalf-days on the roll";
    fields.emplace_back("seen_version", "1");
    EXPECT_EQ(site.post(measure + "/definition", fields).status, web::Status::unprocessable) << "the day is needed";
    const auto from = day("holds_from", "1", "1", "2025");
    fields.insert(fields.end(), from.begin(), from.end());
    const auto saved = site.post(measure + "/definition", fields);
    ASSERT_EQ(saved.status, web::Status::see_other) << site.document(saved);
    ASSERT_EQ(told(measure).known.breaks.size(), 1U);
    EXPECT_THAT(site.html(measure), HasSubstr("1 January 2025: what is counted changed."));
    EXPECT_EQ(site.post(measure + "/definition", fields).status, web::Status::conflict) << "somebody was faster";
}

TEST_P(Measures, have_targets_that_say_whether_chance_meets_them) {
    const auto measure = add();
    enter(measure, months(2024, 24, 450));
    Fields target{{"wanted", "99"}, {"rests_on", "Zqxplan"}};
    const auto by = day("reached_by", "30", "6", "2027");
    target.insert(target.end(), by.begin(), by.end());
    ASSERT_EQ(site.post(measure + "/targets", target).status, web::Status::see_other);
    EXPECT_THAT(site.html(measure), AllOf(HasSubstr("99% by 30 June 2027."), HasSubstr("Only a change can reach it")));
    EXPECT_EQ(site.post(measure + "/targets", {{"wanted", "Zqxmany"}}).status, web::Status::unprocessable);
    const auto id = told(measure).known.targets.front().id;
    ASSERT_EQ(site.post(measure + "/targets/" + id + "/removal", {}).status, web::Status::see_other);
    EXPECT_TRUE(told(measure).known.targets.empty());
}

TEST_P(Measures, make_new_limits_only_from_enough_figures) {
    const auto measure = add();
    enter(measure, months(2024, 24, 450));
    const auto broken_from = [&](const std::string& month) {
        Fields fields{{"kind", "new_limits"}, {"why", "Zqxclubs began"}};
        const auto from = day("from", "1", month, "2025");
        fields.insert(fields.end(), from.begin(), from.end());
        return site.post(measure + "/breaks", fields);
    };
    const auto refused = broken_from("5");
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("fewer than nine figures"), HasSubstr("Zqxclubs began")));
    EXPECT_EQ(broken_from("4").status, web::Status::see_other);
    EXPECT_THAT(site.html(measure), HasSubstr("1 April 2025: limits made anew."));
}

TEST_P(Measures, become_evidence_that_a_person_judges) {
    const auto measure = add();
    enter(measure, months(2024, 24, 450));
    EXPECT_EQ(site.post(measure + "/evidence", {}).status, web::Status::unprocessable) << "how far it can be relied on, a person says";
    const auto made = site.post(measure + "/evidence", {{"security", "partial"}});
    ASSERT_EQ(made.status, web::Status::see_other) << site.document(made);
    EXPECT_THAT(site.html(made.location), AllOf(HasSubstr("Zqxattendance"), HasSubstr("1 January 2024 – 31 December 2025")));
}

TEST_P(Measures, are_read_by_readers_and_changed_by_nobody_but_evaluators) {
    const auto measure = add();
    enter(measure, months(2024, 12, 450));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(measure), AllOf(HasSubstr("Zqxattendance"), Not(HasSubstr("Set a target")), Not(HasSubstr("/figures/entry"))));
    EXPECT_EQ(enter(measure, "2026-01; 1; 2").status, web::Status::forbidden);
    EXPECT_EQ(site.get(measure + "/definition").status, web::Status::forbidden);
}

TEST_P(Measures, cost_two_trips_however_many_figures_they_have) {
    const auto measure = add();
    enter(measure, months(2019, 12, 450));
    const auto few = site.get(measure);
    enter(measure, months(2015, 120, 450), "Zqxgroup");
    const auto many = site.get(measure);
    EXPECT_LE(many.trips, 2);
    EXPECT_EQ(few.statements, many.statements);
    EXPECT_LE(site.get("/measures").trips, 2);
}

}  // namespace
}  // namespace touchstone
