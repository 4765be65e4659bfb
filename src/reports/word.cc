#include "reports/word.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/child.h"
#include "base/workbench.h"
#include "base/zip_file.h"
#include "reports/well_formed.h"
#include "reports/word_frame.h"
#include "web/language.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

constexpr std::chrono::minutes word_limit{2};
constexpr int text_width = 9'638;  // of A4 between margins of 2 cm

std::string between(const std::string& whole, const std::string& open, const std::string& close) {
    const auto begin = whole.find(open);
    if (begin == std::string::npos) return {};
    const auto from = whole.find('>', begin) + 1;
    return whole.substr(from, whole.find(close, from) - from);
}

// Colours and sizes that the page has from its stylesheet; outside the page a picture has none.
constexpr const char* picture_style =
    "<style>text{font-family:sans-serif;fill:#1a1a1a}.ts-chart-strong{font-weight:bold}.ts-chart-quiet{fill:#5e5e5e}.ts-chart-on-mark{fill:"
    "#fff;font-weight:bold}"
    ".ts-chart-line{stroke:#b3b3b3;fill:none}.ts-chart-axis{stroke:#727272;fill:none}.ts-chart-band{fill:#f1f5f9}.ts-chart-now{fill:#"
    "0065bd;stroke:#fff}"
    ".ts-chart-before{fill:#fff;stroke:#5e5e5e}.ts-chart-inspection{fill:#912f00;stroke:#fff}.ts-chart-change{stroke:#5e5e5e;fill:none}</"
    "style>";

// Each drawing of the page becomes a picture beside it, named by its title and description.
std::string with_pictures(const std::string& html, const std::filesystem::path& folder) {
    std::string result;
    std::size_t at = 0;
    for (int number = 1;; ++number) {
        const auto begin = html.find("<svg", at);
        if (begin == std::string::npos) return result + html.substr(at);
        const auto end = html.find("</svg>", begin) + 6;
        const auto drawing = html.substr(begin, end - begin);
        result += html.substr(at, begin - at);
        at = end;
        if (drawing.find("role=\"img\"") == std::string::npos) continue;                                   // decoration
        if (drawing.substr(0, drawing.find('>')).find("ts-chart--narrow") != std::string::npos) continue;  // the wide one stands before it
        const auto svg = folder / fmt::format("picture-{}.svg", number), png = folder / fmt::format("picture-{}.png", number);
        auto alone = drawing;
        alone.insert(4, " xmlns=\"http://www.w3.org/2000/svg\"");
        alone.insert(alone.find('>') + 1, picture_style);
        write_file(svg, alone);
        run_child({"rsvg-convert", "--zoom=2", "--background-color=white", "--output=" + png.string(), svg.string()}, word_limit);
        result += fmt::format("<p><img src=\"{}\" alt=\"{}. {}\" width=\"640\"></p>", png.filename().string(),
                              between(drawing, "<title", "</title>"), between(drawing, "<desc", "</desc>"));
    }
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    return text;
}

// Of a figure pandoc takes the picture alone, and leaves out the table beside it; what opens the table has no use on paper.
std::string without_figures(std::string html) {
    for (auto at = html.find("<summary"); at != std::string::npos; at = html.find("<summary", at))
        html.erase(at, html.find("</summary>", at) + 10 - at);
    for (const auto& [from, to] :
         std::array<std::pair<const char*, const char*>, 5>{{{"<figure", "<div"},
                                                             {"</figure>", "</div>"},
                                                             {"<figcaption", "<p"},
                                                             {"</figcaption>", "</p>"},
                                                             {"<span class=\"ts-report__from\"", "<span data-custom-style=\"Source\""}}})
        html = with(std::move(html), from, to);
    return with(std::move(html), "</span> <span class=\"ts-figure__reading\"", ".</span> <span class=\"ts-figure__reading\"");
}

// The first column, which names things, as wide as it needs, and so the fifth, which holds caveats; the others share the rest. Widths are
// in twentieths of a point.
std::vector<int> widths_of(int columns) {
    std::vector<int> widths(static_cast<std::size_t>(columns), text_width / std::max(columns, 1));
    if (columns < 3) return widths;
    const int first = text_width * 3 / 10 + (columns < 5 ? text_width / 10 : 0),
              fifth = columns == 5 || columns == 6 ? text_width * 3 / 10 : 0;
    std::ranges::fill(widths, (text_width - first - fifth) / (columns - (fifth > 0 ? 2 : 1)));
    widths.front() = first;
    if (fifth > 0) widths.at(4) = fifth;
    return widths;
}

