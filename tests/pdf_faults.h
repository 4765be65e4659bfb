// What somebody who has a PDF read aloud would stumble over: conditions of ISO 14289-1 (PDF/UA-1) that a program can check.
#pragma once
#include <filesystem>
#include <set>
#include <string>

namespace touchstone::testing {

// One sentence for each kind of fault; none for a sound file.
std::set<std::string> pdf_faults(const std::filesystem::path&);

}  // namespace touchstone::testing
