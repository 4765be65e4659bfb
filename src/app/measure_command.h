#pragma once
#include <functional>

#include <CLI/CLI.hpp>

namespace touchstone::app {

// touchstone measure import: what a table of figures holds, for those who make one and for checking
void add_measure_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
