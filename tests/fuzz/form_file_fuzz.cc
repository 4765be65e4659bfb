// Any bytes as a questionnaire of another tool: SurveyJS, LimeSurvey, or what they are. What is taken is written for SurveyJS and read
// again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "voice/form_file.h"
#include "voice/surveyjs.h"

namespace {

using namespace touchstone;
using namespace touchstone::voice;

void demand(bool holds) {
    if (!holds) std::abort();
}

void demand_place(const Refusal& refusal) {
    demand(!refusal.why.empty() && is_text(refusal.path) && is_text(refusal.column) && is_text(refusal.name));
    for (const auto& [name, value] : refusal.values) demand(is_text(value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto form = read_form_file({reinterpret_cast<const char*>(data), size});
    if (!form) {
        demand(!form.error().empty());
        return 0;
    }
    for (const auto* refusals : {&form->refused, &form->left_out})
        for (const auto& refusal : *refusals) demand_place(refusal);
    if (!form->refused.empty()) return 0;
    demand(problems_of(form->questionnaire).empty());
    demand(questionnaire_from(as_json(form->questionnaire)) == form->questionnaire);
    const auto again = read_surveyjs(as_surveyjs(form->questionnaire));
    demand(again && (!again->refused.empty() || again->questionnaire == form->questionnaire));
    return 0;
}
