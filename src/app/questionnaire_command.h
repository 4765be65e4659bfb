#pragma once
#include <functional>

#include <CLI/CLI.hpp>

namespace touchstone::app {

// touchstone questionnaire import: what can be taken of a file of another survey tool, for those who write one and for checking
void add_questionnaire_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
