// What a person gets as their own copy: what they wrote and what is said about them, and nothing that others wrote or lent.
#include "privacy/own_copy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_store.h"
#include "base/workbench.h"
#include "db/column_tags.h"
#include "judging/withdrawal_store.h"
#include "people/account_store.h"
#include "tests/matrix/publishing.h"
#include "web/texts.h"

namespace touchstone::privacy {

namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using touchstone::testing::What;
using touchstone::testing::World;

class OwnCopy : public ::testing::TestWithParam<db::Engine> {
protected:
    OwnCopy()
        : world(GetParam()),
          author(world.site.account(Role::evaluator)),  // of all that the world holds
          lead(called("Lead of A")),
          administrator(called("Administrator")) {}

    AccountId called(const std::string& name) {
        return world.site.database().reading([&](db::Read& db) {
            return db.first([](const db::Row& row) { return row.get<AccountId>("id"); }, "select id from account where name = $1", name)
                .value();
        });
    }
    template <class... Arguments>
    void write(const std::string& sql, const Arguments&... arguments) {
        const int changed = world.site.database().writing([&](db::Write& db) { return db.run(sql, arguments...); });
        EXPECT_GT(changed, 0) << sql;
    }
    // Both files in it.
    std::string copy_of(const AccountId& id) {
        const Workbench bench(world.site.folder());
        const auto account = world.site.database().reading([&](db::Read& db) { return people::find_account(db, id).value(); });
        write_own_copy(world.site.database(), account, bench.folder / "copy.zip", world.site.now);
        return testing::words_of(read_file(bench.folder / "copy.zip"));
    }

    std::string page_of(const AccountId& id) {
        const auto copy = copy_of(id);
        return copy.substr(copy.find("<!DOCTYPE html>"));
    }

