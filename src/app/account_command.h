#pragma once
#include <CLI/CLI.hpp>
#include <functional>

namespace touchstone::app {

// touchstone account list | add | password | disable | enable
void add_account_command(CLI::App&, std::function<void()>& chosen);

}  // namespace touchstone::app
