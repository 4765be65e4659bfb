#pragma once
#include <functional>

#include <CLI/CLI.hpp>

namespace touchstone::app {

// touchstone account list | add | password | disable | enable
void add_account_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
