#include "reports/word_frame.h"

#include <array>

#include <fmt/format.h>

namespace touchstone::reports {
namespace {

constexpr const char* page_sign = "⟦page⟧";    // the number of a page
constexpr const char* break_sign = "⟦break⟧";  // a new page
constexpr const char* spaces = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";
constexpr const char* types = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr const char* relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string field(const std::string& instruction) {
    return fmt::format(R"(<w:fldSimple w:instr=" {} " w:dirty="true"><w:r><w:t>1</w:t></w:r></w:fldSimple>)", instruction);
}

std::string run(const std::string& words) { return words.empty() ? "" : "<w:r><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>"; }

std::string paragraph(const char* style, const std::string& inside) {
    return fmt::format(R"(<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>{}</w:p>)", style, inside);
}

std::string part(const char* kind, const std::string& inside) {
    return fmt::format(R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{0} {1}>{2}</w:{0}>)", kind, spaces, inside);
}

std::string counted(const std::string& page_of) {
    std::string runs, words;
    for (const char c : page_of) {
        if (c != '\x01' && c != '\x02') {
            words += c;
            continue;
        }
        runs += run(words) + field(c == '\x01' ? "PAGE" : "NUMPAGES");
        words.clear();
    }
    return runs + run(words);
}

std::string put_before(std::string text, const std::string& mark, const std::string& more) {
    if (const auto at = text.rfind(mark); at != std::string::npos) text.insert(at, more);
    return text;
}

// A bookmark of Word knows letters, digits and underscores: "indicator_5.1" is none.
void mend_bookmarks(std::string& xml) {
    for (const std::string open : {"w:name=\"indicator_", "w:anchor=\"indicator_"})
        for (auto at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1))
            for (auto c = at + open.size(); c < xml.size() && xml[c] != '"'; ++c)
                if (xml[c] == '.') xml[c] = '_';
}

// Of the link around it.
std::string page_field(const std::string& xml, std::size_t at) {
    const std::string open = "w:anchor=\"";
    const auto begin = xml.rfind(open, at) + open.size();
    return "</w:t></w:r>" + field("PAGEREF " + xml.substr(begin, xml.find('"', begin) - begin) + " \\h") + "<w:r><w:t>";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> frame_parts(const WordFrame& frame) {
    return {{"word/header1.xml", part("hdr", paragraph("Header", run(frame.title)))},
            {"word/footer1.xml", part("ftr", paragraph("Footer", counted(frame.page_of)))}};
}

std::string with_frame_types(std::string content_types) {
    std::string more;
    for (const auto* kind : {"header", "footer"})
        more += fmt::format(R"(<Override PartName="/word/{0}1.xml" ContentType="{1}{0}+xml"/>)", kind, types);
    return put_before(std::move(content_types), "</Types>", more);
}

std::string with_frame_relations(std::string relations) {
    std::string more;
    for (const auto* kind : {"header", "footer"})
        more += fmt::format(R"(<Relationship Type="{1}{0}" Id="frame_{0}" Target="{0}1.xml"/>)", kind, relation);
    return put_before(std::move(relations), "</Relationships>", more);
}

std::string frame_of_section() {
    std::string references;
    for (const auto* kind : {"header", "footer"}) references += fmt::format(R"(<w:{0}Reference w:type="default" r:id="frame_{0}"/>)", kind);
    return references;
}

std::string with_signs(std::string html) {
    const std::string open = "data-page=\"";
    for (auto at = html.find(open); at != std::string::npos; at = html.find(open, at + 1)) html.insert(html.find('>', at) + 1, page_sign);
    if (html.find("ts-report--whole") == std::string::npos) return html;
    const auto new_page = fmt::format("<p>{}</p>", break_sign);
    for (const std::string mark : {"<section class=\"ts-report__summary\"", "<nav class=\"ts-report__contents\""})
        html = put_before(std::move(html), mark, new_page);
    if (const auto end = html.find("</nav>"); end != std::string::npos) html.insert(end + 6, new_page);
    return html;
}

std::string without_signs(std::string document) {
    mend_bookmarks(document);
    const std::string number = page_sign, turn = fmt::format("<w:t xml:space=\"preserve\">{}</w:t>", break_sign);
    for (auto at = document.find(number); at != std::string::npos; at = document.find(number, at))
        document.replace(at, number.size(), page_field(document, at));
    for (auto at = document.find(turn); at != std::string::npos; at = document.find(turn, at))
        document.replace(at, turn.size(), "<w:br w:type=\"page\"/>");
    return document;
}

}  // namespace touchstone::reports
