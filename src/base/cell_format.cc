#include "base/cell_format.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "base/time.h"

namespace touchstone {
namespace {

constexpr double days_max = 2'958'465;  // the last day of the year 9999
constexpr int minutes_of_day = 24 * 60;
constexpr int places_max = 15;

std::optional<double> number_of(const std::string& kept) {
    double number = 0;
    const auto [end, error] = std::from_chars(kept.data(), kept.data() + kept.size(), number);
    return error == std::errc{} && end == kept.data() + kept.size() && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

// One section of a format: what stands before and after the digits, and how the digits are written.
struct Section {
    std::string before, after;
    std::size_t whole_digits = 0, places = 0, least_places = 0;
    int percents = 0;
    bool has_digits = false, has_thousands = false, has_words = false, has_day = false, has_time = false, is_other = false;
};

class Reader {
public:
    explicit Reader(std::string_view code) : code_(code) {}

    Section read() {
        for (; at_ < code_.size(); ++at_) take(code_[at_]);
        section_.has_thousands = section_.has_thousands && section_.has_digits;
        return section_;
    }

private:
    void take(char c) {
        switch (c) {
            case '"':
                for (++at_; at_ < code_.size() && code_[at_] != '"'; ++at_) say(code_[at_]);
                break;
            case '\\':
                if (++at_ < code_.size()) say(code_[at_]);
                break;
            case '_':  // as wide as the next character
                ++at_;
                break;
            case '*':  // filled with the next character
                ++at_;
                break;
            case '[':
                take_bracket();
                break;
            default:
                take_sign(c);
        }
    }

    // A colour, a condition, a currency "[$£-809]", or hours beyond a day "[h]".
    void take_bracket() {
        const auto end = std::min(code_.find(']', at_), code_.size());
        const auto inside = code_.substr(at_ + 1, end - at_ - 1);
        if (inside.starts_with('$'))
            for (const char c : inside.substr(1, inside.find('-') == std::string_view::npos ? inside.size() : inside.find('-') - 1)) say(c);
        else if (!inside.empty() && std::ranges::all_of(inside, [](char c) { return std::string_view("hmsHMS").contains(c); }))
            section_.is_other = true;
        else if (!inside.empty() && std::string_view("<>=").contains(inside.front()))
            section_.is_other = true;
        at_ = end;
    }

    void take_sign(char c) {
        const char low = lowered(std::string_view(&c, 1)).front();
        if (c == '0' || c == '#' || c == '?') {
            take_digit(c);
        } else if (c == '.') {
            is_after_point_ = true;
        } else if (c == ',') {
            (section_.has_digits && !is_after_point_ ? section_.has_thousands : section_.is_other) = true;
        } else if (c == '%') {
            ++section_.percents;
            say(c);
        } else if (c == '/' && section_.has_digits) {
            section_.is_other = true;  // a fraction
        } else if (low == 'd' || low == 'y') {
            section_.has_day = true;
        } else if (low == 'h' || low == 's') {
            section_.has_time = true;
        } else if (low == 'm') {
            (is_minute() ? section_.has_time : section_.has_day) = true;
        } else if (low == 'e' || c == '@') {
            section_.is_other = true;
        } else {
            say(c);
        }
    }

    // "m" between hours and seconds are minutes, anywhere else months.
    bool is_minute() const {
        const auto before = code_.substr(0, at_).find_last_of("hHsSdDyY"), after = code_.find_first_of("hHsSdDyY", at_);
        const auto is_of_time = [&](std::size_t at) {
            return at != std::string_view::npos && std::string_view("hHsS").contains(code_[at]);
        };
        return (before != std::string_view::npos && std::string_view("hH").contains(code_[before])) ||
               (after != std::string_view::npos && std::string_view("sS").contains(code_[after])) ||
               (is_of_time(before) && after == std::string_view::npos);
    }

    void take_digit(char c) {
        section_.has_digits = true;
        if (!is_after_point_) {
            if (c == '0') ++section_.whole_digits;
            return;
        }
        ++section_.places;
        if (c == '0') section_.least_places = section_.places;
    }

    void say(char c) {
        section_.has_words = true;
        (section_.has_digits ? section_.after : section_.before) += c;
    }

    std::string_view code_;
    std::size_t at_ = 0;
    Section section_;
    bool is_after_point_ = false;
};

// "positive;negative;zero;text", outside quotes.
std::vector<std::string_view> sections_of(std::string_view format) {
    std::vector<std::string_view> sections;
    std::size_t start = 0;
    bool is_quoted = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '\\' && !is_quoted)
            ++i;
        else if (format[i] == '"')
            is_quoted = !is_quoted;
        else if (format[i] == ';' && !is_quoted) {
            sections.push_back(format.substr(start, i - start));
            start = i + 1;
        }
    }
    sections.push_back(format.substr(std::min(start, format.size())));
    return sections;
}

std::string with_thousands(const std::string& digits) {
    std::string spaced;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) spaced += ',';
        spaced += digits[i];
    }
    return spaced;
}

