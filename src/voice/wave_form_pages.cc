#include "voice/wave_form_pages.h"

#include "frameworks/framework_pages.h"
#include "people/account_store.h"
#include "voice/questionnaire_pages.h"
#include "voice/voice_words_pages.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::voice {

using web::text;

Offered offered_for(const web::Visit& visit, db::Read& db) {
    Offered offered;
    std::vector<web::Option> people{{"", text("voice.wave.nobody"), {}}};
    db::Trip trip(db);
    const auto accounts = people::ask_accounts(trip, visit.actor.partnership, visit.now);
    const auto owners = evaluations::ask_owners(trip, visit.actor, Ability::evaluate, visit.now);
    const auto published = frameworks::ask_frameworks(trip);
    const auto help = ask_last_help(trip, visit.actor.partnership);
    trip.go();
    offered.help = help->value_or(HelpLine{});
    offered.owners = evaluations::without_services(evaluations::named_owners(owners.all()));
    for (const auto& person : *accounts) {
        if (person.is_disabled) continue;
        people.push_back({person.id.text, person.name, {}});
        offered.values.readers.push_back(person.id);
    }
    web::sort_by_label(people);
    const auto groups = group_options(frameworks::latest_among(db, *published));
    for (const auto& group : groups) offered.values.groups.push_back(group.value);
    offered.options = {{"reader", people}, {"deputy", people}, {"whose_view", groups}};
    return offered;
}

WaveDraft usual_wave(const web::Visit& visit, const Offered& offered) {
    const auto today = std::chrono::sys_days{date_of(visit.now)};
    return {.access = "open_link",
            .manner = "pages",
            .opens = iso(Date{today}),
            .closes = iso(Date{today + std::chrono::days{21}}),
            .smallest = std::to_string(smallest_least),
            .zeros_shown = "no",
            .help_name = offered.help.name,
            .help_phone = offered.help.phone,
            .help_hours = offered.help.hours};
}

}  // namespace touchstone::voice
