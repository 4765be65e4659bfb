// Reads what a browser sends with a form. Refuses what is not text, too many fields and too many files.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "web/visit.h"

namespace touchstone::web {

inline constexpr std::size_t fields_max = 2'000;
inline constexpr std::size_t files_max = 20;

// "%2F" becomes "/". Nothing when an escape is broken or the result is not text.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

// For a value in an address: everything but letters, digits and "-_.~" becomes "%XX".
[[nodiscard]] std::string percent_encoded(std::string_view text);

// application/x-www-form-urlencoded; also the query of an address.
[[nodiscard]] std::optional<Form> read_urlencoded(std::string_view body);

// multipart/form-data as `content_type` names its boundary. Files are written under `folder` with random names; the caller removes them.
// Where nothing is answered nothing is left there.
[[nodiscard]] std::optional<Form> read_multipart(std::string_view content_type, std::string_view body, const std::filesystem::path& folder);

// Of the beginning of such a body: all parts that are whole, as a body.
[[nodiscard]] std::string whole_parts(std::string_view content_type, std::string_view beginning);

// A file's bytes as a view, without reading them all at once.
class MappedFile {
public:
    explicit MappedFile(const std::filesystem::path&);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    std::string_view bytes() const { return {static_cast<const char*>(start_), size_}; }

private:
    void* start_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace touchstone::web
