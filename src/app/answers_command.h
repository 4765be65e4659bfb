#pragma once
#include <functional>

#include <CLI/CLI.hpp>

namespace touchstone::app {

// touchstone answers import: what would be dropped and taken of a table of answers from another tool
void add_answers_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
