#include "carrying/belongings.h"

#include <algorithm>
#include <set>

#include "carrying/data_folder.h"

namespace touchstone::carrying {
namespace {

// Rows of these are there for all: who names one takes it along, but nobody owns it by naming it.
const std::set<std::string> named_things{"partnership", "organisation", "service", "account", "framework", "standard"};
// Columns that hold the id of a thing of any table.
const std::map<std::string, std::string> about_anything{{"assignment", "on_id"}, {"event", "object_id"}};

// The same columns may name a row of one table or of another.
struct Tie {
    std::vector<std::string> columns, tables;
};

void add_tie(std::vector<Tie>& ties, const std::vector<std::string>& columns, const std::string& table) {
    const auto same = std::ranges::find(ties, columns, &Tie::columns);
    auto& tie = same == ties.end() ? ties.emplace_back(Tie{columns, {}}) : *same;
    tie.tables.push_back(table);
}

// What a row must hang below to belong to somebody. A row that hangs below nothing but things that are there for all hangs below those.
std::vector<Tie> ties_of(const db::TaggedTable& tags, const TableShape& shape) {
    std::vector<Tie> ties, named;
    for (const auto& [whole, column] : tags.of) add_tie(ties, {"partnership_id", column}, whole);
    for (const auto& reference : shape.references) {
        if (reference.table == shape.name || reference.table == "partnership" || reference.table == "account" ||
            reference.table == "framework")
            continue;
        add_tie(named_things.contains(reference.table) ? named : ties, reference.columns, reference.table);
    }
    return ties.empty() ? named : ties;
}

class Choice {
public:
    Choice(Tables& tables, const Shapes& shapes) : tables_(tables), shapes_(shapes) {
        for (const auto& tags : db::tagged_tables())
            if (tags.is_carried) ties_[tags.name] = ties_of(tags, shapes.at(tags.name));
        for (const auto& [name, rows] : tables) taken_[name].resize(rows.rows.size());
    }

    void start_from(const std::string& organisation) {
        const auto& organisations = tables_.at("organisation");
        for (std::size_t i = 0; i < organisations.rows.size(); ++i) {
            if (organisations.text(organisations.rows[i], "name") != organisation) continue;
            const auto key = key_of(organisations, organisations.rows[i], shapes_.at("organisation").key);
            take("organisation", i, true);
            for (const auto& [name, rows] : tables_)
                if (rows.place("owner_id") >= 0)
                    for (std::size_t row = 0; row < rows.rows.size(); ++row)
                        if (key_of(rows, rows.rows[row], {"partnership_id", "owner_id"}) == key) take(name, row, true);
        }
        if (owned_["organisation"].empty()) throw Trouble("no organisation is called " + organisation);
    }

    void spread() {
        for (bool grows = true; grows;) {
            grows = false;
            for (const auto& [name, rows] : tables_)
                for (std::size_t i = 0; i < rows.rows.size(); ++i)
                    if (!taken_[name][i] && (belongs(rows, rows.rows[i]) || is_named(rows, rows.rows[i])))
                        grows = take(name, i, belongs(rows, rows.rows[i])) || grows;
        }
    }

    // Answers how many of the others hung below something that is taken.
    int drop_the_others() {
        int cut = 0;
        for (auto& [name, rows] : tables_) {
            std::vector<TableRow> kept;
            for (std::size_t i = 0; i < rows.rows.size(); ++i) {
                if (taken_[name][i])
                    kept.push_back(std::move(rows.rows[i]));
                else if (!named_things.contains(name) && hangs_below(rows, rows.rows[i], owned_))
                    ++cut;
            }
            rows.rows = std::move(kept);
        }
        return cut;
    }

private:
    using Keys = std::map<std::string, std::set<std::string>>;

    bool take(const std::string& name, std::size_t i, bool is_owned) {
        const auto& rows = tables_.at(name);
        const auto key = key_of(rows, rows.rows[i], shapes_.at(name).key);
        taken_[name][i] = true;
        all_[name].insert(key);
        if (is_owned) {
            owned_[name].insert(key);
            if (rows.place("id") >= 0) owned_ids_.insert(rows.text(rows.rows[i], "id"));
        }
        for (const auto& value : rows.rows[i])
            if (const auto* text = std::get_if<std::string>(&value); text && text->size() < longest_id) pointed_at_.insert(*text);
        return true;
    }

    // A row without an id of its own is a part of the row that it names, also where that is not owned.
    bool belongs(const TableRows& rows, const TableRow& row) {
        if (const auto about = about_anything.find(rows.name); about != about_anything.end())
            return owned_ids_.contains(rows.text(row, about->second));
        const auto& ties = ties_[rows.name];
        const auto& below = rows.place("id") >= 0 ? owned_ : all_;
        bool any = false;
        for (const auto& tie : ties) {
            const auto key = key_of(rows, row, tie.columns);
            if (key.empty()) continue;
            any = true;
            if (!is_in(below, tie, key)) return false;
        }
        return any;
    }

    bool hangs_below(const TableRows& rows, const TableRow& row, const Keys& keys) {
        return std::ranges::any_of(ties_[rows.name], [&](const Tie& tie) {
            const auto key = key_of(rows, row, tie.columns);
            return !key.empty() && is_in(keys, tie, key);
        });
    }

    static bool is_in(const Keys& keys, const Tie& tie, const std::string& key) {
        return std::ranges::any_of(tie.tables, [&](const std::string& name) {
            const auto found = keys.find(name);
            return found != keys.end() && found->second.contains(key);
        });
    }

    bool is_named(const TableRows& rows, const TableRow& row) {
        if (!named_things.contains(rows.name)) return false;
        // A version of a framework by its hash; all of them where a theme or an indicator names it.
        const auto is_pointed_at = [&](const char* column) { return pointed_at_.contains(rows.text(row, column)); };
        return is_pointed_at("id") || (rows.name == "framework" && is_pointed_at("hash"));
    }

    static constexpr std::size_t longest_id = 200;
    Tables& tables_;
    const Shapes& shapes_;
    std::map<std::string, std::vector<Tie>> ties_;
    std::map<std::string, std::vector<bool>> taken_;
    Keys owned_, all_;
    std::set<std::string> owned_ids_, pointed_at_;
};

}  // namespace

int keep_what_belongs_to(const std::string& organisation, Tables& tables, const Shapes& shapes) {
    Choice choice(tables, shapes);
    choice.start_from(organisation);
    choice.spread();
    return choice.drop_the_others();
}

}  // namespace touchstone::carrying
