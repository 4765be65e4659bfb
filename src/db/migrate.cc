#include "db/migrate.h"

#include <array>
#include <map>

#include <fmt/format.h>
#include <sodium.h>

#include "base/assets.h"

namespace touchstone::db {
namespace {

std::string checksum(const std::string& text) {
    std::array<unsigned char, 32> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
    std::string hex;
    for (const auto byte : hash) hex += fmt::format("{:02x}", byte);
    return hex;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

// Migrations are written once. SQLite calls a 64-bit number `integer`, and its tables check types only when they are STRICT.
std::string for_engine(std::string sql, Engine engine) {
    if (engine == Engine::sqlite) {
        replace_all(sql, "bigint", "integer");
        replace_all(sql, "/* strict */", "strict");
    }
    return sql;
}

struct Applied {
    std::string name, checksum;
};

std::map<int, Applied> applied_steps(Database& database) {
    database.script(
        "create table if not exists migration (number int primary key, name text not null, checksum text not null, applied_at text not "
        "null)");
    std::map<int, Applied> applied;
    database.read([&](Read& db) {
        db.each(
            [&](const Row& row) {
                applied.emplace(row.get<int>("number"), Applied{row.get<std::string>("name"), row.get<std::string>("checksum")});
            },
            "select number, name, checksum from migration");
    });
    return applied;
}

// The first step of a Touchstone that had fifty small ones.
constexpr const char* first_of_before = "0001_people.sql";

void refuse_what_we_do_not_know(const std::map<int, Applied>& applied, const std::vector<Migration>& known) {
    if (!applied.empty() && applied.begin()->second.name == first_of_before)
        throw WrongSchema(
            "These data were written by a Touchstone of before, whose tables were made in other steps. Carry them over: \"touchstone "
            "export\" with the program that wrote them, then \"touchstone import\" with this one into a new folder. Nothing was changed.");
    std::map<int, std::string> ours;
    for (const auto& step : known) ours.emplace(step.number, checksum(step.sql));
    for (const auto& [number, step] : applied) {
        const auto found = ours.find(number);
        if (found == ours.end())
            throw WrongSchema(
                fmt::format("These data were written by a newer Touchstone: they need one that knows migration {}, and this one "
                            "ends at {}. Install the newer version; nothing was changed.",
                            number, known.empty() ? 0 : known.back().number));
        if (found->second != step.checksum)
            throw WrongSchema(
                fmt::format("Migration {} was applied with another text than this Touchstone carries. Nothing was changed.", number));
    }
}

}  // namespace

std::vector<Migration> known_migrations() {
    std::vector<Migration> steps;
    for (const auto& path : assets::names_under("migrations")) {
        if (!path.ends_with(".sql")) continue;
        const auto name = path.substr(path.find('/') + 1);
        steps.push_back({std::stoi(name.substr(0, 4)), name, assets::content(path)});
    }
    return steps;  // names sort as their four digits do
}

int last_step(Database& database) {
    const auto applied = applied_steps(database);
    return applied.empty() ? 0 : applied.rbegin()->first;
}

int migrate(Database& database, const std::vector<Migration>& known, Instant now, const std::function<void()>& back_up_first) {
    const auto applied = applied_steps(database);
    refuse_what_we_do_not_know(applied, known);
    int taken = 0;
    for (const auto& step : known) {
        if (applied.contains(step.number)) continue;
        if (taken == 0 && !applied.empty()) back_up_first();
        database.script(fmt::format("begin;\n{}\ninsert into migration values ({}, '{}', '{}', '{}');\ncommit;",
                                    for_engine(step.sql, database.engine()), step.number, step.name, checksum(step.sql), iso(now)));
        ++taken;
    }
    return taken;
}

}  // namespace touchstone::db
