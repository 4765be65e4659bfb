// What the pages of organisations and services say in the same words.
#pragma once
#include <optional>
#include <string>

#include "db/db.h"
#include "people/organisation.h"
#include "web/components.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::people {

[[nodiscard]] std::string kind_word(const std::string& kind);
[[nodiscard]] std::string level_word(int level);
// "Open", or since when it is not.
[[nodiscard]] std::string closed_word(const std::optional<Instant>& at);
[[nodiscard]] std::string address_of(const Organisation&);
[[nodiscard]] std::string address_of(const Service&);
// An empty id asks about the partnership's own administrators.
[[nodiscard]] bool may_change(const web::Visit&, const OrganisationId&);

// What the address and the form name, with whatever those services are part of: enough to save by. A page needs all.
[[nodiscard]] Everything named_in(const web::Visit&, db::Read&);
[[nodiscard]] const Organisation* one_of(const Everything&, const OrganisationId&);
[[nodiscard]] const Service* one_of(const Everything&, const ServiceId&);

[[nodiscard]] web::Data plain_input(const std::string& name, const std::string& label, const std::string& value, const Problems&,
                                    const std::string& hint = {});
// With the way back to the overview, and who sees it.
[[nodiscard]] web::Response organisation_page(std::string view, std::string title, web::Object data, web::Status = web::Status::ok);

// Alone or with partners.
[[nodiscard]] std::vector<web::Option> working_options();

}  // namespace touchstone::people
