// What stands around the text of a Word document: running title, page numbers, breaks between pages, and the pages that its contents name.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace touchstone::reports {

struct WordFrame {
    std::string title;    // as it stands in XML
    std::string page_of;  // "Page \x01 of \x02"
};
// More parts of the archive.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> frame_parts(const WordFrame&);
[[nodiscard]] std::string with_frame_types(std::string content_types);
[[nodiscard]] std::string with_frame_relations(std::string relations);
// How the last section of the document refers to them; the first page has neither.
[[nodiscard]] std::string frame_of_section();

// Signs in the page that Word's document is made of, and what becomes of them.
[[nodiscard]] std::string with_signs(std::string html);
[[nodiscard]] std::string without_signs(std::string document);

}  // namespace touchstone::reports
