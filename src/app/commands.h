// The command line: touchstone serve | framework | account | backup | restore | export | import | chart | disclosure | questionnaire |
// measure | doctor.
#pragma once

namespace touchstone::app {

// Answers the exit status: 0 done, 1 could not be done, 2 asked wrongly.
int run_command_line(int argc, char** argv);

}  // namespace touchstone::app
