// What the pages about talks share: the talk that the address names, and what may be named of groups and themes.
#pragma once
#include <optional>

#include "evidence/retention.h"
#include "voice/talk_store.h"
#include "web/fields.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::voice {

[[nodiscard]] std::optional<TalkWhole> talk_at(const web::Visit&, db::Read&);
// `none` is said of no group, where none may be chosen or stands there at first.
[[nodiscard]] web::Offers themes_and_groups(db::Read&, const std::string& none = {});
// The same, and how long things are kept: one trip.
struct OffersAndRules {
    web::Offers offers;
    std::vector<evidence::RetentionRule> rules;
};
[[nodiscard]] OffersAndRules offers_and_rules(const web::Visit&, db::Read&);
// What hangs on the talk: its place in the site and who can see it.
[[nodiscard]] web::Response talk_page(const std::string& view, const std::string& title, const Talk&, web::Object,
                                      web::Status = web::Status::ok);
// One talk, with what is wrong of a form on it.
[[nodiscard]] web::Response whole_talk_page(const web::Visit&, db::Read&, const TalkWhole&, const Problems&, web::Status);
// The group, then everyone who takes part.
[[nodiscard]] std::vector<web::Option> speakers_of(const TalkWhole&);

}  // namespace touchstone::voice
