// On which pages of a printed file things stand.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace touchstone::reports {

[[nodiscard]] int count_pages(const std::filesystem::path& pdf);
// What the contents of the file link to, by its id in the page that was printed.
[[nodiscard]] std::map<std::string, int> linked_pages(const std::filesystem::path& pdf);
// The page with those numbers in the places kept for them: `data-page="id"></span>`.
[[nodiscard]] std::string with_page_numbers(const std::string& html, const std::map<std::string, int>& pages);

// The words of the headings of a page.
[[nodiscard]] std::vector<std::string> headings_in(const std::string& html);

}  // namespace touchstone::reports
