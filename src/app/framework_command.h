#pragma once
#include <CLI/CLI.hpp>
#include <functional>

namespace touchstone::app {

// touchstone framework list | show | validate | import | export
void add_framework_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
