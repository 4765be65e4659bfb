#pragma once
#include <functional>

#include <CLI/CLI.hpp>

namespace touchstone::app {

// touchstone partnership list | add
void add_partnership_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
