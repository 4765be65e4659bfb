#pragma once
#include <functional>

#include <CLI/CLI.hpp>

namespace touchstone::app {

// touchstone disclosure: which numbers of a file may be shown, for analysts and for checking
void add_disclosure_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
