// What somebody wrote is never lost: whatever a form is refused for, its words come back and its files are named; it is saved in its
// writer's name, and once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_list_store.h"
#include "tests/matrix/world.h"
#include "web/form_reader.h"
#include "web/session.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::What;
using testing::Who;

class NothingLost : public ::testing::TestWithParam<db::Engine> {
protected:
    NothingLost() : world(GetParam()), joint(world.thing(What::joint)) { sign_in(Who::lead); }

    void sign_in(Who who) { session = world.session_of(who); }
    void sign_out() { session.clear(); }
    web::Answer ask(const std::string& method, const std::string& address, const std::string& body = {},
                    const std::string& type = "application/x-www-form-urlencoded") {
        web::Request request;
        request.method = method;
        request.target = address;
        request.peer = "peer" + std::to_string(++asked);
        request.headers = {{"Host", "localhost"}, {"Cookie", "visitor=v; session=" + session}, {"Content-Type", type}};
        request.body = body;
        return world.site.answer(request);
    }
    std::string get(const std::string& address) { return ask("GET", address).body; }
    // The proof of the first form of a page, as a browser would send it.
    std::string proof_of(const std::string& page) { return hidden(page, "csrf"); }
    static std::string hidden(const std::string& page, const std::string& name) {
        const auto field = "name=\"" + name + "\" value=\"";
        const auto begin = page.rfind(field);
        if (begin == std::string::npos) return {};
        return page.substr(begin + field.size(), page.find('"', begin + field.size()) - begin - field.size());
    }
    static std::string location(const web::Answer& answer) {
        for (const auto& header : answer.headers)
            if (header.name == "Location") return header.value;
        return {};
    }
    web::Answer post(const std::string& address, const std::string& proof, const std::string& form) {
        return ask("POST", address, "csrf=" + web::percent_encoded(proof) + "&" + form);
    }
    web::Answer post(const std::string& address, const std::string& form) { return post(address, web::csrf_token("v"), form); }
    void finish() { EXPECT_EQ(post("/evaluations/" + joint.evaluation + "/state", "state=finished").status, 303); }
    int items() {
        return world.site.database().reading([&](db::Read& db) {
            const Sight all{world.site.partnership(), true, "," + world.a.text + ",", ",", ",", world.site.now};
            return evidence::list_evidence(db, all, {}).total;
        });
    }

    testing::World world;
    const testing::Thing& joint;
    std::string session;
    int asked = 0;
    const std::string item =
        "title=Zqxonce&source=documentation&line=Zqxline&security=secure&from_day=1&from_month=5&from_year=2026&to_day=1&to_month=5&"
        "to_year=2026&owner=partnership";
};

INSTANTIATE_TEST_SUITE_P(Both, NothingLost, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(NothingLost, the_words_of_a_judgement_come_back_when_the_evaluation_was_finished_meanwhile) {
    finish();
    const auto desk = "/evaluations/" + joint.evaluation + "/indicators/5.1";
    const auto refused = post(desk, "level=4&rationale=Zqxrationale+with+%3Cb%3E&confidence=high&caveat=Zqxcaveat&seen_version=1");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, AllOf(HasSubstr("Zqxrationale with &lt;b&gt;"), HasSubstr("Zqxcaveat"), HasSubstr("None of this is saved")));
    const auto question = "/evaluations/" + joint.evaluation + "/questions/2";
    EXPECT_THAT(post(question, "statement=Zqxstatement&seen_version=0").body, HasSubstr("Zqxstatement"));
    EXPECT_THAT(get(desk), Not(HasSubstr("None of this is saved"))) << "only where a form was refused";
}

TEST_P(NothingLost, words_come_back_when_the_role_ended_or_the_thing_is_there_no_more) {
    sign_in(Who::partnership_reader);
    const auto forbidden = post("/evaluations/" + joint.evaluation + "/questions/2", "statement=Zqxstatement&password=Zqxhidden");
    EXPECT_EQ(forbidden.status, 403);
    EXPECT_THAT(forbidden.body, AllOf(HasSubstr("Zqxstatement"), Not(HasSubstr("Zqxhidden"))));
    const auto& revoked = world.thing(What::revoked);
    sign_in(Who::b_evaluator);
    const auto absent = post("/evaluations/" + revoked.evaluation + "/questions/2", "statement=Zqxstatement");
    EXPECT_EQ(absent.status, 404);
    EXPECT_THAT(absent.body, HasSubstr("Zqxstatement"));
    EXPECT_EQ(absent.body, post("/evaluations/" + world.thing(What::absent).evaluation + "/questions/2", "statement=Zqxstatement").body)
        << "as if it had never been";
}

TEST_P(NothingLost, words_come_back_when_the_proof_or_a_choice_does_not_fit) {
    const auto question = "/evaluations/" + joint.evaluation + "/questions/2";
    const auto expired = post(question, web::csrf_token("another"), "statement=Zqxstatement");
    EXPECT_EQ(expired.status, 403);
    EXPECT_THAT(expired.body, HasSubstr("Zqxstatement"));
    const auto unknown = post("/evaluations/" + joint.evaluation + "/state", "state=rubbish&words=Zqxwords");
    EXPECT_EQ(unknown.status, 422);
    EXPECT_THAT(unknown.body, HasSubstr("Zqxwords"));
}

TEST_P(NothingLost, words_come_back_when_somebody_sends_too_much_in_a_minute) {
    web::Answer last;
    for (int i = 0; i < 40 && last.status != 429; ++i) {
        asked = 0;  // from the same address
        last = post("/people/invite", "email=zqx&name=Zqxname");
    }
    EXPECT_EQ(last.status, 429);
    EXPECT_THAT(last.body, HasSubstr("Zqxname"));
}

