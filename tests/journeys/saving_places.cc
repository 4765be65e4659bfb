#include "people/import_store.h"
#include "people/joining_store.h"
#include "people/organisation_store.h"
#include "tests/journeys/saving.h"
#include "web/session.h"

namespace touchstone::testing {
namespace {

// A code with which an organisation of another partnership can join.
std::string code_from_elsewhere(Full& full) {
    const auto now = full.site.now;
    const auto home = PartnershipId::make(now);
    const auto organisation = OrganisationId::make(now);
    const auto by = full.site.account(Role::administrator);
    full.write([&](db::Write& db) {
        people::add_partnership(db, {home, "Zqxelsewhere", "", ""});
        people::add_organisation(db, {home, {}, now}, {organisation, "Zqxguest", "voluntary_body"});
        people::add_service(db, {home, {}, now}, {ServiceId::make(now), organisation, std::nullopt, "Zqxguests", 3, {}, {}, 1});
        people::keep_joining_code(db, {home, by, now}, {home, organisation, "", "", "Zqx", by, now, now + people::joining_code_lasts},
                                  web::token_hash("zqxcode"));
    });
    return "zqxcode";
}

std::string draft_of_import(Full& full) {
    const auto& site = full.site;
    const Rows rows{{"Organisation", "Kind", "Service", "Level", "Part of"},
                    {"Zqxfresh", "Voluntary body", "Zqxfirst", "operational", ""},
                    {"Zqxfresh", "", "Zqxsecond", "delivery", "Zqxfirst"},
                    {"zqxcouncil", "", "Zqxthird", "delivery", "ZqxService"},
                    {"Zqxcouncil", "", "Zqxservice", "delivery", ""}};
    full.write([&](db::Write& db) {
        people::keep_import_draft(db, site.partnership(), site.account(Role::administrator),
                                  {"zqximport", "file.csv", {rows, {}}, site.now});
    });
    return "zqximport";
}

void save_services(Full& full) {
    const auto of_small = "/services/" + full.below.text;
    full.save("a new service", "/services/new",
              {{"organisation", full.small.text}, {"name", "Zqxnew"}, {"level", "delivery"}, {"parent", full.above.text}});
    full.save("an altered service", of_small,
              {{"organisation", full.small.text},
               {"name", "Zqxaltered"},
               {"level", "delivery"},
               {"parent", full.above.text},
               {"seen_version", "1"}});
    full.save("a service of a large organisation", "/services/" + full.service.text,
              {{"organisation", full.organisation.text}, {"name", "Zqxservice"}, {"level", "operational"}, {"seen_version", "1"}});
    full.save("a closed service", of_small + "/state", {{"state", "closed"}});
    full.save("a service opened again", of_small + "/state", {{"state", "open"}});
    full.save("a place asked for", of_small + "/place", {{"place", full.service.text}});
    full.save("a place no more asked for", of_small + "/place", {{"do", "take_back"}});
    full.save("a place asked for again", of_small + "/place", {{"place", full.service.text}});
    full.save("a place agreed to", "/services/" + full.service.text + "/place/answer", {{"below", full.below.text}, {"do", "agree"}});
    full.save("a merged service", of_small + "/merge", {{"into", full.above.text}, {"typed_name", "Zqxaltered"}});
}

}  // namespace

void save_places(Full& full) {
    full.site.sign_in(Role::administrator);
    const auto small = "/organisations/" + full.small.text;
    full.save("a new organisation", "/organisations/new", {{"name", "Zqxnew"}, {"kind", "voluntary_body"}});
    full.save("an altered organisation", small, {{"name", "Zqxsmall"}, {"kind", "other"}, {"seen_version", "1"}});
    full.save("an altered large organisation", "/organisations/" + full.organisation.text,
              {{"name", "Zqxcouncil"}, {"kind", "other"}, {"seen_version", "1"}});
    full.save("a closed organisation", small + "/state", {{"state", "closed"}});
    full.save("an organisation opened again", small + "/state", {{"state", "open"}});
    full.save("a code for joining", small + "/joining-codes", {{"purpose", "Zqx"}}, web::Status::ok);
    const auto joined = full.save("an organisation that joins", "/organisations/join", {{"code", code_from_elsewhere(full)}});
    full.save("an organisation that leaves", joined + "/leave", {});
    save_services(full);
    full.save("a merged organisation", small + "/merge", {{"into", full.organisation.text}, {"typed_name", "Zqxsmall"}});
    full.save("an import", "/organisations/import/preview", {{"seen_version", draft_of_import(full)}});
}

}  // namespace touchstone::testing
