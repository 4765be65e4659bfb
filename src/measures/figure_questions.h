// What has to be asked about a table of figures.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "measures/figure_reader.h"

namespace touchstone::measures {

// Questions, at most twenty of a kind; how many more there are is the last of them.
class Questions {
public:
    void ask(About, const std::string& subject, const std::string& sentence, std::map<std::string, std::string> values = {});
    [[nodiscard]] std::vector<Question> all() const;

private:
    std::vector<Question> asked_;
    std::map<std::string, std::pair<Question, std::size_t>> more_;  // by sentence: the first, and how many
};

}  // namespace touchstone::measures
