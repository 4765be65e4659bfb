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

struct Letters {
    const char *words, *sample, *package;  // the sample is one of their code points
};

constexpr std::array<Letters, 7> letters{{
    {"Chinese and Japanese", "4e2d", "fonts-noto-cjk"},
    {"Korean", "ac00", "fonts-noto-cjk"},
    {"Arabic and Urdu", "0628", "fonts-noto-core"},
    {"Hindi", "0905", "fonts-noto-core"},
    {"Punjabi", "0a05", "fonts-noto-core"},
    {"Ukrainian and Bulgarian", "0454", "fonts-noto-core"},
    {"emoji", "1f600", "fonts-noto-color-emoji"},
}};
constexpr std::chrono::seconds fonts_are_listed_within{10};

}  // namespace

std::vector<std::string> missing_fonts() {
    std::vector<std::string> missing;
    try {
        for (const auto& [words, sample, package] : letters)
            if (run_child({"fc-list", fmt::format(":charset={}", sample), "family"}, fonts_are_listed_within).empty())
                missing.push_back(fmt::format("no font here has {} (package {}): in PDF files they are empty boxes", words, package));
    } catch (const ChildFailed&) {
        missing.emplace_back("which letters fonts here have cannot be told: fc-list is not installed (package fontconfig)");
    }
    return missing;
}

std::vector<std::string> missing_programs() {
    std::vector<std::string> missing;
    for (const auto& program : programs)
        if (!is_installed(program.name))
            missing.push_back(
                fmt::format("{} is not installed (package {}): without it {}", program.name, program.package, program.without));
    return missing;
}

}  // namespace touchstone::app
