#include "statistics/disclosure_file.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/bounded_json.h"
#include "base/text.h"

namespace touchstone::statistics {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t shown_characters = 40;
constexpr std::size_t most_targets = 5'000;

struct Refused : std::exception {
    explicit Refused(FileProblem why) : problem(std::move(why)) {}
    FileProblem problem;
};

[[noreturn]] void refuse(const char* sentence, std::map<std::string, std::string> values = {}) {
    throw Refused({sentence, std::move(values)});
}

std::string shown(const Json& json) {
    return first_characters(json.dump(-1, ' ', false, Json::error_handler_t::replace), shown_characters);
}

const Json& member(const Json& json, const char* name) {
    static const Json nothing;
    const auto found = json.find(name);
    return found == json.end() ? nothing : *found;
}

Count count_of(const Json& json, const std::string& place, Count least, Count most) {
    if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(most)) ||
        json.get<Count>() < least || json.get<Count>() > most)
        refuse("statistics.disclosure.no_count",
               {{"place", place}, {"said", shown(json)}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
    return json.get<Count>();
}

Rules rules_of(const Json& json, bool zeros_shown) {
    Rules rules;
    if (json.contains("k")) rules.k = count_of(json["k"], "k", 2, disclosure_max_k);
    rules.zeros_shown = zeros_shown;
    return rules;
}

TableToProtect table_of(const Json& json) {
    const auto& zeros = member(json, "zeros_shown");
    if (!zeros.is_null() && !zeros.is_boolean()) refuse("statistics.disclosure.not_true_or_false", {{"said", shown(zeros)}});
    TableToProtect read{{}, rules_of(json, zeros.is_boolean() && zeros.get<bool>())};
    const auto& rows = json["table"];
    if (!rows.is_array() || rows.empty()) refuse("statistics.disclosure.no_table");
    if (rows.size() > disclosure_max_lines)
        refuse("statistics.disclosure.table_too_large", {{"most", std::to_string(disclosure_max_lines)}});
    for (const auto& row : rows) {
        if (!row.is_array() || row.empty()) refuse("statistics.disclosure.no_table");
        if (row.size() > disclosure_max_lines)
            refuse("statistics.disclosure.table_too_large", {{"most", std::to_string(disclosure_max_lines)}});
        if (row.size() != rows.front().size())
            refuse("statistics.disclosure.ragged", {{"row", std::to_string(read.table.counts.size() + 1)}});
        auto& counts = read.table.counts.emplace_back();
        for (const auto& cell : row)
            counts.push_back(count_of(cell,
                                      "row " + std::to_string(read.table.counts.size()) + ", column " + std::to_string(counts.size() + 1),
                                      0, largest_count));
    }
    return read;
}

std::string text_of(const Json& json) {
    if (!json.is_string()) refuse("statistics.disclosure.no_name", {{"said", shown(json)}});
    return json.get<std::string>();
}

std::vector<std::string> values_of(const Json& json) {
    if (!json.is_array() || json.empty()) refuse("statistics.disclosure.no_values", {{"said", shown(json)}});
    std::vector<std::string> values;
    std::set<std::string> seen;
    for (const auto& value : json) {
        values.push_back(text_of(value));
        if (!seen.insert(values.back()).second) refuse("statistics.disclosure.value_twice", {{"said", shown(value)}});
    }
    return values;
}

class LedgerReader {
public:
    explicit LedgerReader(const Json& json) : json_(json) {}

    ReleasesToJudge read() {
        const auto& low = member(json_, "low");
        auto& ledger = read_.ledger;
        ledger.rules = rules_of(json_, !low.is_null() && count_of(low, "low", 0, 1) == 1);
        read_dimensions();
        each("published", disclosure_max_releases, [&](const Json& entry, const std::string& place) {
            read_.releases.push_back({where_of(entry), count_of(member(entry, "n"), place, 0, largest_count)});
        });
        each("withheld", disclosure_max_releases, [&](const Json& entry, const std::string& place) {
            const auto& least = member(entry, "min");
            ledger.withheld.push_back({where_of(entry), least.is_null() ? 0 : count_of(least, place, 0, largest_count)});
        });
        each("targets", most_targets, [&](const Json& entry, const std::string&) { ledger.targets.push_back(where_of(entry)); });
        return std::move(read_);
    }

private:
    void read_dimensions() {
        const auto& dimensions = member(json_, "dimensions");
        if (!dimensions.is_object() || dimensions.empty()) refuse("statistics.disclosure.no_dimensions");
        std::size_t groups = 1;
        for (const auto& [name, values] : dimensions.items()) {
            read_.ledger.dimensions.push_back({name, values_of(values)});
            groups *= values.size();
            if (groups > most_groups) refuse("statistics.disclosure.too_many_groups", {{"most", std::to_string(most_groups)}});
        }
    }

    template <class Read>
    void each(const char* name, std::size_t most, Read read) {
        const auto& entries = member(json_, name);
        if (entries.is_null()) return;
        if (!entries.is_array()) refuse("statistics.disclosure.no_list", {{"name", name}});
        if (entries.size() > most) refuse("statistics.disclosure.list_too_long", {{"name", name}, {"most", std::to_string(most)}});
        std::size_t number = 0;
        for (const auto& entry : entries) {
            if (!entry.is_object()) refuse("statistics.disclosure.no_list", {{"name", name}});
            read(entry, std::string(name) + ", entry " + std::to_string(++number));
        }
    }

    Where where_of(const Json& entry) const {
        const auto& named = member(entry, "where");
        if (!named.is_object()) refuse("statistics.disclosure.no_where", {{"said", shown(named)}});
        Where where;
        for (const auto& [name, values] : named.items()) {
            const auto dimension = std::ranges::find(read_.ledger.dimensions, name, &Dimension::name);
            if (dimension == read_.ledger.dimensions.end()) refuse("statistics.disclosure.unknown", {{"said", shown(name)}});
            where[name] = values_of(values);
            for (const auto& value : where[name])
                if (std::ranges::find(dimension->values, value) == dimension->values.end())
                    refuse("statistics.disclosure.unknown", {{"said", shown(value)}});
        }
        return where;
    }

    const Json& json_;
    ReleasesToJudge read_;
};

DisclosureFile file_of(std::string_view text) {
    if (text.size() > disclosure_max_bytes) refuse("statistics.disclosure.too_large");
    const auto json = parse_json<Json>(text);
    if (!json || !json->is_object()) refuse("statistics.disclosure.no_json");
    if (json->contains("table")) return table_of(*json);
    if (!json->contains("published")) refuse("statistics.disclosure.neither");
    return LedgerReader(*json).read();
}

}  // namespace

std::expected<DisclosureFile, FileProblem> read_disclosure_file(std::string_view json) {
    try {
        return file_of(json);
    } catch (const Refused& refused) {
        return std::unexpected(refused.problem);
    }
}

}  // namespace touchstone::statistics
