// A server that runs for as long as a test does, and a bare client to talk to it.
#pragma once
#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "web/server.h"

namespace touchstone::web {

using namespace std::chrono_literals;

inline std::filesystem::path own_folder() {
    std::string name = std::filesystem::temp_directory_path() / "touchstone-server-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    return name;
}

// A browser's side of a connection, as bare as it gets.
class Client {
public:
    explicit Client(std::uint16_t port, bool at_once = true) : port_(port), socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const timeval patience{5, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (at_once) reach();
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void reach() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("cannot connect");
    }
    Client& say(std::string_view text) {
        while (!text.empty()) {
            const auto sent = send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) break;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return *this;
    }
    // One more answer: head and body.
    std::string hear() {
        while (heard_.find("\r\n\r\n") == std::string::npos && more()) continue;
        const auto head_end = heard_.find("\r\n\r\n");
        if (head_end == std::string::npos) return std::exchange(heard_, {});
        const auto length_at = heard_.find("Content-Length: ");
        const auto length = length_at < head_end ? std::stoul(heard_.substr(length_at + 16)) : 0;
        while (heard_.size() < head_end + 4 + length && more()) continue;
        auto answer = heard_.substr(0, head_end + 4 + length);
        heard_.erase(0, answer.size());
        return answer;
    }
    // Everything until the server hangs up.
    std::string hear_all() {
        while (more()) continue;
        return std::exchange(heard_, {});
    }
    int number() const { return socket_; }

private:
    bool more() {
        char bytes[16 * 1024];
        const auto count = recv(socket_, bytes, sizeof bytes, 0);
        if (count > 0) heard_.append(bytes, static_cast<std::size_t>(count));
        return count > 0;
    }
    const std::uint16_t port_;
    int socket_;
    std::string heard_;
};

// A server that runs for as long as a test does, and knows a few paths.
class Running {
public:
    explicit Running(ServerOptions options = {})
        : folder_(own_folder()),
          server_(completed(std::move(options)), gate, admission, [this](const Request& request) { return answer(request); }, error_page) {
        thread_ = std::thread([this] { server_.run(); });
    }
    ~Running() {
        let_go();
        stop();
        std::filesystem::remove_all(folder_);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    std::uint16_t port() const { return server_.port(); }
    const std::filesystem::path& folder() const { return folder_; }
    void begin_to_stop() { server_.stop(); }
    void stop() {
        if (!thread_.joinable()) return;
        server_.stop();
        thread_.join();
    }
    std::string ask(const std::string& path, const std::string& headers = "") {
        return Client(port()).say("GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n" + headers + "\r\n").hear_all();
    }
    // Requests for /wait stay with their worker until they are let go.
    void wait_until_waiting(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 5s, [&] { return waiting_ >= count; });
    }
    void let_go() {
        const std::scoped_lock lock(mutex_);
        let_go_ = true;
        changed_.notify_all();
    }

private:
    ServerOptions completed(ServerOptions options) const {
        options.address = "127.0.0.1";
        options.spool_folder = folder_;
        return options;
    }
    static Gate gate(const Request& head) {
        if (head.target == "/unknown") return {.status = 404};
        if (head.target == "/broken-gate") throw std::runtime_error("planted");
        if (head.target == "/alive") return {.at_once = Answer{.body = "alive"}};
        const bool takes_files = head.target.starts_with("/upload");
        return {.body_limit = 1'000'000, .form_limit = takes_files ? 300'000U : 1'000'000U};
    }
    static int admission(const Request& head) { return head.target == "/upload/stranger" ? 403 : 0; }
    static Answer error_page(int status, const Request* request) {
        if (request->target == "/broken-page") throw std::runtime_error("planted");
        if (status == 503) return {.status = status, .headers = {{"Retry-After", "1"}}, .body = "busy"};
        return {.status = status, .headers = {{"X-Kind", "error page"}}, .body = "error " + std::to_string(status)};
    }
    Answer answer(const Request& request) {
        if (request.target == "/throw" || request.target == "/broken-page") throw std::runtime_error("planted");
        if (request.target == "/throw-number") throw 5;
        if (request.target == "/split") return {.status = 200, .headers = {{"Location", "/a\r\nSet-Cookie: planted=1"}}};
        if (request.target == "/nothing") return {.status = 204};
        if (request.target == "/file") return {.status = 200, .file = folder_ / "kept"};
        if (request.target == "/peer") return {.status = 200, .body = request.peer + (request.is_secure ? " secure" : " plain")};
        if (request.cut != 0) return {.status = request.cut, .body = "cut to " + std::to_string(request.body.size())};
        if (request.target == "/upload") return uploaded(request);
        if (request.target == "/wait") wait();
        return {.status = 200, .body = request.method + " " + request.target + " " + request.body};
    }
    static Answer uploaded(const Request& request) {
        struct stat facts{};
        stat(request.body_file.c_str(), &facts);
        std::ifstream file(request.body_file, std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        const bool is_right = bytes.find_first_not_of('u') == std::string::npos && (facts.st_mode & 0777) == 0600 && request.body.empty();
        return {.status = 200, .body = (is_right ? "kept " : "wrong ") + std::to_string(bytes.size())};
    }
    void wait() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [&] { return let_go_; });
    }

    const std::filesystem::path folder_;
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool let_go_ = false;
    Server server_;
    std::thread thread_;
};

inline std::string get(const std::string& path) { return fmt::format("GET {} HTTP/1.1\r\nHost: here\r\n\r\n", path); }
inline std::string post(const std::string& path, const std::string& body) {
    return "POST " + path + " HTTP/1.1\r\nHost: here\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}
inline bool holds_nothing(const std::filesystem::path& folder) {
    return std::filesystem::directory_iterator(folder) == std::filesystem::directory_iterator();
}

}  // namespace touchstone::web
