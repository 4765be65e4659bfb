// Asks a running clamd, over its Unix socket, about a file: INSTREAM, so that it needs no access to our folder.
#pragma once
#include <filesystem>

namespace touchstone::app {

enum class Verdict { clean, infected };

// Throws std::runtime_error when there is no verdict: nobody listens, or it would not look at the file.
[[nodiscard]] Verdict scan_with_clamd(const std::filesystem::path& socket, const std::filesystem::path& file);

}  // namespace touchstone::app
