// A snapshot fixes an evaluation as it is published: its content as JSON, signed with Ed25519. Anybody can check the file without a server;
// a single changed byte is found. A correction is a new snapshot that says what changed; the living evaluation moves on.
#pragma once
#include <optional>
#include <string>

namespace touchstone::reports {

// An Ed25519 key pair. The secret half stays on the server; the public half is shown to everybody.
class SigningKey {
public:
    // Of 32 secret bytes.
    explicit SigningKey(const std::string& seed);
    [[nodiscard]] std::string sign(const std::string& bytes) const;              // 128 hexadecimal digits
    [[nodiscard]] const std::string& public_key() const { return public_key_; }  // 64 hexadecimal digits

private:
    std::string secret_, public_key_;
};
inline constexpr std::size_t seed_bytes = 32;

// SHA-256 as 64 hexadecimal digits.
[[nodiscard]] std::string hash_of(const std::string& bytes);

// The file of a snapshot: {"content", "key", "sha256", "signature", "touchstone_snapshot": 1} in one spelling, which makes every byte
// count: keys in order, no white space, "\n" at the end. `content` is JSON in that spelling.
[[nodiscard]] std::string seal(const std::string& content, const SigningKey&);

struct Verified {
    bool is_whole = false;
    std::string fault;       // what is wrong, in a sentence for the console; empty when it is whole
    std::string public_key;  // that it was signed with
    std::string hash, title, made_at;
    int number = 0;
};
// `trusted` is the public key that the file must be signed with; empty: any.
[[nodiscard]] Verified verify(const std::string& file, const std::string& trusted = {});
// The content of a file that was made here.
[[nodiscard]] std::string content_of(const std::string& sealed);

// The server's own key, set once at the start.
void use_signing_key(const std::string& seed);
[[nodiscard]] const SigningKey& signing_key();

}  // namespace touchstone::reports
