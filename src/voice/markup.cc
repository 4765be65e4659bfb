#include "voice/markup.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <unicode/unistr.h>

#include "base/control_characters.h"
#include "base/text.h"

namespace touchstone::voice {
namespace {

constexpr std::array<std::string_view, 18> lines = {"br", "p",  "div", "li", "ul", "ol", "tr",         "table",   "h1",
                                                    "h2", "h3", "h4",  "h5", "h6", "hr", "blockquote", "section", "pre"};
constexpr std::array<std::string_view, 9> more_than_text = {"img", "video", "audio", "iframe", "object", "embed", "svg", "picture", "a"};
// Those that editors write, for what English and Gaelic texts hold.
constexpr std::array<std::pair<std::string_view, std::string_view>, 29> entities = {
    {{"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},   {"nbsp", " "},   {"lsquo", "‘"},  {"rsquo", "’"},
     {"ldquo", "“"},  {"rdquo", "”"},  {"ndash", "–"},  {"mdash", "—"},  {"hellip", "…"}, {"pound", "£"},  {"euro", "€"},   {"agrave", "à"},
     {"egrave", "è"}, {"igrave", "ì"}, {"ograve", "ò"}, {"ugrave", "ù"}, {"Agrave", "À"}, {"Egrave", "È"}, {"Igrave", "Ì"}, {"Ograve", "Ò"},
     {"Ugrave", "Ù"}, {"eacute", "é"}, {"Eacute", "É"}, {"middot", "·"}, {"bull", "•"}}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "<b>", "</p>" or a comment at the front; its name in small letters, empty for a comment.
struct Tag {
    std::size_t length = 0;  // 0: there is none
    std::string name;
    bool is_end = false;
};

Tag tag_at(std::string_view text) {
    constexpr std::string_view comment = "<!--";
    if (text.starts_with(comment)) {
        const auto end = text.find("-->", comment.size());
        return {end == std::string_view::npos ? text.size() : end + 3, "", false};
    }
    const bool is_end = text.starts_with("</");
    std::size_t at = is_end ? 2 : 1;
    if (at >= text.size() || (!is_letter(text[at]) && text[at] != '!')) return {};
    const auto start = at;
    while (at < text.size() && (is_letter(text[at]) || (text[at] >= '0' && text[at] <= '9'))) ++at;
    Tag tag{0, lowered(text.substr(start, at - start)), is_end};
    for (char quote = 0; at < text.size(); ++at) {
        if (quote != 0)
            quote = text[at] == quote ? '\0' : quote;
        else if (text[at] == '"' || text[at] == '\'')
            quote = text[at];
        else if (text[at] == '>')
            break;
    }
    tag.length = std::min(at + 1, text.size());
    return tag;
}

// "&amp;" or "&#38;" at the front: its length and what it stands for.
std::pair<std::size_t, std::string> entity_at(std::string_view text) {
    const auto end = text.substr(0, 12).find(';');
    if (end == std::string_view::npos) return {};
    for (const auto& [name, sign] : entities)
        if (text.substr(1, end - 1) == name) return {end + 1, std::string(sign)};
    if (!text.starts_with("&#")) return {};
    const bool is_hex = end > 2 && (text[2] == 'x' || text[2] == 'X');
    const auto digits = text.substr(is_hex ? 3 : 2, end - (is_hex ? 3 : 2));
    std::uint32_t code = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, is_hex ? 16 : 10);
    if (error != std::errc{} || stop != digits.data() + digits.size() || code == 0 || code > 0x10FFFF) return {};
    if (code >= 0xD800 && code <= 0xDFFF) return {};
    std::string sign;
    icu::UnicodeString(static_cast<UChar32>(code)).toUTF8String(sign);
    return {end + 1, without_control_characters(sign)};
}

// Where what a script or a style holds is over.
std::size_t after_element(std::string_view text, const std::string& name) {
    const auto small = lowered(text);
    const auto end = small.find("</" + name);
    return end == std::string::npos ? text.size() : end;
}

bool begins_line(const std::string& name) { return std::ranges::find(lines, name) != lines.end(); }

}  // namespace

std::string text_of_html(std::string_view html) {
    std::string text;
    bool is_html = false;
    for (std::size_t at = 0; at < html.size();) {
        if (const auto tag = html[at] == '<' ? tag_at(html.substr(at)) : Tag{}; tag.length > 0) {
            is_html = true;
            at += tag.length;
            if (!tag.is_end && (tag.name == "script" || tag.name == "style")) at += after_element(html.substr(at), tag.name);
            if (!begins_line(tag.name)) continue;
            while (text.ends_with(' ')) text.pop_back();
            if (!text.ends_with("\n\n") && !(tag.is_end && text.ends_with('\n'))) text += '\n';
            continue;
        }
        if (const auto [length, sign] = html[at] == '&' ? entity_at(html.substr(at)) : std::pair<std::size_t, std::string>(); length > 0) {
            text += sign;
            at += length;
            continue;
        }
        text += html[at++];
    }
    // Line ends of the file mean nothing between tags; "\n" of a text that has none are its own.
    if (is_html && html.contains('\n')) {
        std::string plain(html);
        std::ranges::replace(plain, '\n', ' ');
        return text_of_html(plain);
    }
    return tidied(text);
}

bool holds_more_than_text(std::string_view html) {
    std::size_t length = 1;
    for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + length)) {
        const auto tag = tag_at(html.substr(at));
        length = std::max<std::size_t>(tag.length, 1);
        if (!tag.is_end && tag.length > 0 && std::ranges::find(more_than_text, tag.name) != more_than_text.end()) return true;
    }
    return false;
}

std::string as_html(std::string_view text) {
    std::string html;
    for (const char c : text) {
        if (c == '\n')
            html += "<br>";
        else if (c == '&')
            html += "&amp;";
        else if (c == '<')
            html += "&lt;";
        else if (c == '>')
            html += "&gt;";
        else
            html += c;
    }
    return html;
}

}  // namespace touchstone::voice
