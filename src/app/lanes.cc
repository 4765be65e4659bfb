#include "app/lanes.h"

#include <array>

#include "people/account_store.h"
#include "web/language.h"

namespace touchstone::app {

namespace {

const std::array<std::string, 4> own_lanes{"file_scan", "file_text", "figure_import", "reply_import"};

std::string language_of(db::Read& db, const PartnershipId& partnership) {
    const auto found = people::find_languages(db, partnership, "");
    return web::spoken_to(found.works_alone, {found.partnership});
}

}  // namespace

Lanes::Lanes(db::Database& database, const std::map<std::string, jobs::Work>& works, const std::function<Instant()>& clock) {
    auto others = works;
    for (const auto& kind : own_lanes)
        if (const auto work = works.find(kind); work != works.end()) {
            runners_.emplace_back(database, std::map<std::string, jobs::Work>{*work}, language_of, clock);
            others.erase(kind);
        }
    runners_.emplace_back(database, std::move(others), language_of, clock);
}

void Lanes::wake() {
    for (auto& runner : runners_) runner.wake();
}

}  // namespace touchstone::app
