// The HTTP server: limits on everything, a bounded queue in front of the workers, TLS when it has a certificate.
// server.cc, with its own talk.h, is the only file that names the HTTP library.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::web {

struct Header {
    std::string name, value;
};

// Frozen when its head has been read; then its body.
struct Request {
    std::string method;  // GET, HEAD or POST
    std::string target;  // starts with one "/"; visible ASCII with whole escapes, no "." or ".." as a segment
    std::vector<Header> headers;
    std::string body;
    std::filesystem::path body_file;  // instead of `body` where it is long; removed after the handler has returned
    int cut = 0;                      // not 0: only the beginning of the body was taken; the status says why
    std::string peer;                 // who asks; behind the named proxy, the address that the proxy saw
    bool is_secure = false;
    std::uint64_t number = 0;  // for the log

    // The first of that name, in upper or lower case; nothing when there is none.
    const std::string* header(std::string_view name) const;
    std::string text(std::string_view name) const {
        const auto* value = header(name);
        return value ? *value : std::string();
    }
};

struct Answer {
    int status = 200;
    std::vector<Header> headers = {};
    std::string body = {};
    std::optional<std::filesystem::path> file = std::nullopt;  // sent instead of `body`
};

// Who waits apart from whom for a worker. Those above go first; no lane can hold every worker.
enum class Lane {
    health,  // whether the server is well
    forms,   // what somebody signed in wants saved
    posts,   // what anybody else wants saved
    pages    // all that is only read
};

// Decided when only the head is known.
struct Gate {
    int status = 0;  // 0: go on; else refuse with it
    std::uint64_t body_limit = 0;
    std::uint64_t form_limit = body_limit;  // a longer body goes into a file, once a worker has found that the sender may
    Lane lane = Lane::pages;
    std::optional<Answer> at_once = std::nullopt;  // needs no worker
};

struct ServerOptions {
    std::string address = {};
    std::uint16_t port = 0;                   // 0: any free one
    std::string tls_cert = {}, tls_key = {};  // PEM files; both or none
    std::string proxy = {};                   // address of the reverse proxy that may speak for others
    std::filesystem::path spool_folder = {};
    std::size_t workers = 12;
    std::chrono::milliseconds patience{250};     // nothing is begun that has waited longer for a worker: it is answered 503
    std::uint64_t spool_bytes = 4ULL << 30U;     // for long bodies and the files in them; half of it for one address
    std::uint64_t memory_bytes = 128ULL << 20U;  // for short ones
    std::size_t max_connections = 4'096;         // fewer where the system lets us open fewer files; half of them for one address
    // For a whole head, an idle connection, a body's next piece and a whole answer.
    std::chrono::milliseconds head_time{10'000}, idle_time{30'000}, body_time{20'000}, write_time{60'000};
    std::uint64_t slowest_bytes_per_second = 50'000;  // over each body_time; gives long answers more time
};

class Server {
public:
    using GateKeeper = std::function<Gate(const Request& head)>;
    // Whether the sender may send more than a form's worth, asked on a worker before that is read: 0, or the status that says why not.
    using Admission = std::function<int(const Request& head)>;
    using Handler = std::function<Answer(const Request&)>;
    // Makes every answer that no handler gives. Called while connections wait, so it should be quick. Of a request whose head is
    // refused only number, peer and is_secure are known.
    using ErrorPage = std::function<Answer(int status, const Request* request)>;

    // Listens from here on; throws std::runtime_error when it cannot. What the four throw is logged and answered with 500.
    Server(ServerOptions, GateKeeper, Admission, Handler, ErrorPage);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    void run();   // until it is stopped and has finished what it had begun, or ten seconds later
    void stop();  // from any thread
    std::uint16_t port() const;

    struct Inside;  // names the HTTP library, so it is defined where nobody sees it

private:
    std::unique_ptr<Inside> inside_;
};

}  // namespace touchstone::web
