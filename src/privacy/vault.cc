#include "privacy/vault.h"

#include <algorithm>
#include <array>
#include <fstream>

#include <sodium.h>

#include "db/db.h"
#include "db/on_disk.h"

namespace touchstone::privacy {
namespace {

using Bytes = std::string;

constexpr std::size_t key_size = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t mark_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t piece_size = 64 * 1024;
// A record's key is not used itself: words and files are sealed with keys made from it.
constexpr const char* derivation = "tsrecord";
enum class Use : std::uint64_t { words = 1, files, marks };

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// A key in memory, overwritten when it is not needed any more.
struct Key {
    std::array<unsigned char, key_size> bytes{};
    ~Key() { sodium_memzero(bytes.data(), bytes.size()); }
};

std::optional<Key> key_of(std::string& bytes) {
    if (bytes.size() != key_size) return std::nullopt;
    Key key;
    std::ranges::copy(bytes, key.bytes.begin());
    sodium_memzero(bytes.data(), bytes.size());
    return key;
}

std::string_view content_of(const Key& key) { return {reinterpret_cast<const char*>(key.bytes.data()), key_size}; }

Bytes sealed_with(const Key& key, std::string_view about, std::string_view words) {
    Bytes sealed(nonce_size + words.size() + mark_size, '\0');
    randombytes_buf(sealed.data(), nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonce_size, nullptr, raw(words), words.size(), raw(about), about.size(),
                                               nullptr, raw(sealed), key.bytes.data());
    return sealed;
}

std::optional<Bytes> opened_with(const Key& key, std::string_view about, std::string_view sealed) {
    if (sealed.size() < nonce_size + mark_size) return std::nullopt;
    Bytes words(sealed.size() - nonce_size - mark_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(words), nullptr, nullptr, raw(sealed) + nonce_size, sealed.size() - nonce_size,
                                                   raw(about), about.size(), raw(sealed), key.bytes.data()) != 0)
        return std::nullopt;
    return words;
}

Bytes content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<Key> server_key(const std::filesystem::path& folder) {
    auto bytes = content_of(folder / server_key_file);
    return key_of(bytes);
}

// What is used for words, or for files, of the record whose sealed key is in `file`.
std::optional<Key> key_for(Use use, const std::filesystem::path& folder, const std::filesystem::path& file) {
    const auto server = server_key(folder);
    if (!server) return std::nullopt;
    auto opened = opened_with(*server, file.filename().string(), content_of(file));
    const auto of_record = opened ? key_of(*opened) : std::nullopt;
    if (!of_record) return std::nullopt;
    Key derived;
    crypto_kdf_derive_from_key(derived.bytes.data(), key_size, static_cast<std::uint64_t>(use), derivation, of_record->bytes.data());
    return derived;
}

std::string about(const std::string& record, const std::string& part) { return record + "/" + part; }

std::string as_text(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // its NUL
    return text;
}

std::optional<Bytes> from_text(const std::string& text) {
    Bytes bytes(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

// A record's id becomes a file name: it may have come from a list that somebody wrote.
std::filesystem::path key_path(const std::filesystem::path& folder, const std::string& record) {
    if (record.empty() || record.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz") != std::string::npos)
        throw db::Failure("this is no record's id");
    return folder / key_folder / record;
}

std::optional<Vault> in_use;

}  // namespace

void destroy_key(const std::filesystem::path& folder, const std::string& record) {
    const auto file = key_path(folder, record);
    if (!std::filesystem::exists(file)) return;
    db::destroy(file);
}

Vault::Vault(std::filesystem::path data_folder) : folder_(std::move(data_folder)), files_(folder_ / "files") {
    const auto keys = folder_ / key_folder;
    std::filesystem::create_directories(keys);
    std::filesystem::permissions(keys, std::filesystem::perms::owner_all);
    if (std::filesystem::exists(folder_ / server_key_file) || !std::filesystem::is_empty(keys)) return;
    Key key;
    randombytes_buf(key.bytes.data(), key.bytes.size());
    db::write_whole(folder_ / server_key_file, content_of(key));
}

void Vault::make_key(const std::string& record) const {
    const auto file = key_path(folder_, record);
    const auto server = server_key(folder_);
    if (!server || std::filesystem::exists(file)) throw db::Failure("no key can be made for a record");
    Key key;
    randombytes_buf(key.bytes.data(), key.bytes.size());
    db::write_whole(file, sealed_with(*server, record, content_of(key)));
}

bool Vault::has_key(const std::string& record) const { return std::filesystem::exists(key_path(folder_, record)); }

bool Vault::can_open(const std::string& record) const { return key_for(Use::words, folder_, key_path(folder_, record)).has_value(); }

void Vault::destroy_key(const std::string& record) const { privacy::destroy_key(folder_, record); }

std::string Vault::seal(const std::string& record, const std::string& part, const std::string& words) const {
    const auto key = key_for(Use::words, folder_, key_path(folder_, record));
    if (!key) throw db::Failure("a record has no key here");
    return as_text(sealed_with(*key, about(record, part), words));
}

std::optional<std::string> Vault::open(const std::string& record, const std::string& part, const std::string& sealed) const {
    const auto key = key_for(Use::words, folder_, key_path(folder_, record));
    const auto bytes = from_text(sealed);
    return key && bytes ? opened_with(*key, about(record, part), *bytes) : std::nullopt;
}

std::string Vault::mark(const std::string& record, const std::string& part, const std::string& words) const {
    const auto key = key_for(Use::marks, folder_, key_path(folder_, record));
    if (!key) throw db::Failure("a record has no key here");
    const auto marked = about(record, part) + "\n" + words;
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash(hash.data(), hash.size(), raw(marked), marked.size(), key->bytes.data(), key_size);
    std::string text(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    text.pop_back();  // its NUL
    return text;
}

db::Kept Vault::keep_file(const std::string& record, const std::string& part, const std::filesystem::path& source) const {
    const auto key = key_for(Use::files, folder_, key_path(folder_, record));
    if (!key) throw db::Failure("a record has no key here");
    const auto sealed = source.string() + ".sealed";
    std::ifstream in(source, std::ios::binary);
    std::ofstream out(sealed, std::ios::binary);
    crypto_secretstream_xchacha20poly1305_state state;
    Bytes head(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(&state, raw(head), key->bytes.data());
    out << head;
    const auto of = about(record, part);
    Bytes piece(piece_size, '\0'), shut(piece_size + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    for (bool is_last = false; !is_last;) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        is_last = in.eof();
        if (in.bad()) throw db::Failure("an uploaded file cannot be read");
        unsigned long long size = 0;
        crypto_secretstream_xchacha20poly1305_push(
            &state, raw(shut), &size, raw(piece), static_cast<unsigned long long>(in.gcount()), raw(of), of.size(),
            is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        out.write(shut.data(), static_cast<std::streamsize>(size));
    }
    out.close();
    if (!out) throw db::Failure("a file could not be sealed");
    auto kept = files_.keep(sealed);
    std::filesystem::remove(sealed);
    return kept;
}

std::optional<std::string> Vault::open_file(const std::string& record, const std::string& part, const std::string& hash) const {
    const auto key = key_for(Use::files, folder_, key_path(folder_, record));
    std::ifstream in(files_.path_of(hash), std::ios::binary);
    Bytes head(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
    crypto_secretstream_xchacha20poly1305_state state;
    if (!key || !in.read(head.data(), static_cast<std::streamsize>(head.size())) ||
        crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(head), key->bytes.data()) != 0)
        return std::nullopt;
    const auto of = about(record, part);
    Bytes whole, shut(piece_size + crypto_secretstream_xchacha20poly1305_ABYTES, '\0'), piece(piece_size, '\0');
    unsigned char tag = 0;
    while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
        in.read(shut.data(), static_cast<std::streamsize>(shut.size()));
        unsigned long long size = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(&state, raw(piece), &size, &tag, raw(shut),
                                                       static_cast<unsigned long long>(in.gcount()), raw(of), of.size()) != 0)
            return std::nullopt;
        whole.append(piece, 0, static_cast<std::size_t>(size));
    }
    return in.peek() == std::ifstream::traits_type::eof() ? std::optional(whole) : std::nullopt;
}

void use_vault(Vault vault) { in_use = std::move(vault); }

const Vault& vault() {
    if (!in_use) throw std::logic_error("no vault was opened");
    return *in_use;
}

}  // namespace touchstone::privacy
