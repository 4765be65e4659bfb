// Organisations and services over time: described by two people at once, merged, taken into another partnership, imported.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_store.h"
#include "events/event_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/history_store.h"
#include "people/joining_store.h"
#include "people/merge_store.h"
#include "people/organisation_store.h"
#include "people/placing_store.h"
#include "tests/matrix/world.h"
#include "web/form_reader.h"
#include "web/session.h"

namespace touchstone {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::What;
using testing::Who;

std::string header(const web::Answer& answer, const std::string& name) {
    for (const auto& one : answer.headers)
        if (one.name == name) return one.value;
    return {};
}

class Organisations : public ::testing::TestWithParam<db::Engine> {
protected:
    Organisations() : world(GetParam()), a("/organisations/" + world.a.text), b("/organisations/" + world.b.text) {}

    web::Answer ask(Who who, const std::string& method, const std::string& address, const std::string& body, const std::string& type) {
        auto& session = sessions[who];
        if (session.empty()) session = world.session_of(who);
        web::Request request;
        request.method = method;
        request.target = address;
        request.headers = {{"Host", "localhost"}, {"Cookie", "visitor=v; session=" + session}, {"Content-Type", type}};
        request.body = body;
        return world.site.answer(request);
    }
    web::Answer get(Who who, const std::string& address) { return ask(who, "GET", address, "", ""); }
    web::Answer post(Who who, const std::string& address, const std::string& form = {}) {
        return ask(who, "POST", address, "csrf=" + web::csrf_token("v") + "&" + form, "application/x-www-form-urlencoded");
    }
    web::Answer upload(Who who, const std::string& content) {
        return ask(who, "POST", "/organisations/import",
                   "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + web::csrf_token("v") +
                       "\r\n--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"table.csv\"\r\n\r\n" + content +
                       "\r\n--XX--\r\n",
                   "multipart/form-data; boundary=XX");
    }
    // As whoever looks at this page confirms it.
    web::Answer confirm(const std::string& page) {
        static const std::string field = "name=\"seen_version\" value=\"";
        const auto begin = page.find(field) + field.size();
        return post(Who::administrator, "/organisations/import/preview",
                    "seen_version=" + page.substr(begin, page.find('"', begin) - begin));
    }
    people::Everything everything(const PartnershipId& partnership) {
        return world.site.database().reading([&](db::Read& db) { return people::list_everything(db, partnership); });
    }
    people::Organisation organisation(const PartnershipId& partnership, const OrganisationId& id) {
        for (const auto& one : everything(partnership).organisations)
            if (one.id == id) return one;
        return {};
    }
    people::Service service(const PartnershipId& partnership, const std::string& name) {
        for (const auto& one : everything(partnership).services)
            if (one.name == name) return one;
        return {};
    }
    std::vector<std::string> verbs(const PartnershipId& partnership, const std::string& kind, const std::string& id) {
        std::vector<std::string> list;
        world.site.database().read([&](db::Read& db) {
            for (const auto& one : people::list_events(db, partnership, kind, id, 20)) list.push_back(one.event.verb);
        });
        return list;
    }
    // Organisation A becomes known to the foreign partnership, too.
    void join() {
        const auto page = post(Who::a_administrator, a + "/joining-codes", "purpose=The+joint+plan");
        ASSERT_EQ(page.status, 200);
        const auto at = page.body.find("<code>") + 6;
        code = page.body.substr(at, page.body.find("</code>") - at);
        ASSERT_EQ(post(Who::foreign_administrator, "/organisations/join", "code=" + code).status, 303);
    }

