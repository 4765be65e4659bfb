#include "app/slow_statements.h"

#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "db/on_disk.h"
#include "db/slow.h"

namespace touchstone::app {

using namespace carrying;
namespace {

constexpr const char* file_name = "slow-statements.json";

std::string plan_of(db::Database& database, const std::string& sql) {
    try {
        return database.plan_of(sql);
    } catch (const db::Failure& error) {
        return std::string("there is no plan: ") + error.what() + "\n";
    }
}

}  // namespace

void keep_slow_statements(const std::filesystem::path& folder) {
    auto list = nlohmann::json::array();
    for (const auto& [sql, times, longest] : db::slow_statements())
        list.push_back({{"sql", sql}, {"times", times}, {"longest_ms", longest.count()}});
    if (!list.empty()) db::write_whole(folder / file_name, list.dump(1));
}

std::string plans_of_slow_statements(const Data& data) {
    std::ifstream file(data.folder / file_name);
    const auto list = nlohmann::json::parse(file, nullptr, false);
    if (!list.is_array()) return fmt::format("No statement has taken more than {} ms.\n", db::slow_from.count());
    std::string words;
    for (const auto& one : list) {
        const auto sql = one.value("sql", "");
        words += fmt::format("{} ms at most, slow {} times:\n{}\n{}\n", one.value("longest_ms", 0), one.value("times", 0), sql,
                             plan_of(*data.database, sql));
    }
    return words;
}

}  // namespace touchstone::app