TEST_P(NothingLost, files_are_named_when_the_form_they_came_with_has_a_problem_or_its_sender_was_signed_out) {
    const auto form = [&](const std::string& title) {
        std::string body;
        for (const auto& [name, value] : {std::pair{std::string("csrf"), web::csrf_token("v")}, {"title", title}})
            body += "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
        return body + "--XX\r\nContent-Disposition: form-data; name=\"files\"; filename=\"Zqxminutes.txt\"\r\n\r\nwe met\r\n--XX--\r\n";
    };
    const auto refused = ask("POST", "/evidence/new", form(""), "multipart/form-data; boundary=XX");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, AllOf(HasSubstr("Zqxminutes.txt"), HasSubstr("Choose them again")));
    sign_out();
    const auto signed_out = ask("POST", "/evidence/new", form("Attendance"), "multipart/form-data; boundary=XX");
    EXPECT_EQ(signed_out.status, 403);
    EXPECT_THAT(signed_out.body, AllOf(HasSubstr("Zqxminutes.txt"), HasSubstr("Attendance</dd>")));
}

TEST_P(NothingLost, what_one_person_wrote_is_not_saved_in_the_name_of_whoever_signed_in_since) {
    const auto question = "/evaluations/" + joint.evaluation + "/questions/2";
    const auto proof = proof_of(get(question));
    sign_out();
    const auto signed_out = post(question, proof, "statement=Zqxstatement&seen_version=0");
    EXPECT_EQ(signed_out.status, 403);
    EXPECT_THAT(signed_out.body, AllOf(HasSubstr("Written by Lead,"), HasSubstr("whoever is signed in when it is sent")));
    sign_in(Who::wide_evaluator);
    const auto asked_first = post(question, proof, "statement=Zqxstatement&seen_version=0");
    EXPECT_EQ(asked_first.status, 409);
    EXPECT_THAT(asked_first.body,
                AllOf(HasSubstr("Written by Lead,"), HasSubstr("Save it as Evaluator of the partnership"), HasSubstr("Zqxstatement</dd>")));
    EXPECT_THAT(get(question), Not(HasSubstr("Zqxstatement")));
    EXPECT_EQ(post(question, proof_of(asked_first.body), "statement=Zqxstatement&seen_version=0").status, 303) << "having been asked";
}

TEST_P(NothingLost, a_form_posted_three_times_by_a_script_saves_once) {
    const auto before = items();
    const auto page = get("/evidence/new");
    const auto proof = proof_of(page);
    const auto first = post("/evidence/new", proof, item);
    EXPECT_EQ(first.status, 303);
    for (int i = 0; i < 2; ++i) {
        const auto again = post("/evidence/new", proof, item);
        EXPECT_EQ(again.status, 303);
        EXPECT_EQ(location(again), location(first));
    }
    EXPECT_EQ(items(), before + 1);
    EXPECT_EQ(post("/evidence/new", proof, item + "&summary=Another").status, 303) << "other words are another item";
    EXPECT_EQ(post("/evidence/new", proof_of(get("/evidence/new")), item).status, 303) << "and so is the form opened anew";
    EXPECT_EQ(items(), before + 3);
}

TEST_P(NothingLost, a_browser_learns_that_a_form_was_saved_only_when_it_was) {
    const auto proof = proof_of(get("/evidence/new"));
    const auto saved = [&] { return get("/drafts/saved?form=" + web::percent_encoded(proof)); };
    EXPECT_THAT(saved(), HasSubstr("false"));
    EXPECT_EQ(post("/evidence/new", proof, "title=").status, 422);
    EXPECT_THAT(saved(), HasSubstr("false"));
    EXPECT_EQ(post("/evidence/new", proof_of(get("/evidence/new")), item + "&first_sent=" + web::percent_encoded(proof)).status, 303);
    EXPECT_THAT(saved(), HasSubstr("true")) << "sent again by the page that kept it";
    sign_in(Who::wide_evaluator);
    EXPECT_THAT(saved(), HasSubstr("false")) << "nobody learns of anybody else's";
}

TEST_P(NothingLost, two_tabs_do_not_share_a_draft) {
    const auto keep = [&](const std::string& key, const std::string& words) {
        EXPECT_EQ(
            post("/drafts", "key=" + web::percent_encoded(key) + "&fields=" + web::percent_encoded("{\"x\":[\"" + words + "\"]}")).status,
            200);
    };
    keep("/a|1", "Zqxone");
    keep("/a|2", "Zqxother");
    keep("/ab|3", "Zqxelsewhere");
    EXPECT_THAT(get("/drafts?address=/a"), AllOf(HasSubstr("Zqxone"), HasSubstr("Zqxother"), Not(HasSubstr("Zqxelsewhere"))));
    keep("/a|1", "Zqxthen");
    keep("/a|1", "Zqxone");
    EXPECT_THAT(get("/drafts?address=/a"), HasSubstr("Zqxone")) << "typed, changed and typed again";
    EXPECT_EQ(post("/evidence/new", item + "&draft_key=" + web::percent_encoded("/a|2")).status, 303);
    EXPECT_THAT(get("/drafts?address=/a"), AllOf(HasSubstr("Zqxone"), Not(HasSubstr("Zqxother")))) << "saving takes its own draft only";
}

}  // namespace
}  // namespace touchstone
