#include "reports/format.h"

namespace touchstone::reports {

const std::vector<std::string>& all_formats() {
    static const std::vector<std::string> formats{"pdf", "docx", "xlsx", "json"};
    return formats;
}

bool comes_in(Audience audience, const std::string& format) { return audience != Audience::young_people || format != "xlsx"; }

std::vector<Format> waiting_formats(Audience audience) {
    std::vector<Format> formats;
    for (const auto& name : all_formats())
        if (comes_in(audience, name)) formats.push_back({.name = name, .program = {}});
    return formats;
}

std::string name_of(Making state) {
    switch (state) {
        case Making::waiting:
            return "waiting";
        case Making::being_made:
            return "being_made";
        case Making::made:
            return "made";
        case Making::failed:
            return "failed";
    }
    return {};
}

std::string name_of(Fault fault) {
    switch (fault) {
        case Fault::none:
            return "none";
        case Fault::interrupted:
            return "interrupted";
        case Fault::program_missing:
            return "program_missing";
        case Fault::program_failed:
            return "program_failed";
        case Fault::program_late:
            return "program_late";
        case Fault::other:
            return "other";
    }
    return {};
}

}  // namespace touchstone::reports
