#include "workspace/talk_words_pages.h"

#include "conclusions/conclusion_words_pages.h"
#include "judging/judging_words_pages.h"

namespace touchstone::workspace {

using conversations::Kind;

std::string address_of(const ListedTalk& talk) {
    const auto at = "#talk_" + talk.id.text;
    const EvaluationId evaluation{talk.about.object};
    if (talk.about.kind == Kind::evidence) return "/evidence/" + talk.about.object + at;
    if (talk.about.kind == Kind::indicator) return judging::desk_address(evaluation, talk.about.part) + at;
    return conclusions::part_address(evaluation, conclusions::stored_part(talk.about.part)) + at;
}

}  // namespace touchstone::workspace