    World world;
    AccountId author, lead, administrator;
};

INSTANTIATE_TEST_SUITE_P(Both, OwnCopy, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(OwnCopy, of_whoever_published_holds_what_they_typed_and_no_word_of_what_others_wrote_or_lent) {
    testing::Publishing publishing(world);
    const auto before = publishing.publish(false);
    publishing.agree_for_the_partnership(before.number + 1);
    publishing.publish(true);
    EXPECT_THAT(copy_of(lead), AllOf(HasSubstr(testing::Publishing::typed_word), Not(HasSubstr("zqsec")), Not(HasSubstr("zqsum"))));
    EXPECT_THAT(copy_of(called("Evaluator of B")), AllOf(Not(HasSubstr("zqsec")), Not(HasSubstr("zqsum"))));
    EXPECT_THAT(copy_of(author), HasSubstr(World::lent_word)) << "who wrote it has it";
}

TEST_P(OwnCopy, holds_none_of_the_words_of_others_in_rows_that_name_both) {
    const auto& own = world.thing(What::own);
    write("update share set purpose = 'zqpurpose', revoked_by = $1, revoked_at = $2 where object_id = $3", lead, world.site.now,
          world.thing(What::revoked).evaluation);
    write("update practice set contact_id = $1", lead);
    write("update duty set lead_id = $1", lead);
    write("update action_point set owner_account_id = $1, risks = 'zqrisk', verified_by = $2, finished_by = $2", author, lead);
    write("update report set layout = '{\"closing\":\"\",\"opening\":\"zqopening\",\"sections\":[]}', published_by = $1", lead);
    write(
        "insert into job (partnership_id, id, kind, subject, state, done, total, message, result_name, asked_by, asked_at, changed_at, "
        "tries, "
        "has_factor, by_token, only_reads, seen_by) values ($1, 'J', 'report_pdf', '', 3, 1, 1, '', 'zqresult', $2, $3, $3, 1, 0, 0, 0, "
        "$4)",
        world.site.partnership(), author, world.site.now, lead);
    world.site.database().writing([&](db::Write& db) {
        access::start_session(db, administrator, world.site.partnership(), "zqtoken", world.site.now, true, "zqbrowser");
        access::look_through(db, {world.site.partnership(), administrator, world.site.now}, "zqtoken", lead);
        const judging::Judgement before{"5.1", judging::Level::adequate, "Why", judging::Confidence::high, author, world.site.now, 1};
        return judging::withdraw_judgement(db, {world.site.partnership(), lead, world.site.now}, EvaluationId{own.evaluation},
                                           world.site.framework(), before, {"5.1", "zqreason", lead, {}, world.site.now, 1});
    });
    const auto copy = copy_of(lead);
    for (const auto* word : {"zqsec", "zqsum", "zqpurpose", "zqrisk", "zqopening", "zqresult", "zqbrowser", "zqtoken"})
        EXPECT_THAT(copy, Not(HasSubstr(word)));
    EXPECT_THAT(copy, HasSubstr("zqreason")) << "why they took it back";
    const auto of_author = copy_of(author);
    for (const auto* word : {"zqpurpose", "zqrisk", "zqresult"}) EXPECT_THAT(of_author, HasSubstr(word));
    EXPECT_THAT(of_author, HasSubstr("zqreason")) << "it is about their judgement";
    EXPECT_THAT(copy_of(administrator), HasSubstr("zqbrowser"));
}

TEST(OwnCopyTags, say_of_words_in_rows_that_name_several_people_who_gets_them) {
    std::vector<std::string> unsaid;
    for (const auto& table : db::tagged_tables()) {
        if (table.whose.size() < 2) continue;
        const auto shown = table.shown();
        for (const auto& column : table.columns)
            if ((column.tag == db::Tag::free_text || column.tag == db::Tag::child) && std::ranges::count(shown, column.name) > 0 &&
                !table.only_for.contains(column.name))
                unsaid.push_back(table.name + "." + column.name);
    }
    EXPECT_THAT(unsaid, IsEmpty());
}

TEST(OwnCopyTags, have_words_for_every_table_and_every_column_about_people) {
    std::vector<std::string> wordless;
    const auto look_for = [&](const std::string& key) {
        if (!web::has_text(key)) wordless.push_back(key);
    };
    for (const auto& table : db::tagged_tables()) {
        if (!table.is_about_people()) continue;
        look_for(table_key(table));
        for (const auto& name : table.shown()) {
            const auto& column = *std::ranges::find(table.columns, name, &db::TaggedColumn::name);
            if (!is_told(table, column)) continue;
            look_for(column_key(table, name));
            for (const auto& word : column.words) look_for("held.value." + word);
        }
    }
    EXPECT_THAT(wordless, IsEmpty());
}

TEST_P(OwnCopy, tells_in_words_what_the_numbers_and_names_of_columns_mean) {
    write("update account set job = 'zqjob <b>', no_shortcuts = 1 where id = $1", author);
    write("update duty set lead_id = $1, title = 'zqduty', review_on = '2027-03-31', created_by = $1", author);
    const auto page = page_of(author);
    for (const auto& [name, value] : {std::pair{"held.column.job", "zqjob &lt;b&gt;"},
                                      {"held.column.no_shortcuts", "Yes"},
                                      {"held.column.role", "Evaluator"},
                                      {"held.column.lead_id", "You"},
                                      {"held.column.review_on", "31 March 2027"},
                                      {"held.column.title", "zqduty"}})
        EXPECT_THAT(page, HasSubstr("<strong>" + web::text(name) + ":</strong> " + value + "</li>"));
    for (const auto* table : {"account", "assignment", "duty", "evaluation"})
        EXPECT_THAT(page, HasSubstr("<h2>" + web::text(std::string("held.table.") + table) + "</h2>"));
    EXPECT_THAT(page, Not(ContainsRegex("<strong>[a-z]+_[a-z_]*:"))) << "a column by its own name";
    EXPECT_THAT(page, HasSubstr("<strong>" + web::text("held.column.created_by") + ":</strong> You</li>"));
}

}  // namespace
}  // namespace touchstone::privacy
