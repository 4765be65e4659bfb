#include "web/language.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <stdexcept>

#include <unicode/coll.h>
#include <unicode/datefmt.h>
#include <unicode/listformatter.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/smpdtfmt.h>

#include "base/assets.h"
#include "base/zone.h"
#include "web/numbers.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

std::string& spoken() {
    thread_local std::string language = first_language;
    return language;
}

void check(UErrorCode fault) {
    if (U_FAILURE(fault)) throw std::runtime_error(std::string("language ") + spoken() + ": " + u_errorName(fault));
}

std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    return text.toUTF8String(bytes);
}

std::unique_ptr<icu::DateFormat> in_utc(icu::DateFormat* format) {
    format->adoptTimeZone(icu::TimeZone::createTimeZone("Etc/UTC"));
    return std::unique_ptr<icu::DateFormat>(format);
}

// Days are typed and kept by one calendar, whatever a language is used to.
icu::Locale gregorian(const std::string& tag, UErrorCode& fault) {
    auto locale = icu::Locale::forLanguageTag(tag, fault);
    locale.setKeywordValue("calendar", "gregorian", fault);
    return locale;
}

// What is dear to make: each thread makes it once for each language that it speaks.
struct Manners {
    UErrorCode fault = U_ZERO_ERROR;
    icu::Locale locale = gregorian(language_tag(), fault);
    std::unique_ptr<icu::DateFormat> day = in_utc(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
    std::unique_ptr<icu::DateFormat> moment =
        in_utc(icu::DateFormat::createDateTimeInstance(icu::DateFormat::kLong, icu::DateFormat::kShort, locale));
    std::unique_ptr<icu::DateFormat> month = in_utc(new icu::SimpleDateFormat(icu::UnicodeString("LLL"), locale, fault));
    std::unique_ptr<icu::ListFormatter> sentence{icu::ListFormatter::createInstance(locale, ULISTFMT_TYPE_AND, ULISTFMT_WIDTH_WIDE, fault)};
    std::unique_ptr<icu::ListFormatter> list{icu::ListFormatter::createInstance(locale, ULISTFMT_TYPE_UNITS, ULISTFMT_WIDTH_SHORT, fault)};
    std::unique_ptr<icu::Collator> order{icu::Collator::createInstance(locale, fault)};
    std::unique_ptr<icu::PluralRules> plural{icu::PluralRules::forLocale(locale, fault)};
    icu::number::LocalizedNumberFormatter number = icu::number::NumberFormatter::withLocale(locale);
};

const Manners& manners() {
    thread_local std::map<std::string, Manners> known;
    const auto& known_now = known[language_tag()];
    check(known_now.fault);
    return known_now;
}

std::string formatted(const icu::DateFormat& format, std::chrono::milliseconds since_1970) {
    icu::UnicodeString text;
    return utf8(format.format(static_cast<UDate>(since_1970.count()), text));
}

std::string formatted(const icu::ListFormatter& format, const std::vector<std::string>& parts) {
    if (parts.size() < 2) return parts.empty() ? std::string() : parts.front();
    std::vector<icu::UnicodeString> items;
    for (const auto& part : parts)
        if (!part.empty()) items.push_back(icu::UnicodeString::fromUTF8(part));
    icu::UnicodeString text;
    auto fault = U_ZERO_ERROR;
    format.format(items.data(), static_cast<int32_t>(items.size()), text, fault);
    check(fault);
    return utf8(text);
}

std::string formatted(const icu::number::LocalizedNumberFormatter& format, double number, int decimals) {
    constexpr double least_whole = 1e15;
    const auto precise = std::abs(number) < least_whole
                             ? format.precision(icu::number::Precision::maxFraction(decimals))
                             : format.notation(icu::number::Notation::scientific()).precision(icu::number::Precision::maxFraction(2));
    auto fault = U_ZERO_ERROR;
    const auto text = precise.formatDouble(number, fault).toString(fault);
    check(fault);
    return utf8(text);
}

std::vector<std::string> folders() {
    constexpr std::string_view root = "locales/";
    std::vector<std::string> found;
    for (const auto& name : assets::names_under("locales")) {
        auto folder = name.substr(root.size(), name.find('/', root.size()) - root.size());
        if (found.empty() || found.back() != folder) found.push_back(std::move(folder));
    }
    return found;
}

}  // namespace

std::vector<std::string> languages() {
    static const auto within = folders();
    return assets::are_read_from_disk() ? folders() : within;
}

std::string chosen_language(std::initializer_list<std::string> wanted) {
    const auto known = languages();
    const auto found = std::ranges::find_if(wanted, [&](const auto& each) { return std::ranges::find(known, each) != known.end(); });
    return found == wanted.end() ? first_language : *found;
}

Speaking::Speaking(const std::string& language) : before_(spoken()) { speak(language); }
Speaking::~Speaking() { spoken() = before_; }

void speak(const std::string& language) { spoken() = language.empty() ? first_language : language; }

const std::string& current_language() { return spoken(); }

std::string spoken_alone(const std::string& language) { return (language.empty() ? first_language : language) + alone_mark; }

std::string spoken_to(bool works_alone, std::initializer_list<std::string> wanted) {
    auto language = chosen_language(wanted);
    return works_alone ? spoken_alone(language) : language;
}

std::string language_tag() {
    return has_text("web.language.tag") ? text("web.language.tag") : spoken().substr(0, spoken().find(alone_mark));
}

std::string name_of_language(const std::string& tag) {
    UErrorCode fault = U_ZERO_ERROR;
    icu::UnicodeString name;
    icu::Locale::forLanguageTag(tag, fault).getDisplayName(manners().locale, name);
    return U_FAILURE(fault) || name.isEmpty() ? tag : utf8(name);
}

std::string in_words(Date date) { return formatted(*manners().day, std::chrono::sys_days{date}.time_since_epoch()); }
std::string in_words(Instant at) { return formatted(*manners().moment, at.time_since_epoch() + ahead_of_utc(at)); }
std::string short_month(Date date) { return formatted(*manners().month, std::chrono::sys_days{date}.time_since_epoch()); }

std::string joined(const std::vector<std::string>& parts) { return formatted(*manners().sentence, parts); }
std::string listed(const std::vector<std::string>& parts) { return formatted(*manners().list, parts); }

std::string in_figures(std::int64_t number) {
    auto fault = U_ZERO_ERROR;
    const auto text = manners().number.formatInt(number, fault).toString(fault);
    check(fault);
    return utf8(text);
}

std::string in_figures(double number, int decimals) { return formatted(manners().number, number, decimals); }

std::string in_percent(double share, int decimals) {
    return formatted(manners().number.unit(icu::NoUnit::percent()).scale(icu::number::Scale::powerOfTen(2)), share, decimals);
}

bool comes_before(const std::string& name, const std::string& other) {
    auto fault = U_ZERO_ERROR;
    return manners().order->compareUTF8(name, other, fault) == UCOL_LESS;
}

std::string plural_form(int count) { return utf8(manners().plural->select(static_cast<int32_t>(count))); }

}  // namespace touchstone::web
