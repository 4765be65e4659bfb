#pragma once
#include <functional>

#include <CLI/CLI.hpp>

namespace touchstone::app {

// touchstone rights export
void add_rights_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
