#include "people/import.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"

namespace touchstone::people {
namespace {

// A kind or a level as it is written in code: "Health board" is health_board.
std::string as_word(const std::string& typed) {
    auto word = reader_key(typed);
    std::ranges::replace(word, ' ', '_');
    return word;
}

// A column by what its head says.
std::string column_of(const std::string& head) {
    const auto word = as_word(head);
    return word == "where_it_works" ? "level" : word;
}

// Where a service works, as pages say it or as code does; 0 for anything else.
int level_of(const std::string& typed) {
    constexpr std::array said{"strategically", "operationally", "in_delivery"};
    const auto word = as_word(typed);
    for (int level = 1; level <= 3; ++level)
        if (word == said[static_cast<std::size_t>(level) - 1] || word == level_name(level)) return level;
    return 0;
}

bool has_odd_characters(const std::string& cell) {
    return std::ranges::any_of(cell, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

using Columns = std::map<std::string, std::size_t>;

class Planner {
public:
    Planner(const Everything& all, Instant now) : now_(now), organisations_(all.organisations), services_(all.services) {
        for (std::size_t i = 0; i < organisations_.size(); ++i) organisation_by_name_.emplace(reader_key(organisations_[i].name), i);
        for (std::size_t i = 0; i < services_.size(); ++i) know(i);
        known_services_ = services_.size();
        known_organisations_ = organisations_.size();
    }

    void read(const Rows& rows, const Columns& columns) {
        for (std::size_t i = 1; i < rows.size(); ++i)
            if (!rows[i].empty()) read_row(rows[i], columns, static_cast<int>(i) + 1);
        for (const auto& [service, row] : waiting_) place(service, row);
        for (const auto& [service, row] : waiting_) check_no_circle(service, row);
    }

    ImportPlan finished() {
        plan_.organisations.assign(organisations_.begin() + static_cast<std::ptrdiff_t>(known_organisations_), organisations_.end());
        if (plan_.problems.empty())
            for (auto i = known_services_; i < services_.size(); ++i) add_after_its_parent(i);
        std::ranges::sort(plan_.problems, {}, [](const RowProblem& one) { return std::tie(one.row, one.column, one.text); });
        return std::move(plan_);
    }

private:
    void read_row(const Cells& cells, const Columns& columns, int number) {
        ImportRow row{.number = number};
        const std::array<std::string*, 5> fields{&row.organisation, &row.kind, &row.service, &row.level, &row.part_of};
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto& name = import_columns()[i];
            const auto column = columns.find(name);
            if (column != columns.end() && column->second < cells.size()) *fields[i] = take(cells[column->second], name, number);
        }
        if (row.organisation.empty()) {
            complain(number, "organisation", "people.import.organisation_missing", "");
        } else {
            const auto organisation = find_or_add(row);
            if (!row.service.empty())
                read_service(row, organisation);
            else
                check_lone(row);
        }
        plan_.rows.push_back(std::move(row));
    }

    std::string take(const std::string& cell, const std::string& column, int number) {
        if (would_compute(cell)) complain(number, column, "people.import.formula", cell);
        if (has_odd_characters(cell)) complain(number, column, "people.import.odd_characters", cell);
        if (characters(cell) > name_max_letters) complain(number, column, "people.import.too_long", cell.substr(0, 40));
        return without_mark(cell);
    }

    std::size_t find_or_add(ImportRow& row) {
        auto kind = as_word(row.kind);
        if (kind == "another_kind") kind = "other";  // as pages called it once
        const bool is_kind = std::ranges::find(organisation_kinds(), kind) != organisation_kinds().end();
        if (!kind.empty() && !is_kind) complain(row.number, "kind", "people.import.kind_unknown", row.kind);
        const auto [known, is_new] = organisation_by_name_.emplace(reader_key(row.organisation), organisations_.size());
        if (is_new) {
            organisations_.push_back({OrganisationId::make(now_), row.organisation, is_kind ? kind : "other"});
            row.adds_organisation = true;
        } else if (const auto& found = organisations_[known->second]; !row.service.empty() && (found.closed_at || !found.is_kept_here())) {
            if (!service_of(found.id, row.service))
                complain(row.number, "organisation", "people.import.organisation_closed", row.organisation);
        }
        return known->second;
    }

    // A row without a service names an organisation, and nothing of a service.
    void check_lone(const ImportRow& row) {
        if (!row.level.empty() || !row.part_of.empty()) complain(row.number, "service", "people.import.service_missing", "");
        if (!lone_.emplace(reader_key(row.organisation), row.number).second)
            complain(row.number, "organisation", "people.import.twice", row.organisation);
    }

    void read_service(ImportRow& row, std::size_t organisation) {
        const auto key = std::pair(organisations_[organisation].id, reader_key(row.service));
        if (!seen_.insert({key, row.number}).second) return complain(row.number, "service", "people.import.twice", row.service);
        const int level = level_of(row.level);
        if (level == 0)
            complain(row.number, "level", row.level.empty() ? "people.import.level_missing" : "people.import.level_unknown", row.level);
        if (service_of(key.first, row.service)) return;  // there already
        services_.push_back({.id = ServiceId::make(now_),
                             .organisation = key.first,
                             .parent = std::nullopt,
                             .name = row.service,
                             .level = std::max(level, 1),
                             .organisation_name = organisations_[organisation].name});
        know(services_.size() - 1);
        row.adds_service = true;
        if (!row.part_of.empty()) waiting_.emplace_back(services_.size() - 1, row);
    }

    bool service_of(const OrganisationId& organisation, const std::string& name) const {
        const auto [begin, end] = service_by_name_.equal_range(reader_key(name));
        return std::any_of(begin, end, [&](const auto& one) { return services_[one.second].organisation == organisation; });
    }

    // The service of this name in the same organisation. Below another's a place is asked for, not imported.
    void place(std::size_t service, const ImportRow& row) {
        std::vector<std::size_t> here;
        bool is_elsewhere = false;
        const auto [begin, end] = service_by_name_.equal_range(reader_key(row.part_of));
        for (auto one = begin; one != end; ++one) {
            if (services_[one->second].closed_at) continue;
            if (services_[one->second].organisation == services_[service].organisation)
                here.push_back(one->second);
            else
                is_elsewhere = true;
        }
        if (here.size() == 1)
            services_[service].parent = services_[here.front()].id;
        else
            complain(row.number, "part_of",
                     !here.empty()  ? "people.import.parent_unclear"
                     : is_elsewhere ? "people.import.parent_elsewhere"
                                    : "people.import.parent_missing",
                     row.part_of);
    }

    void check_no_circle(std::size_t service, const ImportRow& row) {
        const auto& start = services_[service];
        auto above = start.parent;
        for (std::size_t steps = 0; above && steps <= services_.size(); ++steps) {
            if (*above == start.id) return complain(row.number, "part_of", "people.import.circle", row.part_of);
            const auto next = service_by_id_.at(*above);
            if (next < known_services_) return;  // nothing that was there is part of something new
            above = services_[next].parent;
        }
    }

    // There are no circles among them, so this ends.
    void add_after_its_parent(std::size_t i) {
        if (std::ranges::find(plan_.services, services_[i].id, &Service::id) != plan_.services.end()) return;
        if (services_[i].parent)
            if (const auto above = service_by_id_.at(*services_[i].parent); above >= known_services_) add_after_its_parent(above);
        plan_.services.push_back(services_[i]);
    }

    void know(std::size_t i) {
        service_by_name_.emplace(reader_key(services_[i].name), i);
        service_by_id_.emplace(services_[i].id, i);
    }
    void complain(int row, const std::string& column, const std::string& why, const std::string& value) {
        plan_.problems.push_back({row, column, why, value});
    }

    static constexpr std::size_t name_max_letters = 150;
    Instant now_;
    std::vector<Organisation> organisations_;
    std::vector<Service> services_;
    std::size_t known_organisations_ = 0, known_services_ = 0;
    std::map<std::string, std::size_t> organisation_by_name_;
    std::multimap<std::string, std::size_t> service_by_name_;
    std::map<ServiceId, std::size_t> service_by_id_;
    std::map<std::string, int> lone_;
    std::map<std::pair<OrganisationId, std::string>, int> seen_;
    std::vector<std::pair<std::size_t, ImportRow>> waiting_;  // for what they are part of, which may stand further down
    ImportPlan plan_;
};

}  // namespace

const std::vector<std::string>& import_columns() {
    static const std::vector<std::string> columns{"organisation", "kind", "service", "level", "part_of"};
    return columns;
}

std::vector<PairOfNames> names_in(const Rows& rows) {
    if (rows.empty()) return {};
    const auto column = [&](const char* name) { return std::ranges::find(rows.front(), name, as_word) - rows.front().begin(); };
    const auto organisation = column("organisation"), service = column("service"), part_of = column("part_of");
    const auto cell = [](const Cells& cells, std::ptrdiff_t at) {
        return at < std::ssize(cells) ? without_mark(cells[static_cast<std::size_t>(at)]) : std::string();
    };
    std::set<PairOfNames> names;
    for (std::size_t i = 1; i < rows.size(); ++i)
        for (const auto at : {service, part_of})
            if (const auto name = cell(rows[i], organisation); !name.empty()) names.insert({name, cell(rows[i], at)});
    return {names.begin(), names.end()};
}

bool is_import_head(const Cells& cells) {
    return std::ranges::any_of(cells, [](const std::string& cell) { return as_word(cell) == "organisation"; });
}

Outcome<ImportPlan> plan_import(const Rows& rows, const Everything& all, Instant now) {
    if (rows.empty()) return refuse({{"file", "people.sheet.empty"}});
    Columns columns;
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < rows.front().size(); ++i) {
        const auto word = column_of(rows.front()[i]);
        if (std::ranges::find(import_columns(), word) == import_columns().end())
            unknown.push_back(rows.front()[i]);
        else if (!columns.emplace(word, i).second)
            return refuse({{"file", "people.import.column_twice"}});
    }
    if (!columns.contains("organisation")) return refuse({{"file", "people.import.column_missing"}});
    Planner planner(all, now);
    planner.read(rows, columns);
    auto plan = planner.finished();
    std::erase(unknown, "");
    plan.unknown_columns = std::move(unknown);
    return plan;
}

}  // namespace touchstone::people
