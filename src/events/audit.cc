#include <array>

#include <fmt/format.h>
#include <sodium.h>

#include "events/chain_seal.h"

namespace touchstone::events {
namespace {

std::string& audit_key() {
    static std::string key;
    return key;
}

// Parts are framed by their lengths, so that no two events are hashed alike.
std::string hashed(const std::vector<std::string>& parts, const std::string& key = {}) {
    std::string framed;
    for (const auto& part : parts) framed += fmt::format("{}:{};", part.size(), part);
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(framed.data()), framed.size(),
                       reinterpret_cast<const unsigned char*>(key.data()), key.size());
    std::string hex;
    for (const auto byte : hash) hex += fmt::format("{:02x}", byte);
    return hex;
}

std::string hash_of(const Head& previous, const Event& event, const std::string& id, const std::string& words_hash) {
    return hashed(
        {previous.hash, event.partnership.text, std::to_string(previous.seq + 1), id, std::to_string(event.at.time_since_epoch().count()),
         event.actor.text, event.verb, event.kind, event.object, event.part, words_hash},
        audit_key());
}

}  // namespace

void use_audit_key(const std::string& key) { audit_key() = key; }

std::string seal_of(const PartnershipId& partnership, const Head& head) {
    return audit_key().empty() ? "" : hashed({"end", partnership.text, std::to_string(head.seq), head.hash}, audit_key());
}

std::string former_seal_of(const PartnershipId& partnership, const Head& head) {
    return audit_key().empty() ? "" : hashed({"head", partnership.text, std::to_string(head.seq), head.hash}, audit_key());
}

std::string seal_of_all(const Heads& heads) {
    if (audit_key().empty()) return "";
    std::vector<std::string> parts{"all ends"};
    for (const auto& [partnership, head] : heads) parts.insert(parts.end(), {partnership.text, std::to_string(head.seq), head.hash});
    return hashed(parts, audit_key());
}

Link link_after(const Head& previous, const Event& event, const std::string& id, const std::string& salt) {
    const auto words = hashed({salt, event.before, event.after});
    return {previous.seq + 1, salt, words, hash_of(previous, event, id, words)};
}

void Auditor::read(const ChainedEvent& row) {
    const auto& [event, id, link] = row;
    if (link.seq == 0) {
        // With a key everything was chained that stood there when the key was made.
        if (audit_key().empty())
            ++unchained_;
        else
            faults_.push_back(fmt::format("event {} stands outside of the chain", id));
        return;
    }
    if (link.seq != so_far_.seq + 1)
        faults_.push_back(link.seq <= so_far_.seq
                              ? fmt::format("event {} ({}) stands twice or out of its place", link.seq, id)
                              : fmt::format("{} events before event {} are missing", link.seq - so_far_.seq - 1, link.seq));
    else if (hash_of(so_far_, event, id, link.words_hash) != link.hash)
        faults_.push_back(fmt::format("event {} ({}) was altered, or the one before it was", link.seq, id));
    const bool has_words = !event.before.empty() || !event.after.empty();
    if (link.salt.empty() ? has_words : hashed({link.salt, event.before, event.after}) != link.words_hash)
        faults_.push_back(fmt::format("the words of event {} ({}) were altered", link.seq, id));
    if (link.salt.empty() && !has_words) {
        ++erased_;
        wordless_[event.object] = link.seq;
    }
    if (event.verb == erased_verb) wordless_.erase(event.object);
    so_far_ = {link.seq, link.hash};
    met_kept_ = met_kept_ || so_far_ == kept_;
}

std::vector<std::string> Auditor::faults(const Head& stored, const std::string& seal) const {
    auto all = faults_;
    for (const auto& [object, seq] : wordless_)
        all.push_back(fmt::format("the words of event {} are gone, and no erasure after it says why", seq));
    if (stored != so_far_) all.push_back(fmt::format("the chain ends at event {}, and should end at event {}", so_far_.seq, stored.seq));
    if (stored.seq > 0 && seal != seal_of(partnership_, stored))
        all.push_back("the end of the chain was not written by a server with this key");
    if (kept_.seq > 0 && !met_kept_) all.push_back(fmt::format("event {} is not the one that was written down", kept_.seq));
    return all;
}

}  // namespace touchstone::events
