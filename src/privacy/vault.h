// The keys of restricted records, and all sealing and opening with them. They lie beside the database: DATA/record-keys/<record> is the key
// of one record, itself sealed with DATA/records.key. Whoever has only the database, or only its backups, can open nothing; a key that is
// destroyed takes every copy of its record with it.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/file_store.h"

namespace touchstone::privacy {

inline constexpr const char* server_key_file = "records.key";
inline constexpr const char* key_folder = "record-keys";

// In a data folder, or in a copy of its keys: overwritten, then removed. Does nothing where there is none.
void destroy_key(const std::filesystem::path& folder, const std::string& record);

class Vault {
public:
    // The server's key is made where neither it nor any record's key is there yet.
    explicit Vault(std::filesystem::path data_folder);

    // When it returns the key is on disk. The record must not have one yet.
    void make_key(const std::string& record) const;
    [[nodiscard]] bool has_key(const std::string& record) const;
    // Whether the key is there and was made by this server.
    [[nodiscard]] bool can_open(const std::string& record) const;
    void destroy_key(const std::string& record) const;

    // `part` says what the words are: they open only as the same part of the same record. Throws db::Failure without a key.
    [[nodiscard]] std::string seal(const std::string& record, const std::string& part, const std::string& words) const;
    // Nothing when the key is not there, is another server's, or a single bit was changed.
    [[nodiscard]] std::optional<std::string> open(const std::string& record, const std::string& part, const std::string& sealed) const;

    // What stands for these words wherever the record's key is, and tells nothing without it: 64 characters. Throws db::Failure without a
    // key.
    [[nodiscard]] std::string mark(const std::string& record, const std::string& part, const std::string& words) const;

    // Seals the file into the store, piece by piece.
    [[nodiscard]] db::Kept keep_file(const std::string& record, const std::string& part, const std::filesystem::path& source) const;
    // The whole file, or nothing: not a byte is given out before the last one has proved right.
    [[nodiscard]] std::optional<std::string> open_file(const std::string& record, const std::string& part, const std::string& hash) const;

private:
    std::filesystem::path folder_;
    db::FileStore files_;
};

// The one that stores and pages use from now on.
void use_vault(Vault);
[[nodiscard]] const Vault& vault();

}  // namespace touchstone::privacy