    testing::World world;
    std::string a, b, code;
    std::map<Who, std::string> sessions;
};

INSTANTIATE_TEST_SUITE_P(Both, Organisations, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Organisations, show_both_versions_to_who_was_slower) {
    EXPECT_EQ(post(Who::administrator, a, "name=First&kind=police&seen_version=1").status, 303);
    const auto slower = post(Who::a_administrator, a, "name=Second&kind=other&seen_version=1");
    EXPECT_EQ(slower.status, 409);
    for (const auto* words : {"First", "Second", "Administrator"}) EXPECT_THAT(slower.body, HasSubstr(words));
    EXPECT_EQ(organisation(world.site.partnership(), world.a).name, "First");
    EXPECT_EQ(post(Who::a_administrator, a, "name=Second&kind=other&seen_version=2").status, 303) << "saving again is a choice";
}

TEST_P(Organisations, merge_with_all_that_refers_to_them) {
    const auto& here = world.site.partnership();
    const auto before = get(Who::administrator, a + "/merge");
    for (const auto* words : {"1 service", "7 roles", "6 evaluations", "6 pieces of evidence"}) EXPECT_THAT(before.body, HasSubstr(words));
    EXPECT_EQ(post(Who::administrator, a + "/merge", "into=" + world.b.text + "&typed_name=organisation+a").status, 422) << "not by a slip";
    EXPECT_EQ(post(Who::administrator, a + "/merge", "into=" + world.a.text + "&typed_name=Organisation+A").status, 422) << "into itself";
    EXPECT_EQ(post(Who::a_administrator, a + "/merge", "into=" + world.b.text + "&typed_name=Organisation+A").status, 403);
    EXPECT_EQ(get(Who::b_evaluator, "/evaluations/" + world.thing(What::own).evaluation).status, 404);

    ASSERT_EQ(post(Who::administrator, a + "/merge", "into=" + world.b.text + "&typed_name=Organisation+A").status, 303);
    for (const auto& [what, count] :
         world.site.database().reading([&](db::Read& db) { return people::count_referring(db, here, world.a); }))
        EXPECT_EQ(count, 0) << what;
    EXPECT_EQ(get(Who::b_evaluator, "/evaluations/" + world.thing(What::own).evaluation).status, 200);
    EXPECT_EQ(get(Who::a_evaluator, "/evaluations/" + world.thing(What::own).evaluation).status, 200) << "the role went along";
    const auto old = get(Who::a_reader, a);
    EXPECT_EQ(header(old, "Location"), b + "?merged=" + world.a.text);
    EXPECT_THAT(get(Who::a_reader, header(old, "Location")).body, HasSubstr("Organisation A was merged into this one on 23 November 2026"));
    EXPECT_THAT(verbs(here, "organisation", world.a.text), Contains("merged_organisation"));
    EXPECT_EQ(post(Who::administrator, a + "/state", "state=open").status, 303);
    EXPECT_TRUE(organisation(here, world.a).closed_at) << "what was merged is not opened again";
    EXPECT_EQ(post(Who::administrator, a + "/merge", "into=" + world.b.text + "&typed_name=Organisation+A").status, 422);
}

TEST_P(Organisations, merge_services_within_one_organisation) {
    const auto& here = world.site.partnership();
    const auto other = ServiceId::make(world.site.now), part = ServiceId::make(world.site.now), of_b = ServiceId::make(world.site.now);
    world.site.database().writing([&](db::Write& db) {
        people::add_service(db, {here, {}, world.site.now}, {other, world.a, {}, "Other of A", 3});
        people::add_service(db, {here, {}, world.site.now}, {part, world.a, world.service, "Part", 3});
        people::add_service(db, {here, {}, world.site.now}, {of_b, world.b, {}, "Of B", 3});
        db.run("insert into evaluation_service (partnership_id, evaluation_id, service_id) values ($1, $2, $3)", here,
               EvaluationId{world.thing(What::own).evaluation}, other);  // looks at both
        return true;
    });
    const auto address = "/services/" + world.service.text + "/merge", typed = std::string("&typed_name=Service+of+A");
    for (const auto& wrong : {of_b, part, world.service})
        EXPECT_EQ(post(Who::a_administrator, address, "into=" + wrong.text + typed).status, 422);
    ASSERT_EQ(post(Who::a_administrator, address, "into=" + other.text + typed).status, 303);
    for (const auto& [what, count] :
         world.site.database().reading([&](db::Read& db) { return people::count_referring(db, here, world.service); }))
        EXPECT_EQ(count, 0) << what;
    EXPECT_EQ(service(here, "Part").parent, other);
    EXPECT_EQ(get(Who::service_evaluator, "/evaluations/" + world.thing(What::own).evaluation).status, 200) << "the role went along";
    EXPECT_EQ(header(get(Who::a_reader, "/services/" + world.service.text), "Location"),
              "/services/" + other.text + "?merged=" + world.service.text);
}

TEST_P(Organisations, can_be_in_two_partnerships) {
    const auto& here = world.site.partnership();
    ASSERT_EQ(get(Who::foreign_administrator, a).status, 404);
    ASSERT_NO_FATAL_FAILURE(join());
    EXPECT_EQ(post(Who::foreign_administrator, "/organisations/join", "code=" + code).status, 422) << "works once";
    const auto there = get(Who::foreign_administrator, a);
    EXPECT_EQ(there.status, 200);
    EXPECT_THAT(there.body, HasSubstr("Another partnership describes it"));
    EXPECT_EQ(organisation(world.foreign, world.a).home, here);
    EXPECT_EQ(service(world.foreign, "Service of A").id, world.service);
    EXPECT_THAT(get(Who::a_administrator, a).body, HasSubstr("Foreign partnership"));
    EXPECT_THAT(verbs(here, "organisation", world.a.text), Contains("joined_elsewhere"));
    EXPECT_THAT(verbs(world.foreign, "organisation", world.a.text), Contains("joined"));

    // Changed at home only, and seen in both.
    EXPECT_EQ(post(Who::foreign_administrator, a, "name=Stolen&kind=other&seen_version=2").status, 422);
    EXPECT_EQ(post(Who::foreign_administrator, "/services/" + world.service.text, "name=Stolen&level=delivery&organisation=" + world.a.text)
                  .status,
              422);
    EXPECT_EQ(post(Who::foreign_administrator, "/services/new", "name=Planted&level=delivery&organisation=" + world.a.text).status, 422);
    EXPECT_EQ(post(Who::foreign_administrator, a + "/state", "state=closed").status, 303);
    EXPECT_FALSE(organisation(world.foreign, world.a).closed_at);
    EXPECT_EQ(post(Who::foreign_administrator, a + "/merge", "typed_name=Organisation+A&into=").status, 422);
    EXPECT_EQ(post(Who::administrator, a + "/merge", "typed_name=Organisation+A&into=" + world.b.text).status, 422)
        << "it is elsewhere, too";
    EXPECT_EQ(post(Who::a_administrator, a, "name=Renamed&kind=police&seen_version=1").status, 303);
    EXPECT_EQ(organisation(world.foreign, world.a).name, "Renamed");
    EXPECT_EQ(post(Who::a_administrator, "/services/new",
                   "name=Added&level=delivery&parent=" + world.service.text + "&organisation=" + world.a.text)
                  .status,
              303);
    EXPECT_EQ(service(world.foreign, "Added").parent, world.service);
    EXPECT_EQ(
        post(Who::administrator, "/services/" + world.service.text, "name=Gone&level=delivery&seen_version=1&organisation=" + world.b.text)
            .status,
        303);
    EXPECT_TRUE(service(world.foreign, "Service of A").closed_at) << "it went where the other partnership does not see it";

    // After leaving nothing is followed any more, until it comes back.
    EXPECT_EQ(post(Who::foreign_administrator, a + "/leave").status, 303);
    EXPECT_TRUE(organisation(world.foreign, world.a).closed_at);
    EXPECT_EQ(post(Who::a_administrator, a, "name=Again&kind=police&seen_version=2").status, 303);
    EXPECT_EQ(organisation(world.foreign, world.a).name, "Renamed");
    ASSERT_NO_FATAL_FAILURE(join());
    EXPECT_EQ(organisation(world.foreign, world.a).name, "Again");
    EXPECT_FALSE(organisation(world.foreign, world.a).closed_at);
}

TEST_P(Organisations, ask_for_a_code_that_is_right) {
    EXPECT_EQ(post(Who::a_administrator, a + "/joining-codes", "purpose=").status, 422);
    EXPECT_EQ(post(Who::a_reader, a + "/joining-codes", "purpose=x").status, 403);
    const auto page = post(Who::a_administrator, a + "/joining-codes", "purpose=x");
    const auto at = page.body.find("<code>") + 6;
    code = page.body.substr(at, page.body.find("</code>") - at);
    EXPECT_EQ(post(Who::administrator, "/organisations/join", "code=" + code).status, 422) << "it is there already";
    EXPECT_EQ(post(Who::foreign_administrator, "/organisations/join", "code=" + code + "x").status, 422);
    world.site.now += people::joining_code_lasts;
    sessions.clear();
    EXPECT_EQ(post(Who::foreign_administrator, "/organisations/join", "code=" + code).status, 422) << "its time is over";
}

TEST_P(Organisations, of_others_are_not_there) {
    const auto theirs = OrganisationId::make(world.site.now);
    const auto service_there = ServiceId::make(world.site.now);
    world.site.database().writing([&](db::Write& db) {
        people::add_organisation(db, {world.foreign, {}, world.site.now}, {theirs, "Theirs", "police"});
        people::add_service(db, {world.foreign, {}, world.site.now}, {service_there, theirs, {}, "Service there", 3});
        return true;
    });
    for (const auto* part : {"", "/merge", "/joining-codes"})
        EXPECT_EQ(get(Who::administrator, "/organisations/" + theirs.text + part).status, 404);
    for (const auto* part : {"", "/merge", "/joining-codes", "/leave", "/state"})
        EXPECT_EQ(post(Who::administrator, "/organisations/" + theirs.text + part).status, 404);
    EXPECT_EQ(get(Who::administrator, "/services/" + service_there.text).status, 404);
    EXPECT_EQ(post(Who::administrator, a + "/merge", "typed_name=Organisation+A&into=" + theirs.text).status, 422);
    EXPECT_EQ(
        post(Who::administrator, "/services/" + world.service.text + "/merge", "typed_name=Service+of+A&into=" + service_there.text).status,
        422);
    const auto fields = "name=X&level=delivery&seen_version=1&organisation=";
    EXPECT_EQ(post(Who::administrator, "/services/" + world.service.text, fields + theirs.text).status, 422);
    EXPECT_EQ(post(Who::administrator, "/services/" + world.service.text, fields + world.a.text + "&parent=" + service_there.text).status,
              422);
    EXPECT_EQ(get(Who::administrator, "/organisations?q=theirs").body.find(theirs.text), std::string::npos);
}

TEST_P(Organisations, do_not_open_what_is_theirs_to_whoever_serves_a_service_above_theirs) {
    const auto same = ServiceId::make(world.site.now);
    const auto other = ServiceId::make(world.site.now);
    const auto back = ServiceId::make(world.site.now);
    world.site.database().writing([&](db::Write& db) {
        people::add_service(db, world.site.by(Role::administrator), {same, world.a, world.service, "Below in A", 3});
        people::add_service(db, world.site.by(Role::administrator), {other, world.b, world.service, "Below in B", 3});
        people::add_service(db, world.site.by(Role::administrator), {back, world.a, other, "Of A, below what is B's", 3});
        return true;
    });
    const auto session = world.session_of(Who::service_evaluator);
    const auto actor =
        world.site.database().reading([&](db::Read& db) { return access::find_actor(db, web::token_hash(session), world.site.now); });
    std::vector<std::string> reached;
    for (const auto& held : actor.roles)
        if (held.reach == Reach::service) reached.push_back(held.on);
    EXPECT_THAT(reached, ::testing::UnorderedElementsAre(world.service.text, same.text));
}

TEST_P(Organisations, are_not_imported_from_what_the_other_tab_previewed) {
    (void)upload(Who::administrator, "organisation\r\nOf this tab");
    const auto this_tab = get(Who::administrator, "/organisations/import/preview").body;
    (void)upload(Who::administrator, "organisation\r\nOf the other tab");
    const auto refused = confirm(this_tab);
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(refused.body, HasSubstr("You have sent another spreadsheet since"));
    EXPECT_THAT(get(Who::administrator, "/organisations").body, Not(HasSubstr("Of the other tab")));
    EXPECT_EQ(confirm(refused.body).status, 303);
    EXPECT_EQ(confirm(refused.body).status, 409) << "it is used up";
}

TEST_P(Organisations, place_a_service_below_anothers_once_both_agree) {
    const auto& here = world.site.partnership();
    const auto above = ServiceId::make(world.site.now);
    world.site.database().writing([&](db::Write& db) {
        people::add_service(db, {here, {}, world.site.now}, {above, world.b, {}, "Service of B", 1});
        return true;
    });
    const auto asker = "/services/" + world.service.text, asked = "/services/" + above.text;
    EXPECT_THAT(get(Who::a_administrator, asker).body, HasSubstr("Service of B (Organisation B)"));
    EXPECT_THAT(get(Who::a_administrator, "/services/new").body, Not(HasSubstr("Service of B"))) << "only one's own until both agree";
    EXPECT_EQ(post(Who::a_administrator, asker + "/place", "place=" + world.service.text).status, 422) << "itself";
    EXPECT_EQ(post(Who::a_administrator, asker + "/place", "place=nothing").status, 422);
    EXPECT_EQ(post(Who::a_administrator, asker + "/place", "place=" + above.text).status, 303);
    EXPECT_FALSE(service(here, "Service of A").parent) << "nobody has agreed";
    EXPECT_THAT(get(Who::a_administrator, asker).body, HasSubstr("They have not answered yet"));
    EXPECT_THAT(get(Who::administrator, "/organisations").body,
                HasSubstr("Service of A of Organisation A asks to be part of Service of B"));
    EXPECT_EQ(post(Who::a_administrator, asked + "/place/answer", "do=agree&below=" + world.service.text).status, 403)
        << "not theirs to agree";

    EXPECT_EQ(post(Who::a_administrator, asker + "/place", "do=take_back").status, 303);
    EXPECT_EQ(post(Who::administrator, asked + "/place/answer", "do=agree&below=" + world.service.text).status, 409);
    EXPECT_EQ(post(Who::a_administrator, asker + "/place", "place=" + above.text).status, 303);
    EXPECT_EQ(post(Who::administrator, asked + "/place/answer", "do=decline&below=" + world.service.text).status, 303);
    EXPECT_FALSE(service(here, "Service of A").parent);
    EXPECT_EQ(post(Who::a_administrator, asker + "/place", "place=" + above.text).status, 303);
    EXPECT_EQ(post(Who::administrator, asked + "/place/answer", "do=agree&below=" + world.service.text).status, 303);
    EXPECT_EQ(service(here, "Service of A").parent, above);
    for (const auto* verb : {"asked_place", "took_back_place", "declined_place", "agreed_place"})
        EXPECT_THAT(verbs(here, "service", world.service.text), Contains(verb));
}

TEST_P(Organisations, wait_for_no_answer_about_a_service_that_was_closed) {
    const auto& here = world.site.partnership();
    const auto above = ServiceId::make(world.site.now);
    world.site.database().writing([&](db::Write& db) {
        people::add_service(db, {here, {}, world.site.now}, {above, world.b, {}, "Service of B", 1});
        people::ask_for_place(db, {here, world.bystander, world.site.now}, world.service, {.id = above, .name = "Service of B"});
        return true;
    });
    const auto waits = HasSubstr("1 question still to answer");
    EXPECT_THAT(get(Who::administrator, "/").body, waits);
    world.site.database().writing(
        [&](db::Write& db) { return db.run("update service set closed_at = $2 where id = $1", world.service, world.site.now); });
    EXPECT_THAT(get(Who::administrator, "/organisations").body, Not(HasSubstr("asks to be part of Service of B")));
    EXPECT_THAT(get(Who::administrator, "/").body, Not(waits)) << "home says what the page does not show";
}

TEST_P(Organisations, say_which_part_of_a_service_concerns_children) {
    const auto before = everything(world.site.partnership()).services.front();
    const auto form = "name=" + web::percent_encoded(before.name) + "&organisation=" + before.organisation.text +
                      "&level=" + people::level_name(before.level) + "&parent=" + (before.parent ? before.parent->text : "") +
                      "&seen_version=" + std::to_string(before.version);
    EXPECT_EQ(post(Who::administrator, "/services/" + before.id.text, form + "&children_part=" + std::string(301, 'x')).status, 422);
    EXPECT_EQ(post(Who::administrator, "/services/" + before.id.text, form + "&children_part=Zqxunit").status, 303);
    EXPECT_EQ(service(world.site.partnership(), before.name).children_part, "Zqxunit");
    for (const auto& page : {"/organisations/" + before.organisation.text, "/services/" + before.id.text})
        EXPECT_THAT(get(Who::administrator, page).body, HasSubstr("Zqxunit")) << page;
    const auto evaluation = world.thing(What::joint).evaluation;
    world.site.database().writing([&](db::Write& db) {
        return db.run(
            "insert into evaluation_service (partnership_id, evaluation_id, service_id) values ($1, $2, $3) on conflict do nothing",
            world.site.partnership(), evaluation, before.id);
    });
    EXPECT_THAT(get(Who::lead, "/evaluations/" + evaluation + "/report").body,
                ::testing::AllOf(HasSubstr("Part of " + before.name + " that concerns children"), HasSubstr("Zqxunit")));
}

TEST_P(Organisations, can_be_schools_and_nurseries) {
    for (const auto& [kind, word] : {std::pair{"school", "School"}, {"nursery", "Nursery"}, {"other", "Other"}}) {
        const auto made = post(Who::administrator, "/organisations/new", fmt::format("name=Shore+{0}&kind={0}&seen_version=0", kind));
        ASSERT_EQ(made.status, 303) << kind;
        EXPECT_THAT(get(Who::administrator, header(made, "Location")).body, HasSubstr(word));
    }
    EXPECT_EQ(post(Who::administrator, "/organisations/new", "name=Shore+shop&kind=shop&seen_version=0").status, 422);
}

TEST_P(Organisations, are_imported_once_everything_is_right) {
    const auto& here = world.site.partnership();
    const auto table = [](const std::string& rows) { return "organisation;kind;service;level;part of;boss\r\n" + rows; };
    EXPECT_EQ(upload(Who::a_administrator, table("X")).status, 403);
    EXPECT_EQ(upload(Who::administrator, "").status, 422);
    EXPECT_THAT(upload(Who::administrator, "PK\x03\x04").body, HasSubstr("not an Excel workbook"));
    EXPECT_THAT(upload(Who::administrator, "name\r\nx").body, HasSubstr("no column called Organisation"));

    EXPECT_EQ(upload(Who::administrator, table("Harbour;;Nursery;deliver;Nowhere;\r\nOrganisation A")).status, 303);
    const auto wrong = get(Who::administrator, "/organisations/import/preview");
    for (const auto* words :
         {"Use Strategically, Operationally or In delivery", "There is no service with this name", "These columns are not read: boss"})
        EXPECT_THAT(wrong.body, HasSubstr(words));
    EXPECT_THAT(wrong.body, Not(HasSubstr("Import 2 rows")));
    EXPECT_EQ(post(Who::administrator, "/organisations/import/preview").status, 409);
    EXPECT_EQ(service(here, "Nursery").name, "");

    EXPECT_EQ(upload(Who::administrator, table("Organisation A;;Nursery;delivery;Service of A;\r\nHarbour;Voluntary body")).status, 303);
    EXPECT_THAT(get(Who::administrator, "/organisations/import/preview").body, HasSubstr("Import 2 rows"));
    EXPECT_EQ(get(Who::lead, "/organisations/import/preview").status, 403);
    EXPECT_EQ(confirm(get(Who::administrator, "/organisations/import/preview").body).status, 303);
    EXPECT_EQ(service(here, "Nursery").parent, world.service);
    EXPECT_THAT(verbs(here, "service", service(here, "Nursery").id.text), Contains("added_service"));
    EXPECT_EQ(header(get(Who::administrator, "/organisations/import/preview"), "Location"), "/organisations/import") << "it is used up";

    EXPECT_EQ(upload(Who::administrator, table("Organisation A;;Nursery;delivery;Service of A;")).status, 303);
    EXPECT_THAT(get(Who::administrator, "/organisations/import/preview").body, HasSubstr("There is nothing to import"));
    EXPECT_TRUE(std::filesystem::is_empty(world.site.files().folder()) || world.site.database().reading([&](db::Read& db) {
        return db.all([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from evidence_file").front() > 0;
    }));
}

TEST_P(Organisations, are_read_in_one_or_two_trips) {
    world.site.database().writing([&](db::Write& db) {
        for (int i = 0; i < 500; ++i)
            people::add_service(db, world.site.by(Role::administrator),
                                {ServiceId::make(world.site.now), world.b, {}, fmt::format("Service {}", i), 1 + i % 3});
        return true;
    });
    world.site.sign_in(Role::administrator);
    for (const auto& page :
         {std::string("/organisations"), std::string("/organisations?q=service"), a, b, a + "/merge", a + "/joining-codes",
          "/services/" + world.service.text, "/services/" + world.service.text + "/merge", std::string("/organisations/join"),
          std::string("/organisations/import"), std::string("/account/partnership")}) {
        const auto response = world.site.get(page);
        EXPECT_EQ(response.status, web::Status::ok) << page;
        EXPECT_LE(response.trips, 2) << page;
        EXPECT_THAT(world.site.document(response), HasSubstr("</html>")) << page;
    }
    EXPECT_THAT(world.site.html("/organisations"), HasSubstr("Organisation B: 501 services"));
    EXPECT_THAT(world.site.html("/organisations?q=nothing+is+called+so"), HasSubstr("No organisation or service matches these words"));
}

TEST_P(Organisations, belong_to_the_partnership_that_somebody_works_in) {
    auto& site = world.site;
    site.sign_in(Role::administrator);
    EXPECT_EQ(site.post("/account/partnership", {{"partnership", world.foreign.text}}).status, web::Status::unprocessable);
    site.database().writing([&](db::Write& db) {
        people::add_assignment(db, world.foreign,
                               people::on_partnership(world.foreign, site.account(Role::administrator), Role::reader, site.now));
        return true;
    });
    EXPECT_THAT(site.html("/account/partnership"), HasSubstr("Foreign partnership"));
    EXPECT_EQ(site.post("/account/partnership", {{"partnership", world.foreign.text}}).status, web::Status::see_other);
    EXPECT_EQ(site.get(a).status, web::Status::not_found);
    EXPECT_THAT(site.html("/account"), HasSubstr("You work in Foreign partnership."));
    const auto next =
        site.database().reading([&](db::Read& db) { return access::find_partnership_of(db, site.account(Role::administrator), site.now); });
    EXPECT_EQ(next, world.foreign) << "and starts there the next time";
}

}  // namespace
}  // namespace touchstone
