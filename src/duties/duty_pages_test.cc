#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_store.h"
#include "duties/duty_store.h"
#include "people/account_store.h"
#include "people/organisation_store.h"
#include "tests/many.h"
#include "tests/matrix/world.h"
#include "tests/site.h"

namespace touchstone::duties {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Site;
using ::testing::SizeIs;
using testing::What;
using testing::World;
using web::Status;

class Duties : public ::testing::TestWithParam<db::Engine> {
protected:
    Duties() : site(GetParam()) { site.sign_in(Role::lead); }

    std::vector<std::pair<std::string, std::string>> fields(const std::string& title, const std::string& kind = "legislation") {
        return {{"title", title}, {"kind", kind}, {"asks", "Listen to <b>children</b>."}, {"owner", "partnership"}};
    }
    std::string add(const std::string& title, const std::string& kind = "legislation") {
        const auto answer = site.post("/duties/new", fields(title, kind));
        EXPECT_EQ(answer.status, Status::see_other);
        return answer.location;
    }
    EvidenceId add_evidence(const std::string& title) { return testing::add_evidence(site, title); }

    Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, Duties, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Duties, begin_with_an_empty_register) {
    EXPECT_THAT(site.html("/duties"), HasSubstr("No duties have been added yet"));
    EXPECT_THAT(site.html("/duties"), HasSubstr("/duties/new"));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html("/duties"), Not(HasSubstr("/duties/new")));
}

TEST_P(Duties, say_beside_the_field_that_an_altered_choice_is_none_and_keep_the_rest) {
    const auto answer = site.post("/duties/new", fields("Zqxtitle", "rubbish"));
    EXPECT_EQ(answer.status, Status::unprocessable);
    const auto shown = site.document(answer);
    EXPECT_THAT(shown, HasSubstr("href=\"#kind"));
    EXPECT_THAT(shown, HasSubstr("value=\"Zqxtitle\""));
    EXPECT_THAT(shown, Not(HasSubstr("rubbish")));
}

TEST_P(Duties, are_led_by_nobody_whose_account_is_closed) {
    const auto closed = site.account(Role::evaluator);
    auto with_lead = fields("Zqxtitle");
    with_lead.emplace_back("lead", closed.text);
    EXPECT_THAT(site.html("/duties/new"), HasSubstr(closed.text));
    site.database().writing([&](db::Write& db) {
        access::disable(db, site.by(Role::administrator), closed);
        return true;
    });
    EXPECT_THAT(site.html("/duties/new"), Not(HasSubstr(closed.text)));
    const auto answer = site.post("/duties/new", with_lead);
    EXPECT_EQ(answer.status, Status::unprocessable);
    EXPECT_THAT(site.document(answer), HasSubstr("href=\"#lead"));
}

TEST_P(Duties, are_registered_and_found_by_kind) {
    const auto act = add("Children Act"), code = add("Code for nurses", "code_of_practice");
    const auto all = site.get("/duties");
    EXPECT_LE(all.trips, 2);
    EXPECT_THAT(site.html("/duties"), HasSubstr(code));
    EXPECT_THAT(site.html("/duties?kind=legislation"), AllOf(HasSubstr(act), Not(HasSubstr(code))));
    EXPECT_THAT(site.html("/duties?kind=policy"), HasSubstr("There is no duty of this kind."));
    EXPECT_THAT(site.html(act), HasSubstr("&lt;b&gt;children"));
    EXPECT_THAT(site.html(act), HasSubstr("Nothing has been recorded yet"));
}

TEST_P(Duties, say_every_problem_and_keep_what_was_typed) {
    const auto refused = site.post("/duties/new", {{"title", ""}, {"asks", "Typed already"}});
    EXPECT_EQ(refused.status, Status::unprocessable);
    const auto page = site.document(refused);
    for (const auto* const words : {"Give the duty a title", "Say what kind it is", "Typed already"}) EXPECT_THAT(page, HasSubstr(words));
}

TEST_P(Duties, that_should_have_been_reviewed_are_marked) {
    auto typed = fields("Late");
    for (const auto& [name, value] : {std::pair{"day", "22"}, {"month", "11"}, {"year", "2026"}})
        typed.emplace_back(std::string("review_on_") + name, value);
    const auto late = site.post("/duties/new", typed).location;
    add("No day");
    EXPECT_THAT(site.html("/duties"), HasSubstr("One duty should have been reviewed by now."));
    EXPECT_THAT(site.html(late), HasSubstr("22 November 2026, overdue"));
}

