// From a request to its answer: who may change what, from where, and what every answer carries.
#include "web/dispatch.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_store.h"
#include "base/text.h"
#include "db/trouble.h"
#include "people/account_store.h"
#include "tests/site.h"
#include "web/answering.h"
#include "web/session.h"

namespace touchstone::web {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Request asked(const std::string& method, const std::string& target, std::vector<Header> headers = {}, const std::string& body = {}) {
    Request request;
    request.method = method;
    request.target = target;
    request.headers = std::move(headers);
    request.headers.push_back({"Host", "touchstone.example"});
    if (method == "POST") request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    request.body = body;
    request.peer = "127.0.0.1";
    return request;
}

std::string header_of(const Answer& answer, std::string_view name) {
    for (const auto& header : answer.headers)
        if (lowered(header.name) == name) return header.value;
    return {};
}

struct Dispatch : ::testing::Test {
    testing::Site site;
    // A form with a proof that belongs to the visitor "v".
    std::string with_proof(const std::string& fields) { return "csrf=" + csrf_token("v") + "&" + fields; }
    const Header visitor{"Cookie", "visitor=v"};
};

TEST_F(Dispatch, changes_nothing_without_a_proof_of_our_own_page) {
    for (const auto& route : site.router.routes()) {
        if (route.method != "POST") continue;
        const auto address = route.pattern;  // holes are filled with their own names: nothing is called so
        EXPECT_EQ(site.answer(asked("POST", address, {visitor}, "title=x")).status, 403) << address << " without a token";
        EXPECT_EQ(site.answer(asked("POST", address, {visitor}, "csrf=AAAA&title=x")).status, 403) << address << " with a wrong token";
        EXPECT_EQ(site.answer(asked("POST", address, {}, with_proof("title=x"))).status, 403) << address << " with somebody else's token";
        EXPECT_EQ(site.answer(asked("POST", address, {visitor, {"Sec-Fetch-Site", "cross-site"}}, with_proof("title=x"))).status, 403)
            << address;
        EXPECT_EQ(site.answer(asked("POST", address, {visitor, {"Origin", "https://evil.example"}}, with_proof("title=x"))).status, 403)
            << address;
    }
}

TEST_F(Dispatch, looks_at_the_token_before_the_body_of_a_program) {
    const std::string deep(50'000, '[');
    for (const auto& body : {"{\"title\": " + deep + std::string(50'000, ']') + "}", deep, std::string("no JSON")}) {
        const auto answer = site.answer(asked("POST", "/api/v1/evaluations/new", {{"Content-Type", "application/json"}}, body));
        EXPECT_EQ(answer.status, 401);
    }
    EXPECT_EQ(site.answer(asked("GET", "/sign-in")).status, 200);
}

TEST_F(Dispatch, counts_all_neighbours_of_an_IPv6_address_as_one) {
    int refused = 0;
    for (int i = 0; i < 30; ++i) {
        auto request = asked("POST", "/sign-in", {visitor}, with_proof("email=a%40b.c&password=x"));
        request.peer = fmt::format("2001:db8::{:x}", i + 1);
        refused += site.answer(request).status == 429 ? 1 : 0;
    }
    EXPECT_GT(refused, 0);
}

TEST_F(Dispatch, lets_our_own_forms_through) {
    const auto answer = site.answer(asked("POST", "/sign-in", {visitor, {"Sec-Fetch-Site", "same-origin"}, {"Origin", "null"}},
                                          with_proof("email=a%40b.c&password=x")));
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.body, HasSubstr("The email address or the password is not right"));
}

TEST_F(Dispatch, says_once_what_was_saved) {
    const auto token = new_token();
    site.database().write([&](db::Write& db) {
        access::start_session(db, site.account(Role::evaluator), site.partnership(), token_hash(token), site.now, true);
        return true;
    });
    const auto evaluation = site.add_evaluation("Zqxtitle").text;
    const auto session = Header{"Cookie", "visitor=v; session=" + token};
    const auto saved = site.answer(asked("POST", "/evaluations/" + evaluation + "/state", {session}, with_proof("state=finished")));
    EXPECT_EQ(saved.status, 303);
    EXPECT_THAT(header_of(saved, "set-cookie"), HasSubstr("saved=state; Path=/; HttpOnly"));
    const auto next =
        site.answer(asked("GET", "/evaluations/" + evaluation + "/report", {{"Cookie", "visitor=v; saved=state; session=" + token}}));
    EXPECT_THAT(next.body,
                AllOf(HasSubstr("The state of the evaluation has changed."), HasSubstr("See what comes next in this evaluation")));
    EXPECT_THAT(header_of(next, "set-cookie"), HasSubstr("saved=; Path=/"));
    EXPECT_THAT(header_of(next, "set-cookie"), HasSubstr("Max-Age=0"));
    const auto forged = site.answer(asked("GET", "/evaluations", {{"Cookie", "visitor=v; saved=nonsense; session=" + token}}));
    EXPECT_EQ(forged.status, 200);
    EXPECT_THAT(forged.body, Not(HasSubstr("ts-notice--success")));
}

TEST_F(Dispatch, sends_security_headers_with_every_answer) {
    for (const auto* target : {"/", "/nothing", "/sign-in", "/evaluations", "/assets/x/y.css", "/healthz", "/frameworks?q=%zz", "/%ff"}) {
        const auto answer = site.answer(asked("GET", target));
        EXPECT_EQ(header_of(answer, "content-security-policy"),
                  "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'")
            << target;
        EXPECT_EQ(header_of(answer, "x-content-type-options"), "nosniff") << target;
        EXPECT_EQ(header_of(answer, "referrer-policy"), "no-referrer") << target;
        EXPECT_THAT(answer.body, Not(HasSubstr(" style=\""))) << target;
        EXPECT_THAT(answer.body, Not(HasSubstr("<script>"))) << target;
    }
}

TEST_F(Dispatch, answers_what_is_foreign_exactly_like_what_is_not_there) {
    const auto nothing = site.answer(asked("GET", "/nothing"));
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.answer(asked("GET", "/no/such/page")).body, nothing.body);
    EXPECT_EQ(nothing.status, 404);
}

TEST_F(Dispatch, slows_down_who_tries_passwords) {
    int refused = 0;
    for (int i = 0; i < 25; ++i)
        refused += site.answer(asked("POST", "/set-up", {visitor}, with_proof("secret=guess"))).status == 429 ? 1 : 0;
    EXPECT_EQ(refused, 5);
    site.now += std::chrono::minutes{1};
    EXPECT_EQ(site.answer(asked("POST", "/set-up", {visitor}, with_proof("secret=guess"))).status, 422);
}

TEST_F(Dispatch, gives_back_what_was_typed_when_it_cannot_be_saved) {
    site.router.post("/planted", may::anyone, [](const Visit&, db::Write& db) -> Response {
        db.run("insert into nowhere (id) values ('x')");
        return see_other("/");
    });
    const auto answer =
        site.answer(asked("POST", "/planted", {visitor},
                          with_proof("summary=Many+words+that+took+long&link=https%3A%2F%2Fexample.org%2Fa&password=Zqxhidden")));
    EXPECT_EQ(answer.status, 500);
    EXPECT_THAT(answer.body, AllOf(HasSubstr("What you typed is below"), HasSubstr("Many words that took long</dd>"),
                                   HasSubstr("name=\"link\" value=\"https://example.org/a\""), HasSubstr("action=\"/planted\""),
                                   Not(HasSubstr("Zqxhidden"))));
}

TEST_F(Dispatch, says_which_field_of_a_form_came_twice_and_keeps_what_was_typed) {
    site.router.post("/planted", may::anyone,
                     [](const Visit& visit, db::Write&) -> Response { return see_other("/" + visit.form.text("owner")); });
    const auto twice = site.answer(asked("POST", "/planted", {visitor}, with_proof("summary=Many+words+that+took+long&owner=a&owner=b")));
    EXPECT_EQ(twice.status, 422);
    EXPECT_THAT(twice.body, AllOf(HasSubstr("sent “owner” twice"), HasSubstr("Many words that took long</dd>")));
    EXPECT_EQ(site.answer(asked("POST", "/planted", {visitor}, with_proof("owner=a"))).status, 303);
    EXPECT_EQ(site.answer(asked("POST", "/planted", {visitor}, with_proof("owner=a&csrf=b"))).status, 400);
    EXPECT_EQ(site.answer(asked("GET", "/sign-in?next=%2Fa&next=%2Fb")).status, 400);
}

TEST_F(Dispatch, undoes_what_an_altered_choice_would_have_done) {
    const auto evaluation = site.add_evaluation("Zqxtitle");
    site.sign_in(Role::lead);
    const auto address = "/evaluations/" + evaluation.text + "/state";
    site.database().writing([&](db::Write& db) {
        db.run("update evaluation set finished_at = $2 where id = $1", evaluation, site.now);
        return true;
    });
    const auto refused = site.post(address, {{"state", "rubbish"}});
    EXPECT_EQ(refused.status, Status::unprocessable);
    EXPECT_THAT(site.document(refused), HasSubstr("a choice that the page does not offer"));
    site.database().read([&](db::Read& db) {
        EXPECT_EQ(db.first([](const db::Row& row) { return row.maybe<Instant>("finished_at"); },
                           "select finished_at from evaluation where id = $1", evaluation)
                      .value(),
                  site.now)
            << "not opened again";
    });
}

TEST_F(Dispatch, takes_only_forms_and_files_where_a_route_takes_them) {
    auto request = asked("POST", "/sign-in", {visitor}, "{}");
    request.headers.back().value = "application/json";
    EXPECT_EQ(site.answer(request).status, 400);
    EXPECT_EQ(site.answer(asked("POST", "/sign-in", {visitor}, "email=%ff")).status, 400);
}

std::string whole(const Answer& answer) { return answer_head(answer, "Service Unavailable", answer.body.size(), true) + answer.body; }

TEST_F(Dispatch, refuses_in_a_few_words_when_nobody_has_time) {
    for (const auto* target : {"/evidence", "/api/v1/evidence"}) {
        auto request = asked("GET", target);
        request.is_secure = true;
        const auto answer = site.dispatcher().error(503, &request);
        EXPECT_EQ(answer.status, 503);
        EXPECT_EQ(header_of(answer, "retry-after"), "1");
        EXPECT_LT(whole(answer).size(), 1'000U) << whole(answer);
        EXPECT_THAT(answer.body, HasSubstr(std::string(target).starts_with("/api") ? "The server is busy" : "Too many people at once"));
    }
}

TEST_F(Dispatch, says_that_the_server_is_alive_without_looking_anything_up) {
    const auto gate = site.dispatcher().gate(asked("GET", "/healthz"));
    ASSERT_TRUE(gate.at_once);
    EXPECT_EQ(gate.at_once->body, R"({"alive":true})");
    EXPECT_FALSE(site.dispatcher().gate(asked("GET", "/")).at_once);
    EXPECT_EQ(site.dispatcher().gate(asked("GET", "/readyz")).lane, Lane::health);
}

TEST_F(Dispatch, knows_forms_of_people_from_forms_of_strangers) {
    const auto session = [&](const std::string& token) { return Header{"Cookie", "visitor=v; session=" + token}; };
    const auto token = new_token();
    site.database().write([&](db::Write& db) {
        access::start_session(db, site.account(Role::evaluator), site.partnership(), token_hash(token), site.now, true);
        return true;
    });
    const auto lane = [&](const std::string& given) {
        return site.dispatcher().gate(asked("POST", "/evidence/new", {session(given)})).lane;
    };
    EXPECT_EQ(lane(token), Lane::posts) << "not seen yet";
    EXPECT_EQ(site.answer(asked("GET", "/evidence", {session(token)})).status, 200);
    EXPECT_EQ(lane(token), Lane::forms);
    EXPECT_EQ(lane("made-up"), Lane::posts);
    EXPECT_EQ(site.dispatcher().gate(asked("POST", "/evidence/new", {visitor})).lane, Lane::posts);
    EXPECT_EQ(site.dispatcher().admission(asked("POST", "/evidence/new", {session(token)})), 0);
    EXPECT_EQ(site.dispatcher().admission(asked("POST", "/evidence/new", {session("made-up")})), 403);
    EXPECT_EQ(site.dispatcher().admission(asked("POST", "/evidence/new", {session(token), {"Sec-Fetch-Site", "cross-site"}})), 403);
    EXPECT_EQ(site.dispatcher().admission(asked("POST", "/api/v1/evidence/new", {session(token)})), 403) << "cookies do not count there";
}

// The beginning of a form whose file is too long for who sends it.
Request cut_form(const Header& cookies, int status) {
    const std::string field = "--b\r\nContent-Disposition: form-data; name=";
    auto request =
        asked("POST", "/evidence/new", {cookies},
              field + "\"csrf\"\r\n\r\n" + csrf_token("v") + "\r\n" + field + "\"summary\"\r\n\r\nMany words that took long\r\n" + field +
                  "\"files\"; filename=\"notes.pdf\"\r\n\r\nand so on");
    request.headers.back().value = "multipart/form-data; boundary=b";
    request.cut = status;
    return request;
}

TEST_F(Dispatch, gives_back_what_a_stranger_typed_before_a_long_file) {
    const auto answer = site.answer(cut_form(visitor, 403));
    EXPECT_EQ(answer.status, 403);
    EXPECT_THAT(answer.body,
                AllOf(HasSubstr("You have been signed out"), HasSubstr("Many words that took long</dd>"), HasSubstr("<li>notes.pdf</li>")));
}

TEST_F(Dispatch, saves_nothing_of_a_form_that_had_no_room) {
    const auto token = new_token();
    site.database().write([&](db::Write& db) {
        access::start_session(db, site.account(Role::evaluator), site.partnership(), token_hash(token), site.now, true);
        return true;
    });
    for (const auto status : {503, 507}) {
        const auto answer = site.answer(cut_form({"Cookie", "visitor=v; session=" + token}, status));
        EXPECT_EQ(answer.status, status);
        EXPECT_THAT(answer.body, AllOf(HasSubstr("Many words that took long</dd>"), HasSubstr("<li>notes.pdf</li>")));
    }
}

TEST_F(Dispatch, leaves_no_file_behind_of_a_form_that_it_refuses) {
    auto request = cut_form(visitor, 0);
    const auto files = [&] {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(site.folder())) count += entry.is_regular_file() ? 1 : 0;
        return count;
    };
    const auto before = files();
    const auto one_file = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nplanted\r\n";
    for (const auto* target : {"/sign-in", "/evidence/new"})
        for (const std::string ending : {"--b--\r\n", "--b\r\nbroken"}) {
            request.target = target;
            request.body = one_file + ending;
            EXPECT_GE(site.answer(request).status, 400) << target;
            EXPECT_EQ(files(), before) << target << " " << ending;
        }
}

TEST_F(Dispatch, says_that_nobody_knows_whether_it_was_saved) {
    site.router.get("/planted", may::anyone, [](const Visit&, db::Read&) -> Response { throw db::Away("planted"); });
    site.router.post("/planted/unsure", may::anyone, [](const Visit&, db::Write&) -> Response { throw db::Unsure("planted"); });
    site.router.post("/planted/away", may::anyone, [](const Visit&, db::Write&) -> Response { throw db::Away("planted"); });
    const auto typed = with_proof("summary=Many+words+that+took+long");
    const auto unsure = site.answer(asked("POST", "/planted/unsure", {visitor}, typed));
    EXPECT_EQ(unsure.status, 503);
    EXPECT_EQ(header_of(unsure, "retry-after"), "5");
    EXPECT_THAT(unsure.body, AllOf(HasSubstr("We cannot tell whether it was saved"), HasSubstr("Many words that took long</dd>"),
                                   HasSubstr("href=\"/planted\"")));
    const auto away = site.answer(asked("POST", "/planted/away", {visitor}, typed));
    EXPECT_EQ(away.status, 503);
    EXPECT_THAT(away.body, AllOf(HasSubstr("Nothing was saved"), HasSubstr("Many words that took long</dd>")));
    const auto page = site.answer(asked("GET", "/planted"));
    EXPECT_EQ(page.status, 503);
    EXPECT_EQ(header_of(page, "retry-after"), "5");
}

}  // namespace
}  // namespace touchstone::web
