#include "voice/imported_form.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/control_characters.h"
#include "base/text.h"

namespace touchstone::voice {
namespace {

constexpr std::size_t name_max = 90;  // leaves room for a number

std::string numbered(const std::string& name, const IsTaken& is_taken) {
    auto free = name;
    for (int number = 2; is_taken(free); ++number) free = fmt::format("{}_{}", name, number);
    return free;
}

// With "_" for each character that is not `kept`.
template <class IsKept>
std::string with_lines_for(const std::string& text, const IsKept& is_kept) {
    auto read = icu::UnicodeString::fromUTF8(first_characters(text, name_max));
    icu::UnicodeString made;
    for (std::int32_t at = 0; at < read.length(); at = read.moveIndex32(at, 1)) {
        const auto letter = read.char32At(at);
        made.append(is_kept(letter) ? letter : static_cast<UChar32>('_'));
    }
    std::string bytes;
    return made.toUTF8String(bytes);
}

}  // namespace

void FormNotes::add(std::vector<Refusal>& to, Refusal refusal) {
    constexpr std::size_t said_max = 1'000, shown_max = 100;
    if (is_full_) return;
    is_full_ = form_.refused.size() + form_.left_out.size() >= said_max;
    if (is_full_) return form_.refused.push_back({"", 0, "", "", "voice.form.refused.too_much", {{"max", std::to_string(said_max)}}});
    const auto shown = [](const std::string& text) { return first_characters(tidied(without_control_characters(text)), shown_max); };
    refusal.name = shown(refusal.name);
    refusal.column = shown(refusal.column);
    refusal.path = tidied(without_control_characters(refusal.path));
    for (auto& [key, value] : refusal.values) value = shown(value);
    to.push_back(std::move(refusal));
}

std::string both(const std::string& first, const std::string& second) {
    if (first.empty() || second.empty()) return first + second;
    return "(" + first + ") and (" + second + ")";
}

Question asked_for_other(const Question& of, const std::string& choice, const std::string& language) {
    Question question;
    question.name = of.name + "_other";
    question.kind = Kind::words;
    question.label = {{language, {specify_other}}};
    question.relevant = fmt::format("selected(${{{}}}, '{}')", of.name, choice);
    return question;
}

bool is_decimal(const std::string& text) {
    constexpr std::string_view digits = "0123456789";
    const auto rest = std::string_view(text).substr(text.starts_with('-') ? 1 : 0);
    const auto point = std::min(rest.find_first_not_of(digits), rest.size());
    if (point == 0 || point == rest.size()) return point > 0;
    const auto fraction = rest.substr(point + 1);
    return rest[point] == '.' && !fraction.empty() && fraction.find_first_not_of(digits) == std::string_view::npos;
}

bool reads_english(const std::string& language) { return language.starts_with("en") || language == unnamed_language; }

std::string sound_name(const std::string& wanted, const IsTaken& is_taken) {
    if (is_name(wanted) && !is_taken(wanted)) return wanted;
    auto name =
        with_lines_for(wanted, [](UChar32 letter) { return u_isalpha(letter) || u_isdigit(letter) || letter == '-' || letter == '.'; });
    if (!is_name(name)) name = std::string("_") + name;
    return numbered(is_name(name) ? name : "question", is_taken);
}

std::string sound_choice_name(const std::string& wanted, const IsTaken& is_taken) {
    if (is_choice_name(wanted) && !is_taken(wanted)) return wanted;
    const auto name = with_lines_for(wanted, [](UChar32 letter) { return !u_isUWhiteSpace(letter); });
    return numbered(is_choice_name(name) ? name : "choice", is_taken);
}

}  // namespace touchstone::voice
