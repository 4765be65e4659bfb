#include "reports/content_words_pages.h"

#include <vector>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "evaluations/evaluation_words_pages.h"
#include "web/texts.h"

namespace touchstone::reports {

using Json = nlohmann::json;

std::string period_in_words(const Json& of) {
    return evaluations::period_in_words(date_from(of["from"].get<std::string>()).value(), date_from(of["to"].get<std::string>()).value());
}

std::string level_words(const Json& judgement) {
    return std::to_string(judgement["level"].get<int>()) + " " + judgement["word"].get<std::string>();
}

std::string confidence_word(const Json& confidence) {
    return confidence.is_null() ? "" : web::text("evaluations.confidence." + confidence.get<std::string>() + ".name");
}

std::string awarded_in_words(const Json& awarded) {
    std::vector<std::string> words;
    for (const auto& each : awarded) words.push_back(web::in_figures(each["count"].get<int>()) + " " + each["word"].get<std::string>());
    return web::listed(words);
}

std::string beginning_of(const std::string& words, std::size_t most) {
    const auto paragraph = words.substr(0, words.find("\n\n"));
    std::size_t end = std::string::npos;
    for (auto at = paragraph.find_first_of(".!?"); at != std::string::npos; at = paragraph.find_first_of(".!?", at + 1)) {
        const bool ends_sentence = at + 1 == paragraph.size() || paragraph[at + 1] == ' ' || paragraph[at + 1] == '\n';
        if (!ends_sentence) continue;
        if (end != std::string::npos && characters(paragraph.substr(0, at + 1)) > most) break;
        end = at + 1;
    }
    return paragraph.substr(0, end);
}

}  // namespace touchstone::reports
