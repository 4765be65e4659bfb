// Access tokens in tables, and what programs were answered.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/access_token.h"
#include "base/actor.h"
#include "base/kept_answer.h"
#include "db/db.h"

namespace touchstone::access {

void add_access_token(db::Write&, const By&, const AccessToken&);
// Those that still open something, the newest first.
std::vector<AccessToken> list_access_tokens(db::Read&, const AccountId&, Instant now);
void note_token_use(db::Write&, const std::string& token_hash, Instant now);
// One's own. False when it is not.
[[nodiscard]] bool end_access_token(db::Write&, const By&, const std::string& token_hash);
void end_tokens_of(db::Write&, const AccountId&);

inline constexpr std::chrono::hours api_answer_length{24};
std::optional<KeptAnswer> find_api_answer(db::Read&, const std::string& token_hash, const std::string& key, Instant now);
void keep_api_answer(db::Write&, const std::string& token_hash, const std::string& key, const KeptAnswer&, Instant now);

}  // namespace touchstone::access
