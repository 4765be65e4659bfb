#include "app/programs.h"

#include <array>

#include <fmt/format.h>

#include "base/child.h"

namespace touchstone::app {
namespace {

struct Program {
    const char *name, *package, *without;
};

constexpr std::array<Program, 6> programs{{
    {"chromium", "chromium", "reports cannot be made as PDF"},
    {"pandoc", "pandoc", "reports cannot be made as Word documents, and the words in Word and OpenDocument files are not found"},
    {"rsvg-convert", "librsvg2-bin", "reports cannot be made as Word documents"},
    {"pdftotext", "poppler-utils", "the words in PDF files are not found"},
    {"setpriv", "util-linux", "no other program can be started"},
    {"prlimit", "util-linux", "the words in PDF, Word and OpenDocument files are not found"},
}};

}  // namespace

std::vector<std::string> missing_programs() {
    std::vector<std::string> missing;
    for (const auto& program : programs)
        if (!is_installed(program.name))
            missing.push_back(
                fmt::format("{} is not installed (package {}): without it {}", program.name, program.package, program.without));
    return missing;
}

}  // namespace touchstone::app
