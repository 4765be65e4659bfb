// Feeds the readers of framework packs and of published guides with whatever the fuzzer thinks of (clang++ -fsanitize=fuzzer,address).
// An input that begins with a line "guide" is a guide. Any other is a pack: its files follow lines "=== name".
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "frameworks/framework_json.h"
#include "frameworks/guide_layout.h"
#include "frameworks/pack_text.h"

namespace {

using namespace touchstone::frameworks;

void demand(bool holds) {
    if (!holds) std::abort();
}

void read_as_guide(std::string_view text) {
    const auto reading = read_guide(text);
    // Throws if a text that is not UTF-8 came through.
    demand(from_json(to_json(reading.framework)) == reading.framework);
    for (const auto& note : reading.unplaced) demand(touchstone::is_text(note.text));
    for (const auto& note : reading.problems) demand(touchstone::is_text(note.text) && !note.why.empty());
}

std::vector<PackFile> files_in(std::string_view input) {
    constexpr std::string_view mark = "=== ";
    std::vector<PackFile> files;
    for (std::size_t start = 0; start < input.size();) {
        const auto end = std::min(input.find('\n', start), input.size());
        const auto line = input.substr(start, end - start);
        if (line.starts_with(mark))
            files.push_back({std::string(line.substr(mark.size())), ""});
        else if (!files.empty())
            files.back().text.append(line).append("\n");
        start = end + 1;
    }
    return files;
}

void read_as_pack(std::string_view input) {
    const auto reading = read_pack(files_in(input));
    demand(reading.framework.has_value() == reading.problems.empty());
    for (const auto& problem : reading.problems) demand(!problem.message.empty() && touchstone::is_text(in_words(problem)));
    if (!reading.framework) return;
    demand(from_json(to_json(*reading.framework)) == *reading.framework);
    demand(read_pack(pack_files(*reading.framework)).framework == reading.framework);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    constexpr std::string_view guide = "guide\n";
    if (input.starts_with(guide))
        read_as_guide(input.substr(guide.size()));
    else
        read_as_pack(input);
    return 0;
}
