// The language that a thread speaks is a value of the request or the job, set where that begins: by the dispatcher and by the job runner.
// Texts, plural forms, dates, lists, numbers and the order of names follow it.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace touchstone::web {

inline constexpr const char* first_language = "en";  // spoken where nothing else is chosen

// By the names of their folders in locales/.
[[nodiscard]] std::vector<std::string> languages();
// The first of these that there is; the first language where there is none.
[[nodiscard]] std::string chosen_language(std::initializer_list<std::string> wanted);
// The language that a browser likes best of those that there are, from what it sends as Accept-Language; empty when it names none.
[[nodiscard]] std::string accepted_language(std::string_view header);
// The same of these tags: "pt-BR" is content with "pt-BR", or else with "pt".
[[nodiscard]] std::string accepted_among(const std::vector<std::string>& tags, std::string_view header);

// For as long as it lives, the thread speaks this language; then again the one before. Empty stands for the first language.
// Behind the name of a language that is spoken to one organisation by itself.
inline constexpr char alone_mark = '~';

class Speaking {
public:
    explicit Speaking(const std::string& language);
    ~Speaking();
    Speaking(const Speaking&) = delete;
    Speaking& operator=(const Speaking&) = delete;

private:
    std::string before_;
};
// From here to the end of what speaks now: for when it turns out who is asking.
void speak(const std::string& language);
[[nodiscard]] const std::string& current_language();
// The same language, spoken to one organisation by itself, which has no partners: texts "alone.<key>" stand in for "<key>".
[[nodiscard]] std::string spoken_alone(const std::string& language);
// The first of the wanted languages that there is, as it is spoken to those people.
[[nodiscard]] std::string spoken_to(bool works_alone, std::initializer_list<std::string> wanted);
// What browsers and other programs call it: "en-GB".
[[nodiscard]] std::string language_tag();
// What the reader's language calls the one with this tag: "Scottish Gaelic".
[[nodiscard]] std::string name_of_language(const std::string& tag);

// "3 March 2027"
[[nodiscard]] std::string in_words(Date);
// "3 March 2027 at 14:05", in the zone of this server
[[nodiscard]] std::string in_words(Instant);
// "Mar"
[[nodiscard]] std::string short_month(Date);
// "a, b and c", within a sentence; parts that are empty are left out
[[nodiscard]] std::string joined(const std::vector<std::string>& parts);
// "a, b, c", where no sentence is made; parts that are empty are left out
[[nodiscard]] std::string listed(const std::vector<std::string>& parts);
// "12,500"
[[nodiscard]] std::string in_figures(std::int64_t);
// As people there look names up: case and accents come last.
[[nodiscard]] bool comes_before(const std::string& name, const std::string& other);
// "one", "two", "few", "many", "other", "zero": the form of a text that goes with so many.
[[nodiscard]] std::string plural_form(int count);

}  // namespace touchstone::web

namespace touchstone {
using web::in_words;  // days and moments belong to no slice
}
