#include "people/account.h"

#include <algorithm>

#include "base/text.h"
#include "people/known_passwords.h"

namespace touchstone::people {

Outcome<Account> invite_account(const AccountDraft& draft, Instant now) {
    Problems problems;
    const auto email = email_from(draft.email);
    if (!is_email(email)) problems.push_back({"email", "people.account.email_wrong"});
    if (draft.name.empty() || characters(draft.name) > name_max_characters) problems.push_back({"name", "people.account.name_missing"});
    if (characters(draft.job) > name_max_characters) problems.push_back({"job", "people.account.job_too_long"});
    if (!problems.empty()) return refuse(problems);
    return Account{AccountId::make(now), email, draft.name, draft.job, "", std::nullopt, now};
}

Outcome<Account> open_account(const AccountDraft& draft, const std::string& password_hash, Instant now) {
    auto opened = invite_account(draft, now);
    auto problems = opened ? Problems() : opened.error();
    std::ranges::copy(password_problems(draft.password, email_from(draft.email)), std::back_inserter(problems));
    if (!problems.empty()) return refuse(problems);
    opened->password_hash = password_hash;
    return opened;
}

Problems password_problems(const std::string& password, const std::string& email) {
    if (characters(password) < password_min_characters) return {{"password", "people.account.password_short"}};
    if (password.size() > password_max_bytes) return {{"password", "people.account.password_long"}};
    if (!email.empty() && lowered(password).find(email) != std::string::npos) return {{"password", "people.account.password_is_email"}};
    if (is_known_password(password)) return {{"password", "people.account.password_known"}};
    return {};
}

std::string email_from(const std::string& typed) { return lowered(tidied(typed)); }

bool is_email(const std::string& email) {
    const auto at = email.find('@');
    if (at == std::string::npos || at == 0 || at + 1 == email.size() || email.size() > email_max_characters ||
        email.find('@', at + 1) != std::string::npos)
        return false;
    return std::ranges::none_of(
        email, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == ',' || c == '"'; });
}

}  // namespace touchstone::people
