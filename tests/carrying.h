// Servers to carry an export from one to the other, for tests.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "app/data_folder.h"

namespace touchstone::testing {

// A data folder, with a database of its own when it is PostgreSQL; both are gone when it is over.
class Carrier {
public:
    explicit Carrier(db::Engine);
    ~Carrier();
    Carrier(const Carrier&) = delete;
    Carrier& operator=(const Carrier&) = delete;
    [[nodiscard]] app::Data open() const;
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
// The demonstration, and a row in every table that is carried and that it leaves empty. Some rows are secret, sealed or of records: they
// hold the canary.
void fill(const Carrier&, const std::string& canary);

}  // namespace touchstone::testing
