// The findings of a report. Each is printed once, with a number; where it is used again, the number stands for it.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "reports/body_pages.h"

namespace touchstone::reports {

class NumberedFindings {
public:
    NumberedFindings(const nlohmann::json& content, const Showing& showing) : content_(content), showing_(showing) {}
    // Those of one kind among these ids, for the component report_findings, or false.
    web::Data of(const std::vector<std::string>& ids, const char* kind);

private:
    web::Object printed(const nlohmann::json& finding, const std::string& number) const;

    const nlohmann::json& content_;
    const Showing& showing_;
    std::map<std::string, std::string> numbers_;
};

}  // namespace touchstone::reports
