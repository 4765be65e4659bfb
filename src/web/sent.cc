#include "web/sent.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ids.h"
#include "base/text.h"
#include "web/template.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

constexpr std::array<std::string_view, 6> secret_fields{"csrf", "password", "current", "secret", "code", "one_time_link"};
constexpr std::array<std::string_view, 10> own_fields{"draft_key", "first_sent", "sent_files", "offer",  "part",
                                                      "factor",    "figure",     "untie",      "before", "do"};
bool names_an_object(std::string_view value) {
    std::size_t run = 0;
    for (const char c : value) {
        run = std::isdigit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'z') ? run + 1 : 0;
        if (run == id_characters) return true;
    }
    return false;
}

// "whose_view" as a person reads it.
std::string in_words(std::string name) {
    std::ranges::replace(name, '_', ' ');
    if (!name.empty()) name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return name;
}

// A choice is sent by its name.
std::string choice_in_words(std::string value) {
    const bool is_name = std::ranges::all_of(value, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (is_name) std::ranges::replace(value, '_', ' ');
    return value;
}

// A date comes in three fields.
std::string date_of(const Form& form, const std::string& name) {
    std::string date;
    for (const auto* part : {"_day", "_month", "_year"}) date += (date.empty() ? "" : "/") + form.text(name + part);
    return date == "//" ? "" : date;
}

bool is_in_date(const Form& form, const std::string& name) {
    for (const auto* part : {"_month", "_year"})
        if (name.ends_with(part) && form.fields().contains(name.substr(0, name.size() - std::string_view(part).size()) + "_day"))
            return true;
    return false;
}

bool stands_in(const std::string& page, const std::string& value) {
    const auto escaped = html_escaped(value);
    return page.find("value=\"" + escaped + "\"") != std::string::npos || page.find(">" + escaped + "<") != std::string::npos;
}

struct Field {
    SentWords words;
    std::vector<std::string> parts;  // as they were sent
};

std::vector<Field> sent_fields(const Form& form) {
    std::vector<Field> sent;
    for (const auto& [name, values] : form.fields()) {
        if (is_secret_field(name) || is_own_field(name) || is_in_date(form, name)) continue;
        if (const auto base = name.ends_with("_day") ? name.substr(0, name.size() - 4) : std::string(); !base.empty()) {
            if (auto date = date_of(form, base); !date.empty())
                sent.push_back(
                    {{in_words(base), std::move(date)}, {form.text(base + "_day"), form.text(base + "_month"), form.text(base + "_year")}});
            continue;
        }
        for (const auto& value : values)
            if (const auto text = tidied(value); !text.empty() && !names_an_object(text))
                sent.push_back({{in_words(name), choice_in_words(text)}, {text}});
    }
    return sent;
}

}  // namespace

bool is_secret_field(std::string_view name) { return std::ranges::find(secret_fields, name) != secret_fields.end(); }

bool is_own_field(std::string_view name) {
    return std::ranges::find(own_fields, name) != own_fields.end() || name.starts_with("seen_") || name.starts_with("version_");
}

std::vector<SentWords> sent_words(const Form& form) {
    std::vector<SentWords> words;
    for (auto& field : sent_fields(form)) words.push_back(std::move(field.words));
    return words;
}

Object sent_data(const std::vector<SentWords>& words, const std::vector<std::string>& files) {
    List shown, names;
    for (const auto& [label, value] : words) shown.push_back(Object{{"label", label}, {"value", value}});
    for (const auto& file : files) names.push_back(file);
    return {{"has_shown", !words.empty()}, {"shown", std::move(shown)}, {"has_files", !files.empty()}, {"files", std::move(names)}};
}

std::string missing_words(const Form& form, const std::string& page) {
    std::vector<SentWords> missing;
    for (auto& field : sent_fields(form))
        if (!std::ranges::all_of(field.parts, [&](const auto& part) { return part.empty() || stands_in(page, part); }))
            missing.push_back(std::move(field.words));
    std::vector<std::string> files;
    for (const auto& name : form.list(sent_files))
        if (!stands_in(page, name)) files.push_back(name);
    return missing.empty() && files.empty() ? "" : render("ui/sent_words", sent_data(missing, files));
}

}  // namespace touchstone::web