std::string in_digits(double number, const Section& section) {
    const auto places = std::min<std::size_t>(section.places, places_max);
    auto written = fmt::format("{:.{}f}", std::abs(number) * std::pow(100.0, section.percents), places);
    auto whole = written.substr(0, written.find('.'));
    auto part = places > 0 ? written.substr(written.find('.') + 1) : std::string();
    while (part.size() > section.least_places && part.ends_with('0')) part.pop_back();
    if (whole == "0" && section.whole_digits == 0 && !part.empty()) whole.clear();
    if (whole.size() < section.whole_digits) whole.insert(0, section.whole_digits - whole.size(), '0');
    if (section.has_thousands) whole = with_thousands(whole);
    return whole + (part.empty() ? "" : "." + part);
}

std::string in_days(double number, const Section& section, bool is_1904) {
    auto minutes = static_cast<std::int64_t>(std::llround(number * minutes_of_day));
    auto day = minutes / minutes_of_day;
    minutes %= minutes_of_day;
    auto time = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
    if (!section.has_day) return time;
    using namespace std::chrono;
    // Workbooks count a 29 February 1900 that never was; days before it are one off.
    const auto first = is_1904 ? sys_days{year{1904} / 1 / 1} : day < 61 ? sys_days{year{1899} / 12 / 31} : sys_days{year{1899} / 12 / 30};
    const auto written = iso(Date{first + days{day}});
    return section.has_time && minutes > 0 ? written + " " + time : written;
}

// At most fifteen digits, as a cell without a format shows them, so that 0.1 + 0.2 is 0.3.
std::string plainly(double number) {
    auto written = fmt::format("{:.15g}", number);
    return written == "-0" ? "0" : written;
}

}  // namespace

std::string_view built_in_format(int id) {
    switch (id) {
        case 1:
            return "0";
        case 2:
            return "0.00";
        case 3:
        case 37:
        case 38:
            return "#,##0";
        case 4:
        case 39:
        case 40:
            return "#,##0.00";
        case 9:
            return "0%";
        case 10:
            return "0.00%";
        case 22:
            return "d/m/yyyy h:mm";
        case 18:
        case 19:
        case 20:
        case 21:
            return "h:mm";
        default:
            return (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? "d/m/yyyy" : "General";
    }
}

std::string shown_number(const std::string& kept, std::string_view format, bool is_1904, Digits digits_wanted) {
    const auto number = number_of(kept);
    if (!number) return kept;
    if (lowered(format).find("general") != std::string::npos) return plainly(*number);
    const auto sections = sections_of(format);
    const bool is_negative = *number < 0;
    const auto which = is_negative && sections.size() > 1 ? 1U : *number == 0 && sections.size() > 2 ? 2U : 0U;
    const auto section = Reader(sections[which]).read();
    if (section.is_other) return plainly(*number);
    if (section.has_day || section.has_time) return is_negative || *number > days_max ? kept : in_days(*number, section, is_1904);
    if (digits_wanted == Digits::all) return section.percents == 1 ? plainly(*number * 100) + "%" : plainly(*number);
    if (!section.has_digits) return section.has_words ? section.before : plainly(*number);
    auto digits = in_digits(*number, section);
    const bool is_zero = digits.find_first_of("123456789") == std::string::npos;
    return (is_negative && which == 0 && !is_zero ? "-" : "") + section.before + digits + section.after;
}

}  // namespace touchstone
