// What is written is read back, on both engines, and nobody overwrites anybody unseen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/word_search.h"
#include "conclusions/conclusion_store.h"
#include "evaluations/evaluation_store.h"
#include "evidence/evidence_list_store.h"
#include "evidence/evidence_store.h"
#include "judging/desk_store.h"
#include "judging/judgement_store.h"
#include "tests/site.h"
#include "workspace/list_store.h"
#include "workspace/workspace_store.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
namespace {

class Stores : public ::testing::TestWithParam<db::Engine> {
protected:
    Stores() : site(GetParam()), evaluation(site.add_evaluation("Under sixes")) {}
    Evidence evidence(const std::string& title, Source source) {
        Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = title;
        item.source = source;
        item.from = *date_from("2026-01-01");
        item.to = *date_from("2026-06-30");
        item.added_by = site.account(Role::evaluator);
        item.added_at = site.now;
        return item;
    }
    Finding finding(const EvidenceId& item, const std::vector<ThemeRef>& on) {
        std::vector<LinkedTheme> themes;
        for (const auto& theme : on) themes.push_back({"generic-2006", theme});
        return {FindingId::make(site.now),
                item,
                FindingKind::strength,
                "It works.",
                themes,
                site.account(Role::evaluator),
                site.now,
                std::nullopt,
                0};
    }
    testing::Site site;
    EvaluationId evaluation;
    Sight sight = sight_of_everything(site.partnership(), {}, site.now);
};

INSTANTIATE_TEST_SUITE_P(Both, Stores, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Stores, keep_a_judgement_from_being_overwritten_unseen) {
    const Judgement first{"5.1", Level::good, "First.", Confidence::high, site.account(Role::evaluator), site.now, 0};
    auto second = first;
    second.rationale = "Second.";
    site.database().writing([&](db::Write& db) {
        EXPECT_TRUE(record_judgement(db, site.by(Role::evaluator), evaluation, site.framework(), nullptr, first));
        EXPECT_FALSE(record_judgement(db, site.by(Role::evaluator), evaluation, site.framework(), nullptr, second))
            << "shown before the first was recorded";
        second.version = 1;
        EXPECT_TRUE(record_judgement(db, site.by(Role::evaluator), evaluation, site.framework(), nullptr, second));
        EXPECT_EQ(list_judgements(db, site.partnership(), evaluation).at(0).judgement.version, 2);
        return true;
    });
}

TEST_P(Stores, keep_a_conclusion_from_being_overwritten_unseen) {
    site.database().writing([&](db::Write& db) {
        EXPECT_TRUE(record_conclusion(db, site.by(Role::evaluator), evaluation, nullptr,
                                      {part_of_question(1), "First.", {}, {}, {}, site.account(Role::evaluator), site.now, 0}));
        EXPECT_FALSE(record_conclusion(db, site.by(Role::evaluator), evaluation, nullptr,
                                       {part_of_question(1), "Second.", {}, {}, {}, site.account(Role::evaluator), site.now, 0}));
        return true;
    });
}

TEST_P(Stores, show_the_workspace_with_lines_counted_once) {
    site.database().writing([&](db::Write& db) {
        auto one = evidence("Survey", Source::views), same = evidence("survey ", Source::views),
             other = evidence("Attendance", Source::performance_data);
        for (const auto& item : {one, same, other}) {
            add_evidence(db, site.by(Role::evaluator), item);
            use_evidence(db, site.by(Role::evaluator), evaluation, item.id);
            add_finding(db, site.by(Role::evaluator), finding(item.id, {{"5.1", 1}}));
        }
        const auto unused = evidence("Elsewhere", Source::observation);
        add_evidence(db, site.by(Role::evaluator), unused);
        add_finding(db, site.by(Role::evaluator), finding(unused.id, {{"5.1", 1}}));
        const auto workspace = read_workspace(db, sight, evaluation);
        EXPECT_EQ(workspace.evidence, 3);
        EXPECT_EQ(workspace.lines.at({"5.1", 1}).size(), 2U);
        EXPECT_EQ(workspace.scope.size(), 24U);
        EXPECT_EQ(read_desk(db, sight, evaluation, "5.1", {}).findings.size(), 3U);
        return true;
    });
}

TEST_P(Stores, forget_nothing_of_an_item_and_its_findings) {
    site.database().writing([&](db::Write& db) {
        const auto item = evidence("Àird na Mara", Source::documentation);
        add_evidence(db, site.by(Role::evaluator), item);
        auto found = finding(item.id, {{"5.1", 1}, {"6.2", 3}});
        add_finding(db, site.by(Role::evaluator), found);
        add_file(
            db, site.by(Role::evaluator),
            {FileId::make(site.now), item.id, "plan.pdf", "application/pdf", 7'000'000'000, std::string(64, 'a'), item.added_by, site.now});
        use_evidence(db, site.by(Role::evaluator), evaluation, item.id);
        auto whole = find_evidence(db, sight, item.id);
        if (!whole) return false;
        EXPECT_EQ(whole->evidence.title, "Àird na Mara");
        EXPECT_EQ(whole->findings.front().themes.size(), 2U);
        EXPECT_EQ(whole->files.front().size, 7'000'000'000);
        EXPECT_EQ(whole->uses.front().title, "Under sixes");
        found.version = 1;
        const auto before = found;
        found.withdrawn_at = site.now;
        EXPECT_TRUE(save_finding(db, site.by(Role::evaluator), before, found));
        EXPECT_TRUE(find_evidence(db, sight, item.id)->findings.empty());
        return true;
    });
}

TEST_P(Stores, keep_dates_groups_quotations_and_versions_of_an_item) {
    site.database().writing([&](db::Write& db) {
        auto item = evidence("Survey", Source::views);
        item.collected = date_from("2026-05-29");
        item.collector = "Parent council";
        item.outcomes = {"safe", "active"};
        item.children = {"young_carers"};
        add_evidence(db, site.by(Role::evaluator), item);
        const EvidenceFile first{FileId::make(site.now), item.id,       "plan.pdf", "application/pdf", 1,
                                 std::string(64, 'a'),   item.added_by, site.now};
        auto second = first;
        second.id = FileId::make(site.now);
        second.replaces = first.id;
        add_file(db, site.by(Role::evaluator), first);
        add_file(db, site.by(Role::evaluator), second);
        auto found = finding(item.id, {{"5.1", 1}});
        found.excerpt = "We feel heard.";
        found.place = "page 14";
        found.file = first.id;
        add_finding(db, site.by(Role::evaluator), found);
        auto whole = find_evidence(db, sight, item.id).value();
        EXPECT_EQ(whole.evidence.collected, date_from("2026-05-29"));
        EXPECT_FALSE(whole.evidence.received);
        EXPECT_EQ(whole.evidence.collector, "Parent council");
        EXPECT_EQ(whole.evidence.outcomes, (std::vector<std::string>{"active", "safe"}));
        EXPECT_EQ(whole.evidence.children, std::vector<std::string>{"young_carers"});
        EXPECT_EQ(std::ranges::count(whole.files, first.id, &EvidenceFile::replaces), 1);
        EXPECT_EQ(whole.findings.front().excerpt, "We feel heard.");
        EXPECT_EQ(whole.findings.front().place, "page 14");
        EXPECT_EQ(whole.findings.front().file, first.id);
        auto changed = whole.evidence;
        changed.received = date_from("2026-06-01");
        changed.outcomes = {"healthy"};
        changed.children = {};
        EXPECT_TRUE(save_evidence(db, site.by(Role::evaluator), whole.evidence, changed));
        changed.outcomes = {"safe"};
        EXPECT_FALSE(save_evidence(db, site.by(Role::evaluator), whole.evidence, changed)) << "shown before the other was saved";
        whole = find_evidence(db, sight, item.id).value();
        EXPECT_EQ(whole.evidence.received, date_from("2026-06-01"));
        EXPECT_EQ(whole.evidence.outcomes, std::vector<std::string>{"healthy"});
        EXPECT_TRUE(whole.evidence.children.empty());
        return true;
    });
}

TEST_P(Stores, name_other_items_with_the_same_file_and_offer_their_origins) {
    site.database().writing([&](db::Write& db) {
        auto one = evidence("Report", Source::documentation), other = evidence("Report again", Source::documentation);
        other.line = "National report";
        for (const auto& item : {one, other}) {
            add_evidence(db, site.by(Role::evaluator), item);
            add_file(db, site.by(Role::evaluator),
                     {FileId::make(site.now), item.id, "report.pdf", "application/pdf", 1, std::string(64, 'b'), item.added_by, site.now});
        }
        const auto whole = find_evidence(db, sight, one.id, true).value();
        if (whole.same_files.size() != 1 || whole.origins.size() != 2) {
            ADD_FAILURE() << whole.same_files.size() << " " << whole.origins.size();
            return false;
        }
        EXPECT_EQ(whole.same_files.front().title, "Report again");
        EXPECT_EQ(whole.origins, (std::vector<std::string>{"National report", "Report"}));
        EXPECT_TRUE(find_evidence(db, sight, one.id)->origins.empty()) << "only when asked for";
        const auto nobody = sight_of(Actor{.id = {}, .partnership = site.partnership()}, site.now);
        EXPECT_TRUE(find_evidence(db, nobody, one.id, true)->same_files.empty());
        EXPECT_TRUE(find_evidence(db, nobody, one.id, true)->origins.empty());
        return true;
    });
}

TEST_P(Stores, find_words_without_case_and_treat_signs_as_signs) {
    site.database().writing([&](db::Write& db) {
        add_evidence(db, site.by(Role::evaluator), evidence("Attendance 100%_done", Source::performance_data));
        add_evidence(db, site.by(Role::evaluator), evidence("Survey", Source::views));
        EvidenceFilter filter;
        filter.words = search_words("ATTENDANCE done");
        EXPECT_EQ(list_evidence(db, sight, filter).total, 1);
        filter.words = search_words("100%_");
        EXPECT_EQ(list_evidence(db, sight, filter).total, 1);
        filter.words = search_words("percent attendance");
        EXPECT_EQ(list_evidence(db, sight, filter).total, 0) << "all words must be there";
        filter.words = search_words("' or 1=1 --");
        EXPECT_EQ(list_evidence(db, sight, filter).total, 0);
        return true;
    });
}

TEST_P(Stores, show_nothing_to_another_partnership) {
    const PartnershipId other{"other"};
    const auto other_sight = sight_of_everything(other, {}, site.now);
    site.database().writing([&](db::Write& db) {
        const auto item = evidence("Survey", Source::views);
        add_evidence(db, site.by(Role::evaluator), item);
        EXPECT_FALSE(find_evidence(db, other_sight, item.id));
        EXPECT_FALSE(find_evaluation(db, other, evaluation));
        EXPECT_TRUE(list_evaluations(db, other_sight).empty());
        EXPECT_EQ(list_evidence(db, other_sight, {}).total, 0);
        EXPECT_TRUE(read_workspace(db, other_sight, evaluation).scope.empty());
        return true;
    });
}

}  // namespace
}  // namespace touchstone::workspace
