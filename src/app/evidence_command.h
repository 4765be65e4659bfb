#pragma once
#include <functional>

#include <CLI/CLI.hpp>

namespace touchstone::app {

// touchstone evidence add
void add_evidence_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
