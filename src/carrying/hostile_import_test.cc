// What is not an export is refused, with nothing done.
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/workbench.h"
#include "carrying/export.h"
#include "carrying/import.h"
#include "carrying/table_shape.h"
#include "db/column_tags.h"
#include "db/migrate.h"
#include "tests/carrying.h"
#include "tests/site.h"

namespace touchstone::carrying {

namespace {

using ::testing::HasSubstr;
using touchstone::testing::Carrier;
using touchstone::testing::exported;
using touchstone::testing::files_below;
using touchstone::testing::filled;
using touchstone::testing::Folder;
using touchstone::testing::import_into;
using touchstone::testing::sum_up;
using Json = nlohmann::ordered_json;

// A good export with one thing wrong in it.
class Hostile : public ::testing::Test {
protected:
    Hostile() {
        exported(filled(db::Engine::sqlite), folder.path);
        hash = std::filesystem::directory_iterator(folder.path / "files")->path().filename().string();
    }
    // Changes a table, and the checksums with it.
    void change(const std::string& name, const std::function<void(Json&)>& work) {
        const auto file = folder.path / "tables" / (name + ".json");
        std::ifstream in(file);
        auto rows = Json::parse(in);
        work(rows);
        std::ofstream(file) << rows.dump(1) << "\n";
        sum_up(folder.path);
    }
    void replace(const std::string& name, const std::string& from, const std::string& to) {
        auto content = files_below(folder.path).at(name);
        content.replace(content.find(from), from.size(), to);
        std::ofstream(folder.path / name, std::ios::binary) << content;
    }
    // What it says; there must be nothing afterwards.
    std::string refused() {
        const Carrier target(db::Engine::sqlite);
        try {
            import_into(target, folder.path);
        } catch (const Trouble& trouble) {
            EXPECT_FALSE(std::filesystem::exists(target.folder)) << trouble.what();
            return trouble.what();
        }
        ADD_FAILURE() << "it was imported";
        return "";
    }
    Folder folder;
    std::string hash;
};

TEST_F(Hostile, files_that_changed_on_the_way) {
    const auto file = folder.path / "files" / hash;
    auto content = files_below(folder.path).at("files/" + hash);
    content[content.size() / 2] ^= 1;
    std::ofstream(file, std::ios::binary) << content;
    EXPECT_THAT(refused(), HasSubstr("files/" + hash + " was altered"));
    std::filesystem::remove(file);
    EXPECT_THAT(refused(), HasSubstr("files/" + hash + " is missing"));
    std::ofstream(folder.path / "tables" / "more.txt") << "x";
    EXPECT_THAT(refused(), ::testing::AllOf(HasSubstr("2 problems"), HasSubstr("tables/more.txt is not in SHA256SUMS")));
}

TEST_F(Hostile, files_whose_sums_were_made_anew) {
    std::ofstream(folder.path / "files" / hash, std::ios::binary) << "other";
    sum_up(folder.path);
    EXPECT_THAT(refused(), HasSubstr("files/" + hash + " is not what its name says"));
    std::filesystem::remove(folder.path / "files" / hash);
    sum_up(folder.path);
    EXPECT_THAT(refused(), HasSubstr("files/" + hash + " is missing"));
    const std::string stray(64, 'a');
    std::ofstream(folder.path / "files" / stray) << "stray";
    sum_up(folder.path);
    EXPECT_THAT(refused(), HasSubstr("is not what its name says"));
}

TEST_F(Hostile, links_and_ways_out_of_the_folder) {
    std::filesystem::remove(folder.path / "files" / hash);
    std::filesystem::create_symlink("/etc/passwd", folder.path / "files" / hash);
    EXPECT_THAT(refused(), HasSubstr("files/" + hash + " is no plain file"));
    std::filesystem::remove(folder.path / "files" / hash);
    std::ofstream(folder.path / "SHA256SUMS", std::ios::app) << std::string(64, '0') << "  ../../etc/passwd\n"
                                                             << std::string(64, '0') << "  /etc/passwd\n";
    EXPECT_THAT(refused(), ::testing::AllOf(HasSubstr("3 problems"), HasSubstr("inside the folder")));
}

TEST_F(Hostile, names_of_files_that_lead_elsewhere) {
    for (const auto* name : {"../../../etc/cron.d/x", "a\\b", ""}) {
        change("evidence_file", [&](Json& rows) { rows[0]["name"] = name; });
        EXPECT_THAT(refused(), HasSubstr("tables/evidence_file.json, row 1: name is no name of a file")) << name;
    }
    change("evidence_file", [&](Json& rows) {
        rows[0]["name"] = "a.txt";
        rows[0]["hash"] = "../../../../etc/passwd";
    });
    EXPECT_THAT(refused(), HasSubstr("row 1: hash is no SHA-256"));
}

TEST_F(Hostile, rows_that_are_none) {
    change("evidence", [](Json& rows) {
        rows[0]["title"] = 7;
        rows[1]["security"] = "two";
        rows[2]["version"] = 1e300;
        rows[3]["added_at"] = "yesterday";
        rows[4]["summary"] = std::string("a\0b", 3);
        rows[5]["password"] = "x";
        rows[6].erase("line");
        rows[7]["period_from"] = "31 March";
        rows[8]["title"] = nullptr;
        rows[9] = "row";
        rows[10]["version"] = 9'223'372'036'854'775'808u;
        rows[11]["security"] = 2.5;
        rows[12]["security"] = 9;
    });
    const auto said = refused();
    for (const auto* problem :
         {"13 problems", "tables/evidence.json, row 1: title wants a text", "row 2: security wants a whole number",
          "row 3: version wants a whole number", "row 4: added_at wants a moment", "row 5: summary holds a character that is no text",
          "row 6: no column is called password", "row 7: has no line", "row 8: period_from wants a day", "row 9: title must not be empty",
          "row 10: is no row", "row 11: the number in version is too large", "row 12: security wants a whole number",
          "row 13: the number in security stands for nothing"})
        EXPECT_THAT(said, HasSubstr(problem));
}

TEST_F(Hostile, rows_that_the_database_would_refuse) {
    change("evidence", [](Json& rows) {
        rows[1]["id"] = rows[0]["id"];
        rows[2]["added_by"] = "nobody";
    });
    change("figure", [](Json& rows) { rows[0]["counted"] = 1'000'000'000; });
    EXPECT_THAT(refused(), ::testing::AllOf(HasSubstr("tables/evidence.json, row 2: another row has the same"),
                                            HasSubstr("tables/evidence.json, row 3: names a row of account that is not there"),
                                            HasSubstr("tables/figure.json, row 1: a value is not allowed: counted between 0 and total")));
}

TEST_F(Hostile, rows_that_name_what_is_not_there) {
    change("retention_hold", [](Json& rows) { rows[0]["object_id"] = "nothing"; });
    EXPECT_THAT(refused(), HasSubstr("tables/retention_hold.json, row 1: object_id names nothing that is there"));
    change("retention_hold", [](Json& rows) { rows = Json::array(); });
    change("service", [](Json& rows) {
        rows[0]["parent_id"] = rows[1]["id"];
        rows[1]["parent_id"] = rows[0]["id"];
    });
    EXPECT_THAT(refused(), HasSubstr("tables/service.json: rows name each other in a circle"));
    change("finding_theme", [](Json& rows) { rows[0]["framework"] = "unheard-of"; });
    EXPECT_THAT(refused(), HasSubstr("tables/finding_theme.json, row 1: framework names none that is there"));
}

TEST_F(Hostile, secrets_that_somebody_would_like_to_bring_in) {
    change("account", [](Json& rows) { rows[0]["password_hash"] = "x"; });
    EXPECT_THAT(refused(), HasSubstr("tables/account.json, row 1: no column is called password_hash"));
    std::ofstream(folder.path / "tables/session.json") << "[]\n";
    sum_up(folder.path);
    EXPECT_THAT(refused(), HasSubstr("no table is called session"));
}

TEST_F(Hostile, frameworks_and_texts_that_are_none) {
    change("framework", [](Json& rows) { rows[0]["title"] = "Altered"; });
    const Carrier target(db::Engine::sqlite);
    change("framework", [](Json& rows) { rows[0]["content"] = rows[0]["content"].get<std::string>() + " "; });
    EXPECT_THAT(refused(), HasSubstr("tables/framework.json, row 1: hash, id or version is not that of the framework"));
    change("framework", [](Json& rows) { rows[0]["content"] = "{}"; });
    EXPECT_THAT(refused(), HasSubstr("tables/framework.json, row 1: content is no framework"));
    std::ofstream(folder.path / "tables/evidence.json") << "[{\"id\": \"\xff\"}]";
    std::ofstream(folder.path / "tables/finding.json") << std::string(1'000'000, '[');
    sum_up(folder.path);
    EXPECT_THAT(refused(), ::testing::AllOf(HasSubstr("tables/evidence.json is not a list in JSON"),
                                            HasSubstr("tables/finding.json is not a list in JSON")));
}

TEST_F(Hostile, folders_that_are_no_export) {
    const auto whole = files_below(folder.path).at("touchstone.json");
    for (const auto& [content, said] : {std::pair<std::string, std::string>{"", "is not that of an export"},
                                        {R"({"format": 7})", "is not that of an export"},
                                        {R"({"format": "touchstone-export-2", "migration": -1})", "is not that of an export"},
                                        {R"({"format": "touchstone-export-2", "migration": 9999})", "newer Touchstone"},
                                        {R"({"format": "touchstone-export-2", "migration": 0})", "never was"},
                                        {R"({"format": "touchstone-export-1", "migration": 49})", "export it again"},
                                        {R"({"format": "touchstone-export-3", "migration": 20})", "is not that of an export"}}) {
        std::ofstream(folder.path / "touchstone.json") << content;
        EXPECT_THAT(refused(), HasSubstr(said)) << content;
    }
    std::filesystem::remove(folder.path / "touchstone.json");
    EXPECT_THAT(refused(), HasSubstr("touchstone.json is missing"));
}

TEST_F(Hostile, an_export_of_an_older_touchstone_is_none_of_them_and_is_brought_up_to_date) {
    replace("touchstone.json", "\"migration\": " + std::to_string(db::known_migrations().back().number), "\"migration\": 18");
    const auto before = Scratch(std::filesystem::temp_directory_path(), 18).shapes();
    for (const auto& [file, content] : files_below(folder.path)) {
        if (!file.starts_with("tables/") || !file.ends_with(".json")) continue;
        const auto path = folder.path / file;
        const auto table = before.find(path.stem().string());
        if (table == before.end()) {
            for (const auto* end : {".json", ".csv"}) std::filesystem::remove(std::filesystem::path(path).replace_extension(end));
            continue;
        }
        Json rows = Json::array();
        std::set<std::string> keys;  // what only a later column tells apart was one row
        const auto all = Json::parse(content);
        for (const auto& whole : all) {
            Json row;
            std::string key;
            for (const auto& [column, value] : whole.items())
                if (table->second.column(column) != nullptr) row[column] = value;
            for (const auto& column : table->second.key) key += row[column].dump();
            if (keys.insert(key).second) rows.push_back(row);
        }
        write_file(path, rows.dump(1) + "\n");
    }
    sum_up(folder.path);
    const Carrier target(db::Engine::sqlite);
    import_into(target, folder.path);
    EXPECT_EQ(target.count("report_template"), 0);
    EXPECT_GT(target.count("action_point"), 0);
    EXPECT_EQ(target.count("finding"), filled(db::Engine::sqlite).count("finding"));
}

TEST_F(Hostile, an_export_from_before_the_tables_were_made_in_twenty_steps_is_none_of_them) {
    replace("touchstone.json", "\"migration\": " + std::to_string(db::known_migrations().back().number),
            "\"migration\": " + std::to_string(last_step_before));
    replace("touchstone.json", export_format, export_format_before);
    const auto before = Scratch(std::filesystem::temp_directory_path(), same_step_today).shapes();
    for (const auto& [file, content] : files_below(folder.path)) {  // tables that came later
        const auto path = folder.path / file;
        if (file.starts_with("tables/") && !before.contains(path.stem().string()) && path.stem() != "columns")
            std::filesystem::remove(path);
    }
    sum_up(folder.path);
    const Carrier target(db::Engine::sqlite);
    import_into(target, folder.path);
    EXPECT_EQ(target.count("finding"), filled(db::Engine::sqlite).count("finding"));
}

TEST_F(Hostile, an_administrator_of_every_partnership_in_it) {
    const auto another = new_id_text(now());
    change("partnership", [&](Json& rows) {
        rows.push_back(rows.front());
        rows.back()["id"] = another;
        rows.back()["name"] = "Another partnership";
    });
    const auto person = Json::parse(files_below(folder.path).at("tables/account.json")).front()["email"].get<std::string>();
    const Carrier target(db::Engine::sqlite);
    EXPECT_THROW(import_into(target, folder.path, person), Trouble) << "it has to be said of which";
    EXPECT_FALSE(std::filesystem::exists(target.folder));
    import_all({folder.path, target.folder, target.url, person, "http://localhost", "Another partnership"});
    target.open().database->read([&](db::Read& db) {
        const auto given = db.all([](const db::Row& row) { return row.get<std::string>("partnership_id"); },
                                  "select partnership_id from event where verb = 'invited' and kind = 'account' and actor_id is null");
        EXPECT_THAT(given, ::testing::ElementsAre(another));
    });
}

TEST_F(Hostile, an_administrator_that_nobody_is) {
    const Carrier target(db::Engine::sqlite);
    EXPECT_THROW(import_into(target, folder.path, "nobody@example.org"), Trouble);
    EXPECT_FALSE(std::filesystem::exists(target.folder));
}

}  // namespace
}  // namespace touchstone::carrying
