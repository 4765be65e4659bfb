// Levels of many evaluations side by side: kept counts are what a count of every evaluation gives, at every moment and for every reader.
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/upkeep.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/sharing_store.h"
#include "judging/judgement_store.h"
#include "judging/withdrawal_store.h"
#include "people/assignment_store.h"
#include "people/merge_store.h"
#include "people/organisation_store.h"
#include "removal/removal_store.h"
#include "tests/site.h"
#include "workspace/levels_across_store.h"

namespace touchstone {
namespace {

using namespace workspace;
using judging::Level;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

using Counts = std::map<std::tuple<int, int, std::string, int>, int>;  // kind, year, indicator, level

class LevelsAcrossPartners : public ::testing::TestWithParam<db::Engine> {
protected:
    LevelsAcrossPartners() : site(GetParam()) {}

    template <class Change>
    void write(Change change) {
        site.database().writing([&](db::Write& db) {
            change(db);
            return true;
        });
    }
    OrganisationId add_organisation(const std::string& name) {
        const auto id = OrganisationId::make(site.now);
        write([&](db::Write& db) { people::add_organisation(db, site.by(Role::administrator), {id, name, "police"}); });
        return id;
    }
    EvaluationId add(const OrganisationId& owner, int year = 2026) {
        const auto id = site.add_evaluation("Zqxevaluation");
        write([&](db::Write& db) {
            db.run("update evaluation set owner_id = $2, period_to = $3 where id = $1", id, owner, std::to_string(year) + "-06-30");
        });
        return id;
    }
    void judge(const EvaluationId& id, const std::string& indicator, Level level) {
        write([&](db::Write& db) {
            const auto before = judgement_of(db, id, indicator);
            const judging::Judgement after{indicator,
                                           level,
                                           "Zqxwhy",
                                           judging::Confidence::high,
                                           site.account(Role::evaluator),
                                           site.now,
                                           before ? before->version : 0,
                                           {}};
            (void)judging::record_judgement(db, site.by(Role::evaluator), id, site.framework(), before ? &*before : nullptr, after);
        });
    }
    std::optional<judging::Judgement> judgement_of(db::Read& db, const EvaluationId& id, const std::string& indicator) {
        for (const auto& judged : judging::list_judgements(db, site.partnership(), id))
            if (judged.judgement.indicator == indicator) return judged.judgement;
        return {};
    }
    void withdraw(const EvaluationId& id, const std::string& indicator) {
        write([&](db::Write& db) {
            if (const auto was = judgement_of(db, id, indicator))
                (void)judging::withdraw_judgement(db, site.by(Role::evaluator), id, site.framework(), *was,
                                                  {indicator, "Zqxslip", site.account(Role::evaluator), {}, site.now, was->version, {}});
        });
    }
    void turn(const EvaluationId& id) {  // finished, or under way again
        write([&](db::Write& db) {
            const auto before = evaluations::find_evaluation(db, site.partnership(), id);
            const auto after = before->is_finished() ? evaluations::reopen(*before) : evaluations::finish(*before, site.now);
            ASSERT_TRUE(after && evaluations::save_evaluation(db, site.by(Role::evaluator), *before, *after));
        });
    }
    void share(const EvaluationId& id, const OrganisationId& with, Extent extent, std::chrono::days days) {
        write([&](db::Write& db) {
            evaluations::add_share(db, site.by(Role::evaluator),
                                   {.id = ShareId::make(site.now),
                                    .kind = evaluations::Shared::evaluation,
                                    .object = id.text,
                                    .extent = extent,
                                    .with = with,
                                    .purpose = "Zqxpurpose",
                                    .since = site.now,
                                    .until = site.now + days,
                                    .shared_by = site.account(Role::evaluator),
                                    .revoked_at = {},
                                    .revoked_by = {}},
                                   {"Zqxwith", "Zqxextent"});
        });
    }
    void stop_sharing(const EvaluationId& id) {
        write([&](db::Write& db) {
            for (auto& shared : evaluations::list_shares(db, site.partnership(), evaluations::Shared::evaluation, id.text)) {
                shared.share.revoked_at = site.now;
                shared.share.revoked_by = site.account(Role::evaluator);
                if (evaluations::save_revoked(db, site.by(Role::evaluator), shared.share, {"Zqxwith", "Zqxextent"})) return;
            }
        });
    }
    // Counted from what lies there, evaluation by evaluation.
    Counts counted_singly(const std::vector<EvaluationId>& all) {
        Counts counts;
        site.database().reading([&](db::Read& db) {
            for (const auto& id : all) {
                const auto evaluation = evaluations::find_evaluation(db, site.partnership(), id);
                if (!evaluation || !evaluation->is_finished()) continue;
                bool is_seen = evaluation->owner.is_empty();
                for (const auto& [share, with, by] :
                     evaluations::list_shares(db, site.partnership(), evaluations::Shared::evaluation, id.text))
                    is_seen |= share.with.is_empty() && share.extent >= Extent::levels && share.holds_at(site.now);
                if (!is_seen) continue;
                for (const auto& [judgement, name] : judging::list_judgements(db, site.partnership(), id))
                    ++counts[{static_cast<int>(evaluation->kind), static_cast<int>(evaluation->to.year()), judgement.indicator,
                              static_cast<int>(judgement.level)}];
            }
            return true;
        });
        return counts;
    }
    Counts kept() {
        Counts counts;
        const auto found = site.database().reading(
            [&](db::Read& db) { return db::alone(db, ask_levels_across, std::vector<PartnershipId>{site.partnership()}, site.now); });
        for (const auto& count : found)
            counts[{static_cast<int>(count.kind), count.year, count.indicator, static_cast<int>(count.level)}] += count.counted;
        return counts;
    }

    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, LevelsAcrossPartners, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(LevelsAcrossPartners, are_what_a_count_of_every_evaluation_gives_whatever_happens) {
    std::mt19937 random(20061);
    const auto one_of = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
    std::vector<OrganisationId> owners{OrganisationId{}, add_organisation("Zqxfirst"), add_organisation("Zqxsecond"),
                                       add_organisation("Zqxthird")};
    std::vector<EvaluationId> all;
    for (int i = 0; i < 9; ++i) all.push_back(add(owners[static_cast<std::size_t>(one_of(4))], 2024 + one_of(3)));
    const std::vector<std::string> indicators{"1.1", "2.1", "5.1"};
    int seen = 0, due = 0;
    for (int step = 0; step < 160; ++step) {
        const auto id = all[static_cast<std::size_t>(one_of(static_cast<int>(all.size())))];
        const auto& indicator = indicators[static_cast<std::size_t>(one_of(3))];
        const int deed = one_of(11);
        if (step == 80) {  // the second becomes a part of the third
            write([&](db::Write& db) {
                const auto gone = people::list_organisations(db, site.partnership(), db::Only({owners[2].text})).front();
                auto merged = gone;
                merged.closed_at = site.now;
                merged.merged_into = owners[3];
                ASSERT_TRUE(people::merge(db, site.by(Role::administrator), gone, merged, "Zqxthird"));
            });
        } else if (deed <= 3) {
            judge(id, indicator, static_cast<Level>(1 + one_of(6)));
        } else if (deed <= 5) {
            turn(id);
        } else if (deed == 6) {
            share(id, {}, one_of(3) == 0 ? Extent::summary : Extent::levels, std::chrono::days{1 + one_of(9)});
        } else if (deed == 7) {
            share(id, owners[3], Extent::all, std::chrono::days{9});
        } else if (deed == 8) {
            stop_sharing(id);
        } else if (deed == 9) {
            withdraw(id, indicator);
        } else {
            site.now += std::chrono::days{1};
        }
        if (one_of(4) == 0) due += app::count_levels_due(site.database(), site.now);
        const auto expected = counted_singly(all);
        ASSERT_EQ(kept(), expected) << "after step " << step << ", deed " << deed;
        seen += static_cast<int>(expected.size());
    }
    EXPECT_GT(seen, 160) << "there was something to count";
    EXPECT_GT(due, 20);

    write([&](db::Write& db) {
        for (const auto& id : all)
            if (const auto evaluation = evaluations::find_evaluation(db, site.partnership(), id))
                removal::remove_evaluation(db, site.by(Role::evaluator), *evaluation);
    });
    EXPECT_TRUE(kept().empty()) << "what is deleted is not counted";
    (void)app::count_levels_due(site.database(), site.now);
    EXPECT_TRUE(kept().empty());
}

TEST_P(LevelsAcrossPartners, are_seen_by_members_and_hold_only_what_is_shared_with_all_of_them) {
    const auto council = add_organisation("Zqxcouncil");
    const auto own = add({}), theirs = add(council);
    judge(own, "5.1", Level::good);
    judge(theirs, "5.1", Level::weak);
    turn(own);
    turn(theirs);
    for (const auto counts_first : {false, true}) {
        if (counts_first) {
            EXPECT_GE(app::count_levels_due(site.database(), site.now), 1);
        }
        site.sign_in(Role::reader);
        const auto page = site.get("/levels");
        EXPECT_LE(page.trips, 2);
        EXPECT_THAT(site.document(page), AllOf(HasSubstr("5.1 "), HasSubstr("Each row counts 1 evaluation at most.")));
        EXPECT_THAT(site.html("/levels?indicator=5.1"), HasSubstr("2026"));
        EXPECT_EQ(site.get("/levels?organisation=" + council.text).status, web::Status::ok);
        EXPECT_THAT(site.html("/levels?organisation=" + council.text), HasSubstr("no finished evaluation of Zqxcouncil"));
        EXPECT_EQ(site.get("/levels?organisation=01h0000000000000000000000z").status, web::Status::not_found);
    }
    share(theirs, {}, Extent::levels, std::chrono::days{2});
    EXPECT_THAT(site.html("/levels"), HasSubstr("Each row counts 2 evaluations at most."));
    EXPECT_THAT(site.html("/levels?organisation=" + council.text), HasSubstr("Each row counts 1 evaluation at most."));
    EXPECT_THAT(site.get("/api/v1/levels").body, HasSubstr(R"("evaluations":1)"));
    site.now += std::chrono::days{2};
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html("/levels"), HasSubstr("Each row counts 1 evaluation at most.")) << "the day is over";
}

TEST_P(LevelsAcrossPartners, of_several_partnerships_are_there_for_a_member_of_each) {
    const auto own = add({});
    judge(own, "5.1", Level::good);
    turn(own);
    const auto elsewhere = PartnershipId::make(site.now);
    write([&](db::Write& db) {
        people::add_partnership(db, {elsewhere, "Zqxelsewhere", "Elsewhere", ""});
        auto evaluation = *evaluations::find_evaluation(db, site.partnership(), own);
        evaluation.id = EvaluationId::make(site.now);
        evaluations::write_evaluation(db, elsewhere, evaluation);
        ASSERT_TRUE(judging::write_judgement(
            db, elsewhere, evaluation.id,
            {"5.1", Level::excellent, "Zqxwhy", judging::Confidence::high, site.account(Role::evaluator), site.now, 0, {}}));
    });
    site.sign_in(Role::reader);
    const std::string page = "/levels/partnerships";
    EXPECT_LE(site.get(page).trips, 2);
    EXPECT_THAT(site.html(page), AllOf(HasSubstr("Each row counts 1 evaluation at most."), Not(HasSubstr("Zqxelsewhere"))));
    const auto give = [&](Role role, Reach reach) {
        write([&](db::Write& db) {
            auto given = people::on_partnership(elsewhere, site.account(Role::reader), role, site.now);
            given.reach = reach;
            people::add_assignment(db, elsewhere, given);
        });
    };
    give(Role::inspector, Reach::partnership);
    EXPECT_THAT(site.html(page), Not(HasSubstr("Zqxelsewhere"))) << "inspectors are no members";
    give(Role::reader, Reach::partnership);
    EXPECT_THAT(site.html(page), AllOf(HasSubstr("Each row counts 2 evaluations at most."), HasSubstr("Zqxelsewhere")));
    EXPECT_THAT(site.html(page + "?indicator=5.1"), AllOf(HasSubstr("Zqxelsewhere</th>"), HasSubstr("Test partnership</th>")));
    EXPECT_THAT(site.html("/levels"), HasSubstr("Each row counts 1 evaluation at most.")) << "here is here";
}

}  // namespace
}  // namespace touchstone
