#pragma once
#include <functional>

#include <CLI/CLI.hpp>

namespace touchstone::app {

// touchstone framework list | show | validate | import | export
void add_framework_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
