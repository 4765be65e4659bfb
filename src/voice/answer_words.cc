#include "voice/answer_words.h"

#include <algorithm>

namespace touchstone::voice {

const std::vector<std::string>& answer_words() {
    static const std::vector<std::string> keys{
        "voice.answer.language",
        "voice.ask.waits",
        "voice.ask.over",
        "voice.ask.until",
        "voice.ask.anonymous",
        "voice.ask.audience",
        "voice.ask.influence",
        "voice.ask.code",
        "voice.ask.code_hint",
        "voice.ask.code_missing",
        "voice.ask.code_wrong",
        "voice.ask.no_ballot",
        "voice.ask.begin",
        "voice.answer.page_of",
        "voice.answer.question_of",
        "voice.answer.who_reads",
        "voice.help.now",
        "voice.help.line",
        "voice.help.line_with_hours",
        "voice.answer.instead.unsure",
        "voice.answer.instead.rather_not",
        "voice.answer.instead.unclear",
        "ui.day",
        "ui.month",
        "ui.year",
        "ui.count_before",
        "ui.count_after",
        "ui.count_left",
        "ui.count_over",
        "voice.answer.next",
        "voice.answer.back",
        "voice.answer.leave",
        "ui.refused",
        "ui.error_summary",
        "ui.problem",
        "voice.answer.missing",
        "voice.answer.not_offered",
        "voice.answer.too_long",
        "voice.answer.not_a_number",
        "voice.answer.not_a_day",
        "voice.answer.does_not_fit",
        "voice.answer.last",
        "voice.answer.last_about",
        "voice.helped.legend",
        "voice.helped.nobody",
        "voice.helped.read",
        "voice.helped.wrote",
        "voice.answer.send",
        "voice.sent.title",
        "voice.receipt.head",
        "voice.receipt.about",
        "voice.sent.ballot",
        "voice.sent.removal",
        "voice.sent.heard",
        "voice.sent.again",
        "voice.sent.again_about",
        "voice.heard.link",
        "voice.take_back.title",
        "voice.take_back.lead",
        "voice.take_back.ballot",
        "voice.take_back.button",
        "voice.take_back.nothing",
        "voice.take_back.done",
        "voice.take_back.over",
        "voice.left.title",
        "voice.left.about",
    };
    return keys;
}

bool is_shipped(std::string_view language) { return language.substr(0, language.find('-')) == shipped_language; }

int answer_words_missing(const Questionnaire& of, const std::string& language) {
    if (is_shipped(language)) return 0;
    return static_cast<int>(std::ranges::count_if(answer_words(), [&](const std::string& key) {
        const auto wording = of.words.find(key);
        if (wording == of.words.end()) return true;
        const auto said = wording->second.find(language);
        return said == wording->second.end() || !said->second.is_approved;
    }));
}

std::vector<std::string> offered_languages(const Questionnaire& of) {
    auto languages = of.languages;
    std::erase_if(languages, [&](const std::string& language) { return answer_words_missing(of, language) > 0; });
    return languages;
}

std::set<std::string> holes_in(std::string_view text) {
    std::set<std::string> holes;
    for (std::size_t at = 0;;) {
        const auto open = text.find('{', at);
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) return holes;
        holes.emplace(text.substr(open + 1, close - open - 1));
        at = close + 1;
    }
}

}  // namespace touchstone::voice
