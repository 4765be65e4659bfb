#include "reports/printed_pages.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

namespace touchstone::reports {
namespace {

constexpr const char* place = "data-page=\"";
constexpr std::array<std::pair<std::string_view, char>, 5> entities{
    {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}}};

// Without tags, with one space between words.
std::string words_of(std::string_view html) {
    std::string words;
    for (std::size_t at = 0; at < html.size(); ++at) {
        const auto entity = std::ranges::find_if(entities, [&](const auto& each) { return html.substr(at).starts_with(each.first); });
        if (html[at] == '<') {
            at = std::min(html.find('>', at), html.size());
        } else if (entity != entities.end()) {
            words += entity->second;
            at += entity->first.size() - 1;
        } else if (html[at] == ' ' || html[at] == '\n') {
            if (!words.empty() && !words.ends_with(' ')) words += ' ';
        } else {
            words += html[at];
        }
    }
    while (words.ends_with(' ')) words.pop_back();
    return words;
}

}  // namespace

int count_pages(const std::filesystem::path& path) {
    QPDF pdf;
    pdf.processFile(path.c_str());
    return static_cast<int>(QPDFPageDocumentHelper(pdf).getAllPages().size());
}

std::map<std::string, int> linked_pages(const std::filesystem::path& path) {
    QPDF pdf;
    pdf.processFile(path.c_str());
    std::map<QPDFObjGen, int> numbers;
    for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages())
        numbers.emplace(page.getObjectHandle().getObjGen(), static_cast<int>(numbers.size()) + 1);
    std::map<std::string, int> linked;
    auto destinations = pdf.getRoot().getKey("/Dests");
    if (!destinations.isDictionary()) return linked;
    for (const auto& name : destinations.getKeys()) {
        auto destination = destinations.getKey(name);
        if (!destination.isArray() || destination.getArrayNItems() == 0) continue;
        const auto number = numbers.find(destination.getArrayItem(0).getObjGen());
        if (number != numbers.end()) linked[name.substr(1)] = number->second;
    }
    return linked;
}

std::vector<std::string> headings_in(const std::string& html) {
    std::vector<std::string> headings;
    for (auto at = html.find("<h"); at != std::string::npos; at = html.find("<h", at + 1)) {
        if (at + 3 >= html.size() || html[at + 2] < '1' || html[at + 2] > '6') continue;
        const auto begin = html.find('>', at) + 1, end = html.find(std::string("</h") + html[at + 2], begin);
        if (end != std::string::npos) headings.push_back(words_of(std::string_view(html).substr(begin, end - begin)));
    }
    return headings;
}

std::string with_page_numbers(const std::string& html, const std::map<std::string, int>& pages) {
    std::string result;
    std::size_t from = 0;
    for (auto at = html.find(place); at != std::string::npos; at = html.find(place, from)) {
        const auto begin = at + std::string(place).size(), end = html.find('"', begin), text = html.find('>', end) + 1;
        result += html.substr(from, text - from);
        if (const auto page = pages.find(html.substr(begin, end - begin)); page != pages.end()) result += std::to_string(page->second);
        from = text;
    }
    return result + html.substr(from);
}

}  // namespace touchstone::reports
