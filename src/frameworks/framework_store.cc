#include "frameworks/framework_store.h"

#include <array>
#include <map>
#include <mutex>

#include <fmt/format.h>
#include <sodium.h>

#include "frameworks/framework_json.h"

namespace touchstone::frameworks {
namespace {

Published read_published(const db::Row& row) {
    return {row.get<std::string>("hash"),    row.get<std::string>("id"),       row.get<std::string>("version"),
            row.get<std::string>("title"),   row.get<std::string>("language"), row.get<std::string>("publisher"),
            row.get<Instant>("published_at")};
}

}  // namespace

std::string hash_of(const std::string& content) {
    std::array<unsigned char, 32> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(content.data()), content.size(), nullptr, 0);
    std::string hex;
    for (const auto byte : hash) hex += fmt::format("{:02x}", byte);
    return hex;
}

db::Answer<std::vector<Published>> ask_frameworks(db::Trip& trip) {
    return trip.all(read_published,
                    "select hash, id, version, title, language, publisher, published_at from framework order by published_at desc, id");
}

std::vector<Published> list_frameworks(db::Read& db) { return db::alone(db, ask_frameworks); }

std::optional<Published> find_published(db::Read& db, const std::string& id, const std::string& version) {
    return db.first(read_published,
                    "select hash, id, version, title, language, publisher, published_at from framework where id = $1 and version = $2", id,
                    version);
}

const Framework& framework_of(db::Read& db, const std::string& hash) {
    static std::mutex mutex;
    static std::map<std::string, Framework> known;  // nodes stay where they are
    {
        const std::scoped_lock lock(mutex);
        if (const auto found = known.find(hash); found != known.end()) return found->second;
    }
    const auto content =
        db.first([](const db::Row& row) { return row.get<std::string>("content"); }, "select content from framework where hash = $1", hash);
    if (!content) throw std::logic_error("no framework " + hash);
    auto framework = from_json(*content);
    const std::scoped_lock lock(mutex);
    return known.emplace(hash, std::move(framework)).first->second;
}

Publishing publish(db::Write& db, const Framework& framework, Instant now, std::string& hash) {
    const auto content = to_json(framework);
    hash = hash_of(content);
    if (const auto before = find_published(db, framework.id, framework.version))
        return before->hash == hash ? Publishing::was_there_already : Publishing::other_content;
    db.run(R"sql(
        insert into framework (hash, id, version, title, language, publisher, content, published_at) values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           hash, framework.id, framework.version, framework.title, framework.language, framework.publisher, content, now);
    return Publishing::published;
}

}  // namespace touchstone::frameworks
