#pragma once
#include <functional>

#include <CLI/CLI.hpp>

namespace touchstone::app {

// touchstone chart: the numbers of a chart from a file, for analysts and for checking
void add_chart_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
