#include "evaluations/evaluation_store.h"
#include "evidence/retention_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "tests/journeys/saving.h"

namespace touchstone::testing {
namespace {

// What belongs to one organisation, and is shared with another.
void save_shares(Full& full) {
    auto& site = full.site;
    const auto partner = OrganisationId::make(site.now);
    full.write([&](db::Write& db) {
        people::add_organisation(db, site.by(Role::administrator), {partner, "Zqxpartner", "police"});
        auto role = people::on_partnership(site.partnership(), site.account(Role::lead), Role::lead, site.now);
        role.reach = Reach::organisation;
        role.on = full.organisation.text;
        people::add_assignment(db, site.partnership(), role);
    });
    const auto item = full.save(
        "an item of an organisation", "/evidence/new",
        Fields{
            {"title", "Zqxown"}, {"source", "observation"}, {"security", "secure"}, {"owner", "organisation/" + full.organisation.text}} +
            day("from", 2026, 1, 1) + day("to", 2026, 6, 30));
    full.save("a share", item + "/sharing",
              Fields{{"with", partner.text}, {"extent", "all"}, {"purpose", "Zqx"}} + day("until", 2027, 1, 31));
    std::string share;
    full.write([&](db::Write& db) {
        share = db.first([](const db::Row& row) { return row.get<std::string>("id"); }, "select id from share where with_id = $1", partner)
                    .value_or("");
    });
    full.save("an ended share", item + "/sharing/" + share + "/end", {});
}

void save_practice(Full& full) {
    const Fields words{{"done", "Zqx."}, {"effect", "Zqx."}, {"ask", "Zqx."}, {"contact", full.site.account(Role::reader).text}};
    const auto made = full.save("good practice", "/good-practice/new",
                                Fields{{"title", "Zqxgood"}, {"owner", "partnership"}, {"indicators", "4.2"}} + words);
    full.save("altered good practice", made + "/edit",
              Fields{{"title", "Zqxbetter"}, {"indicators", "5.1"}, {"published", "yes"}, {"seen_version", "1"}} + words);
    full.save("good practice that is taken up", made + "/adoptions", {{"organisation", full.organisation.text}, {"note", "Zqx."}});
}

void save_standards(Full& full, const std::string& item) {
    std::string standard;
    full.write([&](db::Write& db) {
        standard = db.first([](const db::Row& row) { return row.get<std::string>("id"); },
                            "select id from standard where partnership_id = $1 and title = 'Zqxstandard'", full.site.partnership())
                       .value_or("");
    });
    full.save("an altered standard", "/standards/" + standard,
              {{"document", "Care"}, {"title", "Zqxaltered"}, {"serves", "5.1"}, {"seen_version", "1"}});
    full.save("standards of an item", item + "/standards", {{"standards", standard}, {"seen_version", ""}});
}

}  // namespace

void save_registers(Full& full) {
    full.site.sign_in(Role::lead);
    const auto item = full.save(
        "an item for a standard", "/evidence/new",
        Fields{{"title", "Zqxitem"}, {"source", "observation"}, {"security", "secure"}} + day("from", 2026, 1, 1) + day("to", 2026, 6, 30));
    save_standards(full, item);
    save_shares(full);
    save_practice(full);
    const auto second = full.site.add_evaluation("Zqxsecond");
    full.save("an altered evaluation", "/evaluations/" + second.text + "/set-up",
              Fields{{"title", "Zqxsecond"},
                     {"services", full.service.text},
                     {"kind", "self_evaluation"},
                     {"why", "To know."},
                     {"level", "strategic"},
                     {"children", "Under six"},
                     {"seen_version", "1"}} +
                  day("from", 2026, 8, 1) + day("to", 2026, 10, 31));
    const auto plan = full.save("a plan to alter", "/plans/new",
                                Fields{{"title", "Zqxplan"}, {"owner", "partnership"}, {"evaluations", second.text}} +
                                    day("from", 2026, 8, 1) + day("to", 2027, 7, 31));
    full.save("a signed plan", plan + "/signatures", {{"organisation", full.organisation.text}, {"seen_edition", "1"}});
    full.save("an altered plan", plan + "/edit",
              Fields{{"title", "Zqxplan"}, {"evaluations", full.self.text}, {"seen_version", "1"}} + day("from", 2026, 8, 1) +
                  day("to", 2027, 7, 31));
    const auto record = full.save("a restricted record", "/records/new",
                                  Fields{{"label", "Zqxrecord"}, {"title", "Zqxtitle"}, {"text", "Zqx."}, {"evaluation", second.text}} +
                                      day("keep_until", 2028, 1, 1));
    full.save("a reader of a record", record + "/readers",
              Fields{{"account", full.site.account(Role::reader).text}, {"kind", "reader"}, {"reason", "Meets the family"}} +
                  day("until", 2027, 1, 31));
}

}  // namespace touchstone::testing
