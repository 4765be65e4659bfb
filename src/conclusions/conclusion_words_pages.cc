#include "conclusions/conclusion_words_pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::conclusions {

using web::text;

std::string part_title(const frameworks::Framework& framework, const Part& part) {
    if (part.kind == Part::Kind::component) return text("evaluations.capacity.component." + part.key + ".name");
    if (part.kind == Part::Kind::area) return frameworks::find_key_area(framework, part.key)->title;
    return std::ranges::find_if(framework.questions, [&](const auto& question) { return part_of_question(question.number) == part; })
        ->title;
}

web::List further_statements(const std::string& achievements, const std::string& responsiveness) {
    web::List statements;
    for (const auto& [key, words] : {std::pair("achievements", achievements), {"responsiveness", responsiveness}})
        if (!words.empty())
            statements.push_back(
                web::Object{{"title", text(std::string("evaluations.conclusion.") + key)}, {"paragraphs", web::paragraphs(words)}});
    return statements;
}

std::string part_address(const EvaluationId& evaluation, const Part& part) {
    constexpr const char* folders[] = {"/questions/", "/key-areas/", "/capacity/"};
    return evaluations::address_of(evaluation) + folders[static_cast<int>(part.kind)] + part.key;
}

}  // namespace touchstone::conclusions