std::string with_wide_first_columns(const std::string& xml) {
    constexpr std::string_view open = "<w:tblGrid>", close = "</w:tblGrid>", column = "<w:gridCol ";
    std::string result;
    std::size_t at = 0;
    for (auto begin = xml.find(open); begin != std::string::npos; begin = xml.find(open, at)) {
        const auto end = xml.find(close, begin);
        int columns = 0;
        for (auto each = xml.find(column, begin); each < end; each = xml.find(column, each + 1)) ++columns;
        result += xml.substr(at, begin - at) + std::string(open);
        for (const int width : widths_of(columns)) result += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
        at = end;
    }
    return result + xml.substr(at);
}

// A4, and no second title above the one that the page has.
std::string dressed_document(std::string xml) {
    if (const auto title = xml.find("<w:p><w:pPr><w:pStyle w:val=\"Title\" />"); title != std::string::npos)
        xml.erase(title, xml.find("</w:p>", title) + 6 - title);
    xml = with(with_wide_first_columns(xml), "<w:tblW w:type=\"auto\" w:w=\"0\" />", "<w:tblW w:type=\"pct\" w:w=\"5000\" />");
    return with(without_signs(std::move(xml)), "<w:sectPr />",
                "<w:sectPr>" + frame_of_section() +
                    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" "
                    "w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>");
}

constexpr const char* frame_styles =
    R"(<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="444444"/><w:sz w:val="17"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="right"/></w:pPr><w:rPr><w:color w:val="444444"/><w:sz w:val="17"/></w:rPr></w:style>)";

// Dark headings, and tables with lines and a bold head.
std::string dressed_styles(std::string xml) {
    for (const auto* colour : {"4F81BD", "345A8A", "365F91"})
        xml = with(std::move(xml), fmt::format("w:val=\"{}\"", colour), "w:val=\"1A1A1A\"");
    for (const auto* theme : {" w:themeShade=\"B5\"", " w:themeShade=\"BF\""}) xml = with(std::move(xml), theme, "");
    xml = with(std::move(xml), "w:themeColor=\"accent1\" ", "");
    xml = with(std::move(xml), "<w:i />\n      <w:bCs />", "<w:b />\n      <w:bCs />");
    xml = with(std::move(xml), "w:after=\"180\" w:before=\"180\"", "w:after=\"120\" w:before=\"0\"");
    xml = with(
        std::move(xml), "<w:name w:val=\"Source\" /><w:basedOn w:val=\"BodyTextChar\" />",
        "<w:name w:val=\"Source\" /><w:basedOn w:val=\"BodyTextChar\" /><w:rPr><w:color w:val=\"5E5E5E\"/><w:sz w:val=\"18\"/></w:rPr>");
    if (const auto end = xml.rfind("</w:styles>"); end != std::string::npos) xml.insert(end, frame_styles);
    std::string lines;
    for (const auto* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        lines += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B3B3B3\"/>", side);
    xml = with(std::move(xml), "<w:tblCellMar>\n        <w:top w:type=\"dxa\" w:w=\"0\" />",
               "<w:tblBorders>" + lines + "</w:tblBorders><w:tblCellMar><w:top w:type=\"dxa\" w:w=\"40\" />");
    return with(std::move(xml), "<w:tblStylePr w:type=\"firstRow\">", "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/></w:rPr>");
}

std::string dressed_theme(std::string xml) { return with(with(std::move(xml), "\"Calibri\"", "\"Arial\""), "\"Cambria\"", "\"Arial\""); }

}  // namespace

void write_docx(const std::string& html, const std::filesystem::path& docx) {
    check_page(html);
    const auto folder = docx.parent_path();
    write_file(folder / "word.html", with_signs(without_figures(with_pictures(html, folder))));
    run_child({"pandoc", "--from=html", "--to=docx", "--resource-path=" + folder.string(), "--metadata=lang:" + web::language_tag(),
               "--output=" + docx.string(), (folder / "word.html").string()},
              word_limit);
    rewrite_in_zip(docx, {{"word/document.xml", dressed_document},
                          {"word/styles.xml", dressed_styles},
                          {"word/theme/theme1.xml", dressed_theme},
                          {"[Content_Types].xml", with_frame_types},
                          {"word/_rels/document.xml.rels", with_frame_relations}});
    add_to_zip(docx,
               frame_parts({between(html, "<title", "</title>"), web::text("reports.page_of", {{"page", "\x01"}, {"pages", "\x02"}})}));
    check_office_file(docx);
}

}  // namespace touchstone::reports
