// The look: files of ui/dist, compressed once, under an address that changes when any of them does.
#pragma once
#include <map>
#include <string>
#include <string_view>

namespace touchstone::web {

struct StaticFile {
    std::string media_type;
    std::string plain, gzip, brotli;  // the packed ones are empty where packing gains nothing
};

class StaticFiles {
public:
    StaticFiles();  // reads the assets

    // "/assets/3fa2b1c9d0e1/touchstone.css" for "touchstone.css".
    std::string address(const std::string& name) const { return prefix_ + name; }
    // Nothing when there is no such file.
    const StaticFile* find(std::string_view path) const;
    const std::string& prefix() const { return prefix_; }

private:
    std::string prefix_;
    std::map<std::string, StaticFile, std::less<>> files_;
};

[[nodiscard]] std::string gzipped(std::string_view text);

}  // namespace touchstone::web
