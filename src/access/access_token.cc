#include "access/access_token.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "people/account.h"

namespace touchstone::access {

using namespace people;

const Fields<AccessTokenDraft>& access_token_fields() {
    using field::choice, field::day, field::needed, field::words;
    static const Fields<AccessTokenDraft> fields{
        "people.tokens",
        {needed(words("name", &AccessTokenDraft::name, name_max_characters)),
         needed(choice("access", &AccessTokenDraft::access, {"read", "write"})), needed(day("last_day", &AccessTokenDraft::last_day))}};
    return fields;
}

Outcome<AccessToken> make_access_token(const AccessTokenDraft& draft, std::size_t made_already, Instant now) {
    Problems problems;
    if (made_already >= access_tokens_max) problems.push_back({"", "people.tokens.too_many"});
    if (draft.name.empty() || characters(draft.name) > name_max_characters) problems.push_back({"name", "people.tokens.name_wrong"});
    if (draft.access != "read" && draft.access != "write") problems.push_back({"access", "people.tokens.access_missing"});
    const auto last_day = date_from(draft.last_day);
    const auto ends_at = last_day ? end_of(*last_day) : now;
    if (ends_at <= now || ends_at > now + access_token_longest) problems.push_back({"last_day", "people.tokens.last_day_wrong"});
    if (!problems.empty()) return refuse(problems);
    AccessToken token;
    token.name = draft.name;
    token.may_write = draft.access == "write";
    token.made_at = now;
    token.ends_at = ends_at;
    return token;
}

std::string as_json(const AccessToken& token) {
    return nlohmann::json{{"name", token.name}, {"access", token.may_write ? "write" : "read"}, {"ends", iso(date_of(token.ends_at))}}
        .dump();
}

}  // namespace touchstone::access
