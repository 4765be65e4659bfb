#include "reports/printed_pages.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

namespace touchstone::reports {
namespace {

constexpr const char* place = "data-page=\"";

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
