// Framework packs: a folder with framework.yaml and one file per indicator, written by anyone (docs/framework-packs.md says how).
// A pack is data from strangers. It is read within limits, and whatever is wrong with it comes back as problems, all at once.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frameworks/framework.h"

namespace touchstone::frameworks {

// `name` is the path within the pack: "framework.yaml", "indicators/5.1.yaml".
struct PackFile {
    std::string name, text;
    bool operator==(const PackFile&) const = default;
};

struct PackProblem {
    std::string file;     // as it was named; empty when the pack as a whole is meant
    int line = 0;         // from 1; 0 when no line is meant
    std::string path;     // "themes[1].illustrations[0].level"; empty when the file as a whole is meant
    std::string message;  // plain English: packs are written by those who can read it
    bool operator==(const PackProblem&) const = default;
};

// The framework, or the problems that keep the pack from being one.
struct PackReading {
    std::optional<Framework> framework;
    std::vector<PackProblem> problems;
};

inline constexpr std::size_t pack_max_bytes = 5'000'000;
inline constexpr std::size_t pack_max_files = 500;
inline constexpr int pack_max_parts = 50'000;          // texts, lists and maps
inline constexpr std::size_t pack_max_problems = 200;  // no more are listed
inline constexpr std::size_t name_max_characters = 300;
inline constexpr std::size_t short_title_max_characters = 60;
inline constexpr std::size_t passage_max_characters = 10'000;
inline constexpr std::size_t list_max_items = 500;

// Questions to ask about the themes: no part of the framework nor of its hash (voice/question_library.h).
inline constexpr std::string_view questions_file = "questions.yaml";
// Measures to begin with: no part of them either (measures/starter_set.h).
inline constexpr std::string_view measures_file = "measures.yaml";

// Files named README.md, LICENSE, questions.yaml and measures.yaml are left alone; any other name that a pack does not have is a problem.
[[nodiscard]] PackReading read_pack(const std::vector<PackFile>&);

// "indicators/5.1.yaml, line 12: themes[1].illustrations[0].level must be a whole number from 1 to 6, without quotes"
[[nodiscard]] std::string in_words(const PackProblem&);

}  // namespace touchstone::frameworks
