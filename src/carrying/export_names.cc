#include "carrying/export_names.h"

#include "frameworks/framework_json.h"
#include "web/texts.h"

namespace touchstone::carrying {

using web::text;

TableIndex::TableIndex(const Tables& tables, const std::string& name, const std::string& column) : rows_(tables.at(name)) {
    for (const auto& row : rows_.rows) by_[key_of(rows_, row, {"partnership_id", column})].push_back(&row);
}

const std::vector<const TableRow*>& TableIndex::of(const std::string& partnership, const std::string& id) const {
    static const std::vector<const TableRow*> none;
    const auto found = by_.find(partnership + '\x1f' + id + '\x1f');
    return found == by_.end() ? none : found->second;
}

const TableRow* TableIndex::one(const std::string& partnership, const std::string& id) const {
    const auto& found = of(partnership, id);
    return found.empty() ? nullptr : found.front();
}

std::vector<const TableRow*> TableIndex::by_code(const std::string& partnership, const std::string& id, const std::string& column) const {
    auto found = of(partnership, id);
    std::ranges::stable_sort(found, frameworks::comes_before, [&](const TableRow* row) { return text(*row, column); });
    return found;
}

std::vector<const TableRow*> TableIndex::by_day(const std::string& partnership, const std::string& id, const std::string& column) const {
    auto found = of(partnership, id);
    std::ranges::stable_sort(found, {}, [&](const TableRow* row) {
        const auto day = text(*row, column);
        return std::pair(day.empty(), day);
    });
    return found;
}

std::string TableIndex::text_of(const std::string& partnership, const std::string& id, const std::string& column) const {
    const auto* row = one(partnership, id);
    return row ? text(*row, column) : "";
}

std::string stored_day(const std::string& stored) {
    const auto date = date_from(stored);
    return date ? in_words(*date) : stored;
}

std::string moment_day(const TableIndex& index, const TableRow& row, const std::string& column) {
    const Instant moment{std::chrono::milliseconds{index.as<std::int64_t>(row, column)}};
    return moment == Instant{} ? "" : in_words(Date{std::chrono::floor<std::chrono::days>(moment)});
}

std::string period(const TableIndex& index, const TableRow& row) {
    return text("app.export.period",
                {{"from", stored_day(index.text(row, "period_from"))}, {"to", stored_day(index.text(row, "period_to"))}});
}

ExportNames::ExportNames(const Tables& tables)
    : organisations_(tables, "organisation", "id"), evaluations_(tables, "evaluation", "id"), evidence_(tables, "evidence", "id") {
    const auto& people = tables.at("account");
    for (const auto& row : people.rows) people_[people.text(row, "id")] = people.text(row, "name");
    const auto& all = tables.at("framework");
    for (const auto& row : all.rows) frameworks_.emplace(all.text(row, "hash"), frameworks::from_json(all.text(row, "content")));
}

std::string ExportNames::owner(const TableIndex& of, const TableRow& row) const {
    const auto name = organisation(of.text(row, "partnership_id"), of.text(row, "owner_id"));
    return name.empty() ? text("app.export.partnership") : name;
}

std::string ExportNames::organisation(const std::string& partnership, const std::string& id) const {
    return organisations_.text_of(partnership, id, "name");
}
std::string ExportNames::evaluation(const std::string& partnership, const std::string& id) const {
    return evaluations_.text_of(partnership, id, "title");
}
std::string ExportNames::evidence(const std::string& partnership, const std::string& id) const {
    return evidence_.text_of(partnership, id, "title");
}

std::string ExportNames::person(const std::string& id) const {
    const auto found = people_.find(id);
    return found == people_.end() ? "" : found->second;
}

std::string ExportNames::indicator(const std::string& framework_hash, const std::string& code) const {
    const auto framework = frameworks_.find(framework_hash);
    const auto* found = framework == frameworks_.end() ? nullptr : frameworks::find_indicator(framework->second, code);
    return found ? code + " " + found->title : code;
}

std::vector<std::string> ExportNames::outcomes(const std::vector<std::string>& keys) const {
    std::vector<std::string> titles;
    for (const auto& key : keys) {
        auto title = key;
        for (const auto& [hash, framework] : frameworks_)
            if (const auto found = std::ranges::find(framework.outcomes, key, &frameworks::DesiredOutcome::key);
                found != framework.outcomes.end())
                title = found->title;
        titles.push_back(title);
    }
    return titles;
}

}  // namespace touchstone::carrying
