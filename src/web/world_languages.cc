#include "web/world_languages.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>

#include <unicode/locdspnm.h>
#include <unicode/locid.h>

namespace touchstone::web {
namespace {

constexpr std::string_view::size_type longest_language = 3;  // no longer ones are registered

// Nothing where it is no tag.
std::optional<icu::Locale> locale_of(const std::string& tag) {
    auto fault = U_ZERO_ERROR;
    auto locale = icu::Locale::forLanguageTag(tag, fault);
    const std::string_view language = locale.getLanguage();
    const bool is_known = U_SUCCESS(fault) && !locale.isBogus() && !language.empty() && language.size() <= longest_language;
    return is_known ? std::optional(locale) : std::nullopt;
}

std::vector<std::string> all_of_them() {
    std::vector<std::string> tags;
    std::int32_t count = 0;
    const auto* locales = icu::Locale::getAvailableLocales(count);
    for (std::int32_t i = 0; i < count; ++i) {
        const auto& locale = locales[i];
        if (locale.getCountry()[0] != '\0' || locale.getVariant()[0] != '\0') continue;
        auto fault = U_ZERO_ERROR;
        if (const auto tag = locale.toLanguageTag<std::string>(fault); U_SUCCESS(fault)) tags.push_back(tag);
    }
    std::ranges::sort(tags);
    return tags;
}

}  // namespace

const std::vector<std::string>& world_languages() {
    static const auto all = all_of_them();
    return all;
}

std::string own_name_of_language(const std::string& tag) {
    const auto locale = locale_of(tag);
    if (!locale) return tag;
    UDisplayContext at_the_beginning[] = {UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};
    const std::unique_ptr<icu::LocaleDisplayNames> names(icu::LocaleDisplayNames::createInstance(*locale, at_the_beginning, 1));
    icu::UnicodeString name;
    names->localeDisplayName(*locale, name);
    std::string bytes;
    return name.isEmpty() ? tag : name.toUTF8String(bytes);
}

bool is_right_to_left(const std::string& tag) {
    const auto locale = locale_of(tag);
    return locale && locale->isRightToLeft();
}

std::string html_language(const std::string& tag) { return locale_of(tag) ? tag : "und"; }

}  // namespace touchstone::web
