#include "evidence/evidence_import_words_pages.h"

#include "base/text.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using frameworks::Framework;
using web::text;

template <class Named>
std::vector<std::string> titles(const std::vector<Named>& known) {
    std::vector<std::string> all;
    for (const auto& one : known) all.push_back(one.title);
    return all;
}

// What may stand in a column; empty where anything may.
std::string forms_of(const Framework& framework, const std::string& column) {
    if (column == "from" || column == "to" || column == "collected") return text("evaluations.evidence_import.forms.day");
    std::vector<std::string> known;
    if (column == "source") known = titles(framework.sources);
    if (column == "whose_view") known = titles(framework.stakeholder_groups);
    if (column == "security")
        for (const auto security : all_securities()) known.push_back(text("evaluations.security." + name_of(security) + ".name"));
    return known.empty() ? "" : text("evaluations.evidence_import.forms.one_of", {{"words", web::listed_apart(known)}});
}

}  // namespace

web::List problems_said(const PlannedItem& planned, const Framework& framework, bool is_of_table) {
    constexpr std::size_t shown_max = 80;
    web::List said;
    for (const auto& [field, why] : planned.problems) {
        auto words = text("evaluations.evidence_import.column." + field) + ": " + text(why);
        const auto cell = first_characters(cell_of(*planned.row, field), shown_max);
        if (is_of_table) {
            if (!cell.empty()) words += ". " + text("evaluations.evidence_import.stood", {{"value", cell}});
            if (const auto forms = forms_of(framework, field); !forms.empty()) words += (cell.empty() ? ". " : " ") + forms;
        }
        said.push_back(words);
    }
    return said;
}

}  // namespace touchstone::evidence
