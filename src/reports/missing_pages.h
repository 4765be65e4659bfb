// What is still missing from an evaluation before it is finished or published, each with the place where it is mended; and words for
// proportions that no figure bears. Nothing here decides: two things alone stop a publication, and both are said.
#pragma once
#include <string>
#include <vector>

#include "conclusions/whole_store.h"
#include "evaluations/evaluation.h"
#include "frameworks/framework.h"
#include "reports/publishing_store.h"
#include "web/view.h"

namespace touchstone::reports {

struct Missing {
    std::string words, href, link;
};
[[nodiscard]] std::vector<Missing> missing_from(const evaluations::Evaluation&, const frameworks::Framework&, const conclusions::Whole&);
[[nodiscard]] bool has_statement_on_capacity(const frameworks::Framework&, const conclusions::Whole&);
// A list of sentences with links, or false.
[[nodiscard]] web::Data missing_list(const std::vector<Missing>&);
// A table of words, sentences and places; or false. In what people wrote: rationales, caveats, conclusions, findings and plain words.
[[nodiscard]] web::Data unborne_words(const evaluations::Evaluation&, const frameworks::Framework&, const conclusions::Whole&,
                                      const PlainWords&);

}  // namespace touchstone::reports
