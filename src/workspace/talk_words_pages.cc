#include "workspace/talk_words_pages.h"

#include "conclusions/conclusion_words_pages.h"
#include "judging/judging_words_pages.h"

namespace touchstone::workspace {

using conversations::Kind;

std::string object_of(const frameworks::Framework& framework, const ListedTalk& talk) {
    if (talk.about.kind == Kind::evidence) return talk.title;
    if (talk.about.kind == Kind::conclusion) {
        const auto part = conclusions::part_from(framework, talk.about.part);
        return part ? conclusions::part_title(framework, *part) : talk.title;
    }
    const auto found = std::ranges::find(framework.indicators, talk.about.part, &frameworks::Indicator::code);
    return found == framework.indicators.end() ? talk.about.part : found->code + " " + found->title;
}

std::string address_of(const ListedTalk& talk) {
    const auto at = "#talk_" + talk.id.text;
    const EvaluationId evaluation{talk.about.object};
    if (talk.about.kind == Kind::evidence) return "/evidence/" + talk.about.object + at;
    if (talk.about.kind == Kind::indicator) return judging::desk_address(evaluation, talk.about.part) + at;
    return conclusions::part_address(evaluation, conclusions::stored_part(talk.about.part)) + at;
}

}  // namespace touchstone::workspace
