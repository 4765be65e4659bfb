// The parts of a workbook's archive, read in memory and piece by piece, so that a few bytes cannot become many; a document type is refused
// before anything in it is looked at, so there are no entities to expand and none to fetch.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <zip.h>

namespace touchstone {

// Why the workbook is refused: thrown between the parser's steps, never through it.
struct WorkbookRefusal {
    const char* why;
};
inline constexpr const char* broken_workbook = "people.sheet.broken";

using Attributes = const char**;
[[nodiscard]] std::optional<std::string_view> attribute(Attributes, std::string_view name);
// "1" and "true" are how a workbook says yes.
[[nodiscard]] bool is_yes(Attributes, std::string_view name);

// What one part of the workbook is read with. Names are without their prefixes.
class WorkbookPart {
public:
    virtual ~WorkbookPart() = default;
    virtual void begin(std::string_view name, Attributes) = 0;
    virtual void end(std::string_view) {}
    virtual void text(std::string_view) {}

    const char* refusal = nullptr;
};

class WorkbookArchive {
public:
    explicit WorkbookArchive(std::string_view bytes);
    bool has(const std::string& name);
    void read(const std::string& name, WorkbookPart&);

private:
    void check_names();
    void count(std::size_t of_part, std::size_t more, std::uint64_t packed);

    std::unique_ptr<zip_t, void (*)(zip_t*)> archive_{nullptr, zip_discard};
    std::size_t inflated_ = 0;
};

}  // namespace touchstone
