#include "app/clamd.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace touchstone::app {

namespace {

constexpr std::size_t chunk_max = 64 * 1024;
constexpr std::size_t answer_max = 4'096;
constexpr int patience_s = 120;  // for each piece sent or received

class Connection {
public:
    explicit Connection(const std::filesystem::path& path) : handle_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const auto name = path.string();
        if (handle_ < 0 || name.size() >= sizeof address.sun_path) throw std::runtime_error("the virus scanner's socket cannot be used");
        std::memcpy(address.sun_path, name.c_str(), name.size() + 1);
        const timeval patience{.tv_sec = patience_s, .tv_usec = 0};
        setsockopt(handle_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(handle_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return;
        close(handle_);
        throw std::runtime_error("the virus scanner does not answer");
    }
    ~Connection() { close(handle_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // False when the other side takes no more: its answer says why.
    bool send_all(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto sent = send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    std::string answer() const {
        std::string all;
        std::array<char, 512> piece{};
        while (all.size() < answer_max && all.find('\0') == std::string::npos) {
            const auto got = recv(handle_, piece.data(), piece.size(), 0);
            if (got <= 0) break;
            all.append(piece.data(), static_cast<std::size_t>(got));
        }
        return all.substr(0, all.find('\0'));
    }

private:
    int handle_;
};

bool send_chunk(const Connection& connection, std::string_view bytes) {
    const auto length = htonl(static_cast<std::uint32_t>(bytes.size()));
    return connection.send_all({reinterpret_cast<const char*>(&length), sizeof length}) && connection.send_all(bytes);
}

}  // namespace

Verdict scan_with_clamd(const std::filesystem::path& socket, const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("a kept file cannot be read");
    const Connection connection(socket);
    bool takes = connection.send_all(std::string_view("zINSTREAM\0", 10));
    std::string chunk(chunk_max, '\0');
    while (takes && (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())), in.gcount() > 0))
        takes = send_chunk(connection, std::string_view(chunk).substr(0, static_cast<std::size_t>(in.gcount())));
    if (in.bad()) throw std::runtime_error("a kept file cannot be read");
    if (takes) send_chunk(connection, {});
    const auto answer = connection.answer();
    if (answer == "stream: OK") return Verdict::clean;
    if (answer.starts_with("stream: ") && answer.ends_with(" FOUND")) return Verdict::infected;
    throw std::runtime_error("the virus scanner gave no verdict");
}

}  // namespace touchstone::app
