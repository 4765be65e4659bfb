// Any bytes as the condition of a question: read or refused with a sentence, and asked without harm. After the first line break stands the
// own answer.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "voice/expression.h"
#include "voice/questionnaire.h"

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace touchstone;
    using namespace touchstone::voice;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(input.find('\n'), input.size());
    const auto read = Expression::read(input.substr(0, end));
    if (!read) {
        demand(!read.error().sentence.empty());
        for (const auto& [name, value] : read.error().values) demand(is_text(value));
        return 0;
    }
    Answers answers;
    for (const auto& name : read->names()) {
        demand(is_name(name));
        answers[name] = {"1", "b"};
    }
    const std::string own(input.substr(std::min(end + 1, input.size())));
    (void)read->holds(answers, own, Instant{std::chrono::seconds{1'800'000'000}});
    (void)read->holds({}, {});
    return 0;
}
