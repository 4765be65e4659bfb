#include "app/shipped.h"

#include <stdexcept>

#include "base/assets.h"
#include "frameworks/framework_store.h"

namespace touchstone::app {

std::vector<frameworks::PackFile> shipped_pack(const std::string& name) {
    const auto folder = "frameworks/" + name;
    std::vector<frameworks::PackFile> files;
    for (const auto& asset : assets::names_under(folder)) files.push_back({asset.substr(folder.size() + 1), assets::content(asset)});
    return files;
}

frameworks::Framework shipped_framework(const std::string& name) {
    auto reading = frameworks::read_pack(shipped_pack(name));
    if (!reading.framework) throw std::logic_error("the shipped framework " + name + ": " + in_words(reading.problems.front()));
    return std::move(*reading.framework);
}

void publish_shipped(db::Write& db, Instant now) {
    std::string hash;
    (void)frameworks::publish(db, shipped_framework("generic-2006"), now, hash);
}

}  // namespace touchstone::app
