#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_token_store.h"
#include "access/password.h"
#include "access/session_store.h"
#include "access/sweep_store.h"
#include "people/account_store.h"
#include "tests/site.h"

namespace touchstone::access {

using namespace people;
namespace {

constexpr std::chrono::days a_day{1};
const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

TEST(AccessToken, takes_a_name_what_it_may_do_and_a_day_within_a_year) {
    const auto made = make_access_token({"Figures", "write", "2027-03-31"}, 0, now);
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->may_write);
    EXPECT_EQ(made->ends_at, end_of(*date_from("2027-03-31")));
    EXPECT_FALSE(make_access_token({"Figures", "read", "2027-03-31"}, 0, now)->may_write);
    EXPECT_TRUE(make_access_token({"Figures", "read", "2026-11-23"}, 0, now)) << "until the end of today";
    EXPECT_TRUE(make_access_token({"Figures", "read", "2027-11-23"}, 0, now));
}

TEST(AccessToken, says_everything_that_is_wrong_at_once) {
    const auto refused = make_access_token({"", "both", "2026-02-31"}, access_tokens_max, now);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().size(), 4U);
    for (const auto* day : {"2026-11-22", "2027-11-25", "", "soon"})
        EXPECT_FALSE(make_access_token({"Figures", "read", day}, 0, now)) << day;
}

class Tokens : public ::testing::TestWithParam<db::Engine> {
protected:
    Tokens() : site(GetParam()) {}
    void add(const std::string& hash, Role role, bool may_write, bool has_factor, Instant ends_at) {
        write([&](db::Write& db) {
            add_access_token(db, site.by(role),
                             {hash, site.account(role), site.partnership(), "Figures", may_write, has_factor, site.now, ends_at, {}});
        });
    }
    template <class Do>
    void write(Do act) {
        site.database().writing([&](db::Write& db) {
            act(db);
            return true;
        });
    }
    Actor found(const std::string& hash, Instant at) {
        Actor actor;
        site.database().read([&](db::Read& db) { actor = find_actor_by_token(db, hash, at); });
        return actor;
    }
    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, Tokens, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Tokens, act_as_their_owner_until_they_end) {
    add("reads", Role::lead, false, true, site.now + a_day);
    add("writes", Role::lead, true, true, site.now + a_day);
    const auto actor = found("reads", site.now);
    EXPECT_EQ(actor.id, site.account(Role::lead));
    EXPECT_TRUE(actor.by_token);
    EXPECT_TRUE(actor.only_reads);
    EXPECT_FALSE(found("writes", site.now).only_reads);
    EXPECT_TRUE(may::lead.holds(actor));
    EXPECT_FALSE(may::own.holds(actor));
    EXPECT_FALSE(may_know_records(actor));
    EXPECT_FALSE(found("reads", site.now + a_day).is_signed_in());
    EXPECT_FALSE(found("none", site.now).is_signed_in());
}

TEST_P(Tokens, made_without_a_second_factor_lack_the_roles_that_need_one) {
    add("without", Role::administrator, true, false, site.now + a_day);
    add("with", Role::administrator, true, true, site.now + a_day);
    EXPECT_TRUE(found("without", site.now).awaits_factor);
    EXPECT_FALSE(may::administer.holds(found("without", site.now)));
    EXPECT_TRUE(may::administer.holds(found("with", site.now)));
}

TEST_P(Tokens, end_with_every_session_of_their_owner_and_when_the_account_is_closed) {
    add("token", Role::lead, true, true, site.now + a_day);
    add("other", Role::reader, true, true, site.now + a_day);
    write([&](db::Write& db) { db.run("update account set disabled_at = 1 where id = $1", site.account(Role::reader)); });
    EXPECT_FALSE(found("other", site.now).is_signed_in());
    write([&](db::Write& db) { end_sessions_of(db, site.account(Role::lead)); });
    EXPECT_FALSE(found("token", site.now).is_signed_in());
}

TEST_P(Tokens, are_ended_by_their_owner_alone_with_what_they_were_answered) {
    add("token", Role::lead, true, true, site.now + a_day);
    write([&](db::Write& db) {
        keep_api_answer(db, "token", "key", {"print", 303, "/evaluations/1"}, site.now);
        EXPECT_FALSE(end_access_token(db, site.by(Role::reader), "token"));
        EXPECT_EQ(find_api_answer(db, "token", "key", site.now)->location, "/evaluations/1");
        EXPECT_FALSE(find_api_answer(db, "token", "key", site.now + a_day));
        EXPECT_FALSE(find_api_answer(db, "other", "key", site.now));
        EXPECT_TRUE(end_access_token(db, site.by(Role::lead), "token"));
        EXPECT_FALSE(find_api_answer(db, "token", "key", site.now));
    });
}

TEST_P(Tokens, are_swept_when_they_are_over) {
    add("old", Role::lead, true, true, site.now);
    add("new", Role::lead, true, true, site.now + 10 * a_day);
    write([&](db::Write& db) {
        keep_api_answer(db, "old", "key", {"print", 303, "/"}, site.now);
        keep_api_answer(db, "new", "key", {"print", 303, "/"}, site.now - 2 * a_day);
        EXPECT_EQ(access::sweep(db, site.now), 2) << "the old token, with its answer, and the other one's answer";
        EXPECT_EQ(list_access_tokens(db, site.account(Role::lead), site.now).size(), 1U);
    });
}

TEST_P(Tokens, are_made_on_a_page_that_shows_them_once) {
    site.sign_in(Role::lead);
    const auto made = site.post("/account/tokens", {{"name", "Figures"}, {"access", "read"}, {"last_day", "2027-01-31"}});
    const auto shown = site.document(made);
    EXPECT_THAT(shown, ::testing::HasSubstr("<code>ts_"));
    EXPECT_THAT(site.html("/account/tokens"),
                ::testing::AllOf(::testing::HasSubstr("Figures"), ::testing::Not(::testing::HasSubstr("ts_"))));
}

TEST_P(Tokens, that_may_write_are_made_with_the_password) {
    site.sign_in(Role::lead);
    write([&](db::Write& db) {
        db.run("update account set password_hash = $2 where id = $1", site.account(Role::lead), hash_password("four long words here"));
    });
    const auto answer = [&](const char* access, const char* current) {
        return site.post("/account/tokens", {{"name", "Figures"}, {"access", access}, {"last_day", "2027-01-31"}, {"current", current}});
    };
    for (const auto* wrong : {"", "not this"}) {
        const auto refused = answer("write", wrong);
        EXPECT_EQ(refused.status, web::Status::unprocessable);
        EXPECT_THAT(site.document(refused), ::testing::Not(::testing::HasSubstr("<code>ts_")));
    }
    EXPECT_THAT(site.document(answer("write", "four long words here")), ::testing::HasSubstr("<code>ts_"));
    EXPECT_THAT(site.document(answer("read", "")), ::testing::HasSubstr("<code>ts_"));
}

}  // namespace
}  // namespace touchstone::access
