#include "standards/standard.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/checks.h"

namespace touchstone::standards {

std::string name_of(const Standard& standard) {
    return (standard.code.empty() ? "" : standard.code + " ") + standard.title + " (" + standard.document + ")";
}

const Fields<StandardDraft>& standard_fields() {
    using field::choices, field::needed, field::words;
    static const Fields<StandardDraft> fields{
        "standards.standard",
        {needed(words("document", &StandardDraft::document, name_max_characters)),
         words("publisher", &StandardDraft::publisher, name_max_characters), words("number", &StandardDraft::code, name_max_characters),
         needed(words("title", &StandardDraft::title, name_max_characters)), words("link", &StandardDraft::link, link_max_characters),
         needed(choices("serves", &StandardDraft::serves))},
        &StandardDraft::seen_version};
    return fields;
}

StandardDraft draft_of(const Standard& standard) {
    return {standard.document, standard.publisher, standard.code, standard.title, standard.link, standard.serves, standard.version};
}

Outcome<Standard> set_standard(const Standard& before, const StandardDraft& draft, const std::vector<std::string>& indicators) {
    Problems problems;
    require_text(problems, "standards.standard", "document", draft.document, name_max_characters);
    limit_text(problems, "standards.standard", "publisher", draft.publisher, name_max_characters);
    limit_text(problems, "standards.standard", "number", draft.code, name_max_characters);
    require_text(problems, "standards.standard", "title", draft.title, name_max_characters);
    if (!draft.link.empty() && !draft.link.starts_with("https://") && !draft.link.starts_with("http://"))
        problems.push_back({"link", "standards.standard.link_wrong"});
    limit_text(problems, "standards.standard", "link", draft.link, link_max_characters);
    const bool all_known =
        std::ranges::all_of(draft.serves, [&](const auto& code) { return std::ranges::find(indicators, code) != indicators.end(); });
    if (draft.serves.empty() || !all_known) problems.push_back({"serves", "standards.standard.serves_missing"});
    if (!problems.empty()) return refuse(problems);
    auto after = before;
    after.document = draft.document;
    after.publisher = draft.publisher;
    after.code = draft.code;
    after.title = draft.title;
    after.link = draft.link;
    after.serves = draft.serves;
    after.version = draft.seen_version;
    return after;
}

std::string as_json(const Standard& standard) {
    return nlohmann::json{{"title", name_of(standard)}, {"themes", standard.serves}, {"link", standard.link}}.dump();
}

std::string as_json(const std::vector<Standard>& standards) {
    std::vector<std::string> names;
    for (const auto& standard : standards) names.push_back(name_of(standard));
    return nlohmann::json{{"name", names}}.dump();
}

}  // namespace touchstone::standards
