// Servers to carry an export from one to the other, for tests.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "carrying/data_folder.h"

namespace touchstone::testing {

// A data folder, with a database of its own when it is PostgreSQL; both are gone when it is over.
class Carrier {
public:
    explicit Carrier(db::Engine);
    ~Carrier();
    Carrier(const Carrier&) = delete;
    Carrier& operator=(const Carrier&) = delete;
    [[nodiscard]] carrying::Data open() const;
    void write(const std::function<void(db::Write&)>& work) const;
    [[nodiscard]] std::int64_t count(const std::string& from) const;

    std::filesystem::path folder;
    std::string url;

private:
    std::string database_;
};

// Every file below a folder, by its name.
[[nodiscard]] std::map<std::string, std::string> files_below(const std::filesystem::path&);
// Writes SHA256SUMS anew, for what was changed on purpose.
void sum_up(const std::filesystem::path& exported);
inline const std::string canary = "zqcanaryzq";
// The demonstration, and a row in every table that is carried and that it leaves empty. Some rows are secret, sealed or of records: they
// hold the canary.
void fill(const Carrier&);

// A filled server of each engine, made once.
[[nodiscard]] const Carrier& filled(db::Engine);
// A path where nothing is yet; what is put there is gone when it is over.
class Folder {
public:
    Folder();
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::filesystem::path path;
};
// Answers every file of the export, by its name.
std::map<std::string, std::string> exported(const Carrier&, const std::filesystem::path& to, const std::string& organisation = {});
void import_into(const Carrier&, const std::filesystem::path& from, const std::string& administrator = {});

}  // namespace touchstone::testing