TEST_P(Duties, keep_every_note_of_an_aspect) {
    const auto duty = add("Children Act");
    const auto address = duty + "/aspects/systems";
    const auto item = add_evidence("File audit");
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(address), HasSubstr("File audit"));
    EXPECT_EQ(site.post(address, {{"words", ""}}).status, Status::unprocessable);
    EXPECT_EQ(site.post(address, {{"words", "Checked once"}, {"sureness", "anecdotal"}}).status, Status::see_other);
    site.now += std::chrono::hours{1};
    const auto added = site.post(address, {{"words", "Checked twice"}, {"sureness", "secure"}, {"evidence", item.text}});
    EXPECT_EQ(added.location, duty + "#systems");
    const auto page = site.get(duty), aspect = site.get(address);
    EXPECT_LE(page.trips, 2);
    EXPECT_LE(aspect.trips, 2);
    EXPECT_THAT(site.html(duty), AllOf(HasSubstr("Checked twice"), Not(HasSubstr("Checked once")), HasSubstr("/evidence/" + item.text)));
    EXPECT_THAT(site.html(address), AllOf(HasSubstr("Checked twice"), HasSubstr("Checked once")));
    EXPECT_THAT(site.html("/duties"), HasSubstr("1 of 5 aspects"));
    EXPECT_EQ(site.get(duty + "/aspects/mood").status, Status::not_found);
    EXPECT_EQ(site.post(address, {{"words", "x"}, {"sureness", "secure"}, {"evidence", "unknown"}}).status, Status::unprocessable);
}

TEST_P(Duties, offer_few_items_until_somebody_searches) {
    const auto address = add("Children Act") + "/aspects/awareness";
    for (int i = 0; i < 12; ++i) add_evidence("Survey of parents " + std::to_string(i));
    const auto offered = [&](const std::string& query) {
        const auto page = site.html(address + query);
        int count = 0;
        for (auto at = page.find("Survey of parents"); at != std::string::npos; at = page.find("Survey of parents", at + 1)) ++count;
        return count;
    };
    EXPECT_EQ(offered(""), 10);
    EXPECT_EQ(offered("?find_evidence=SURVEY"), 12);
    EXPECT_EQ(offered("?find_evidence=%25"), 10) << "a per cent sign is no word";
}

TEST_P(Duties, ask_again_when_somebody_else_was_faster) {
    const auto duty = add("Children Act");
    auto mine = fields("Mine"), theirs = fields("Theirs");
    mine.emplace_back("seen_version", "1");
    theirs.emplace_back("seen_version", "1");
    EXPECT_EQ(site.post(duty + "/edit", theirs).status, Status::see_other);
    const auto answer = site.post(duty + "/edit", mine);
    EXPECT_EQ(answer.status, Status::conflict);
    EXPECT_THAT(site.document(answer), AllOf(HasSubstr("Theirs"), HasSubstr("Mine")));
    mine.back().second = "2";
    EXPECT_EQ(site.post(duty + "/edit", mine).status, Status::see_other);
    EXPECT_THAT(site.html(duty), HasSubstr("Mine"));
}

TEST_P(Duties, are_written_by_those_who_lead) {
    const auto duty = add("Children Act");
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.get(duty + "/edit").status, Status::forbidden);
    EXPECT_EQ(site.get("/duties/new").status, Status::forbidden);
    site.sign_in(Role::reader);
    EXPECT_EQ(site.post(duty + "/aspects/systems", {{"words", "x"}, {"sureness", "secure"}}).status, Status::forbidden);
    EXPECT_THAT(site.html(duty + "/aspects/systems"), Not(HasSubstr("<textarea")));
}

// What the one who looks may not see of a duty is a named gap, or not there.
TEST(DutySight, hides_duties_of_others_and_names_evidence_that_is_not_shared) {
    for (const auto engine : testing::engines()) {
        World world(engine);
        const auto& site = world.site;
        const auto joint = DutyId{world.thing(What::joint).duty}, own = DutyId{world.thing(What::own).duty};
        world.site.database().writing([&](db::Write& db) {
            AspectNote note{NoteId::make(site.now),
                            Aspect::feedback,
                            "Words",
                            Sureness::secure,
                            world.bystander,
                            {},
                            site.now,
                            {{EvidenceId{world.thing(What::own).evidence}, {}}}};
            add_note(db, site.by(Role::evaluator), joint, note, "Awareness");
            return true;
        });
        const Sight b{site.partnership(), true, "," + world.b.text + ",", {}, {}, site.now, {}},
            a{site.partnership(), true, "," + world.a.text + ",", {}, {}, site.now, {}};
        world.site.database().read([&](db::Read& db) {
            EXPECT_FALSE(find_duty(db, b, own));
            EXPECT_TRUE(find_duty(db, a, own));
            EXPECT_THAT(list_duties(db, b, std::nullopt), SizeIs(2)) << "the joint one and its own";
            const auto seen = find_duty(db, b, joint), whole = find_duty(db, a, joint);
            const auto title_of = [](const DutyWhole& duty) {
                for (const auto& note : duty.notes)
                    if (note.aspect == Aspect::feedback) return note.evidence.at(0).title;
                return std::string("no note");
            };
            EXPECT_EQ(title_of(*seen), "");
            EXPECT_THAT(title_of(*whole), HasSubstr("Item"));
        });
    }
}

}  // namespace
}  // namespace touchstone::duties
