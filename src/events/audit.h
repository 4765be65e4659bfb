// The audit trail as a chain: every event's hash covers the event before it. Whoever alters, removes, adds or moves a row, or cuts off the
// end, leaves a chain that does not fit; whoever rewrites all of it leaves one that does not fit a head that was kept elsewhere.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "events/event.h"

namespace touchstone::events {

// The key that the hashes are made with, so that nobody makes them who can only write to the database. It lies beside the database and is
// set once, when the data are opened; every writer of events needs it, so it is the process's. Without one, hashes are plain.
void use_audit_key(const std::string& key);

struct Link {
    std::int64_t seq = 0;  // 1, 2, 3 … within the partnership; 0: written before there was a chain
    std::string salt;      // empty where the words were erased
    std::string words_hash, hash;
};

struct ChainedEvent {
    Event event;
    std::string id;
    Link link;
};

struct Head {
    std::int64_t seq = 0;
    std::string hash;
    bool operator==(const Head&) const = default;
};

// Proof that a server with the key wrote this head; empty without a key.
[[nodiscard]] std::string seal_of(const PartnershipId&, const Head&);

// The link of an event that follows `previous`.
[[nodiscard]] Link link_after(const Head& previous, const Event&, const std::string& id, const std::string& salt);

// Reads one partnership's events in the order of `seq` and says what does not fit.
class Auditor {
public:
    // `kept` is a head that was written down earlier, or none.
    explicit Auditor(PartnershipId partnership, Head kept = {}) : partnership_(std::move(partnership)), kept_(std::move(kept)) {}
    void read(const ChainedEvent&);
    // One line for each fault; none when the trail is sound.
    [[nodiscard]] std::vector<std::string> faults(const Head& stored, const std::string& seal) const;
    std::int64_t chained() const { return so_far_.seq; }
    std::int64_t before_the_chain() const { return unchained_; }
    std::int64_t erased() const { return erased_; }

private:
    PartnershipId partnership_;
    Head kept_, so_far_;
    bool met_kept_ = false;
    std::int64_t unchained_ = 0, erased_ = 0;
    std::map<std::string, std::int64_t> wordless_;  // by object: the last event that lost its words, until an erasure explains it
    std::vector<std::string> faults_;
};

}  // namespace touchstone::events
