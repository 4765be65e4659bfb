#include <fmt/format.h>

#include "people/account_store.h"
#include "people/assignment_store.h"
#include "tests/journeys/saving.h"

namespace touchstone::testing {

void save_people(Full& full) {
    auto& site = full.site;
    site.sign_in(Role::administrator);
    const auto reader = "/people/" + site.account(Role::reader).text;
    full.save("a role", reader + "/roles", {{"role", "evaluator"}, {"on", "organisation/" + full.organisation.text}});
    full.save("a role on a service", reader + "/roles", {{"role", "evaluator"}, {"on", "service/" + full.service.text}});
    full.save("a role on an evaluation", reader + "/roles",
              Fields{{"role", "inspector"}, {"on", "evaluation/" + full.self.text}, {"reason", "Zqx"}} + day("until", 2027, 1, 31));
    const auto given = people::on_partnership(site.partnership(), site.account(Role::reader), Role::contributor, site.now);
    full.write([&](db::Write& db) { people::add_assignment(db, site.partnership(), given); });
    full.save("an ended role", reader + "/roles/" + given.id.text + "/end", {});
    full.save(
        "an invitation by an administrator", "/people/invite",
        {{"name", "Zqxother"}, {"email", "zqxother@example.org"}, {"role", "reader"}, {"on", "organisation/" + full.organisation.text}});
    full.save("a receiver of concerns", "/concerns/receivers",
              {{"organisation", full.small.text}, {"person", site.account(Role::administrator).text}});
    full.save("a concern", "/concerns/new",
              {{"organisation", full.small.text}, {"urgency", "today"}, {"words", "Zqx."}, {"who", "Zqx"}, {"told", "Nobody"}});
    full.save("an erasure asked for", "/rights", {{"email", "p1@example.org"}, {"reason", "asked"}});
}

}  // namespace touchstone::testing
