#include "web/server.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include "base/ids.h"
#include "base/text.h"
#include "web/request_head.h"

namespace touchstone::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using Plain = beast::tcp_stream;
using Secure = beast::ssl_stream<beast::tcp_stream>;

constexpr std::size_t piece = 64 * 1024;
constexpr std::size_t farewell_max = 256 * 1024;
constexpr std::chrono::milliseconds farewell_time{1'000};
constexpr std::chrono::milliseconds breath{100};  // before accepting again when nothing more can be opened
constexpr std::chrono::seconds finish_time{10};

// Threads that call the handler, behind a queue that never grows past its bound.
class Workers {
public:
    Workers(std::size_t count, std::size_t bound) : bound_(bound) {
        for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this] { keep_working(); });
    }
    ~Workers() { stop(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    bool take(std::function<void()> work) {
        {
            const std::scoped_lock lock(mutex_);
            if (stopping_ || queue_.size() >= bound_) return false;
            queue_.push_back(std::move(work));
        }
        wake_.notify_one();
        return true;
    }
    void stop() {
        {
            const std::scoped_lock lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        for (auto& thread : threads_)
            if (thread.joinable()) thread.join();
    }

private:
    void keep_working() {
        for (;;) {
            std::function<void()> work;
            {
                std::unique_lock lock(mutex_);
                wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
                if (queue_.empty()) return;
                work = std::move(queue_.front());
                queue_.pop_front();
            }
            work();
        }
    }
    const std::size_t bound_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

// The head has been examined: every line is "name: value" and ends with CR LF.
Request parsed(std::string_view head) {
    Request request;
    const auto line_end = head.find("\r\n");
    const auto line = head.substr(0, line_end);
    request.method = line.substr(0, line.find(' '));
    request.target = line.substr(request.method.size() + 1, line.rfind(' ') - request.method.size() - 1);
    for (auto rest = head.substr(line_end + 2); rest.size() > 2;) {
        const auto end = rest.find("\r\n");
        const auto colon = rest.find(':');
        request.headers.push_back({std::string(rest.substr(0, colon)), tidied(rest.substr(colon + 1, end - colon - 1))});
        rest.remove_prefix(end + 2);
    }
    return request;
}

bool stays_open(const Request& request, std::string_view head) {
    const auto* connection = request.header("connection");
    const auto asked = connection ? lowered(*connection) : std::string();
    return head.substr(0, head.find("\r\n")).ends_with("HTTP/1.1") ? asked.find("close") == std::string::npos : asked.find("keep-alive") != std::string::npos;
}

std::string date_now() { return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::time(nullptr))); }

bool has_no_body(int status) { return status == 204 || status == 304; }

}  // namespace

struct Server::Inside : std::enable_shared_from_this<Server::Inside> {
    Inside(ServerOptions given, GateKeeper gate_given, Handler handler_given, ErrorPage error_given)
        : options(std::move(given)), gate(std::move(gate_given)), handler(std::move(handler_given)), error_page(std::move(error_given)),
          acceptor(io), retry(io), workers(options.workers, options.queue) {}

    ServerOptions options;
    GateKeeper gate;
    Handler handler;
    ErrorPage error_page;
    asio::io_context io{1};
    tcp::acceptor acceptor;
    asio::steady_timer retry;
    std::optional<asio::ssl::context> tls;
    Workers workers;
    std::map<std::string, std::size_t> per_peer;
    std::size_t connections = 0;
    std::size_t busy = 0;  // requests that a worker has or that are being answered
    std::atomic<std::uint64_t> requests{0};
    bool stopping = false;

    void listen();
    void accept();
    void admit(tcp::socket);
    void wind_down(std::chrono::steady_clock::time_point deadline);
};

namespace {

using Inside = Server::Inside;

}  // namespace

const std::string* Request::header(std::string_view name) const {
    const auto found = std::ranges::find_if(headers, [&](const Header& header) { return lowered(header.name) == name; });
    return found == headers.end() ? nullptr : &found->value;
}

namespace {

// One connection: requests one after the other, each read within its limits, answered, then the next.
template <class Stream>
class Talk : public std::enable_shared_from_this<Talk<Stream>> {
public:
    template <class... StreamArguments>
    Talk(std::shared_ptr<Inside> inside, std::string peer, StreamArguments&&... arguments)
        : inside_(std::move(inside)), peer_(std::move(peer)), stream_(std::forward<StreamArguments>(arguments)...) {
        ++inside_->connections;
        ++inside_->per_peer[peer_];
    }
    ~Talk() {
        be_busy(false);
        forget_spool();
        --inside_->connections;
        if (--inside_->per_peer[peer_] == 0) inside_->per_peer.erase(peer_);
    }
    Talk(const Talk&) = delete;
    Talk& operator=(const Talk&) = delete;

    void start() {
        if constexpr (std::same_as<Stream, Secure>) {
            lowest().expires_after(inside_->options.head_time);
            stream_.async_handshake(asio::ssl::stream_base::server, [self = this->shared_from_this()](error_code error) {
                if (!error) self->wait_for_request();
            });
        } else {
            wait_for_request();
        }
    }

private:
    beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }

    void wait_for_request() {
        if (inside_->stopping) return close();
        request_ = {};
        if (!buffer_.empty()) {
            lowest().expires_after(inside_->options.head_time);
            return examine();
        }
        lowest().expires_after(inside_->options.idle_time);
        is_idle_ = true;
        read_more();
    }

    // One deadline for the whole head, however slowly it trickles in.
    void read_more() {
        chunk_.resize(4 * 1024);
        stream_.async_read_some(asio::buffer(chunk_), [self = this->shared_from_this()](error_code error, std::size_t count) {
            if (error) return self->close();
            if (self->is_idle_) self->lowest().expires_after(self->inside_->options.head_time);
            self->is_idle_ = false;
            self->buffer_.append(self->chunk_.data(), count);
            self->examine();
        });
    }

    void examine() {
        const auto verdict = examine_head(buffer_);
        if (verdict.status != 0 && !verdict.is_framing) return refuse(verdict.status);
        if (verdict.length == 0) return read_more();
        const auto head = std::string_view(buffer_).substr(0, verdict.length);
        request_ = parsed(head);
        request_.number = ++inside_->requests;
        name_peer();
        keep_alive_ = stays_open(request_, head);
        buffer_.erase(0, verdict.length);
        const auto gate = inside_->gate(request_);
        if (gate.status != 0) return refuse(gate.status);
        if (verdict.is_framing) return refuse(verdict.status);
        read_body(gate);
    }

    // Only the named proxy may say who asked and how.
    void name_peer() {
        request_.peer = peer_;
        request_.is_secure = std::same_as<Stream, Secure>;
        if (inside_->options.proxy.empty() || peer_ != inside_->options.proxy) return;
        if (const auto* from = request_.header("x-forwarded-for")) request_.peer = tidied(from->substr(from->rfind(',') + 1));
        if (const auto* scheme = request_.header("x-forwarded-proto")) request_.is_secure = *scheme == "https";
    }

    void read_body(const Gate& gate) {
        const auto* length = request_.header("content-length");
        left_ = length ? std::stoull(*length) : 0;
        if (left_ == 0) return hand_over();
        if (request_.method != "POST") return refuse(400);
        if (left_ > gate.body_limit) return refuse(413);
        if (gate.spool && !open_spool()) return refuse(503);
        lowest().expires_after(inside_->options.body_time + std::chrono::seconds(left_ / 50'000));
        if (request_.header("expect") == nullptr) return take_buffered();
        asio::async_write(stream_, asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25), [self = this->shared_from_this()](error_code error, std::size_t) {
            if (error) self->close();
            else self->take_buffered();
        });
    }

    bool open_spool() {
        request_.body_file = inside_->options.spool_folder / ("body-" + new_id_text({}));
        spool_ = open(request_.body_file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        return spool_ >= 0;
    }

    bool keep(std::string_view bytes) {
        left_ -= bytes.size();
        if (spool_ < 0) {
            request_.body += bytes;
            return true;
        }
        while (!bytes.empty()) {
            const auto written = ::write(spool_, bytes.data(), bytes.size());
            if (written <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

    void take_buffered() {
        const auto count = std::min<std::uint64_t>(left_, buffer_.size());
        const bool kept = keep(std::string_view(buffer_).substr(0, count));
        buffer_.erase(0, count);
        if (!kept) return refuse(503);
        read_rest();
    }

    void read_rest() {
        if (left_ == 0) return hand_over();
        chunk_.resize(std::min<std::uint64_t>(left_, piece));
        stream_.async_read_some(asio::buffer(chunk_), [self = this->shared_from_this()](error_code error, std::size_t count) {
            if (error) return self->close();
            if (!self->keep({self->chunk_.data(), count})) return self->refuse(503);
            self->read_rest();
        });
    }

    void hand_over() {
        if (spool_ >= 0) ::close(std::exchange(spool_, -1));
        lowest().expires_never();
        be_busy(true);
        const bool taken = inside_->workers.take([self = this->shared_from_this()] {
            auto answer = std::make_shared<Answer>(self->answered());
            asio::post(self->inside_->io, [self, answer] {
                self->forget_spool();
                self->send(std::move(*answer));
            });
        });
        if (!taken) refuse(503);
    }

    Answer answered() {
        try {
            return inside_->handler(request_);
        } catch (const std::exception& error) {
            spdlog::error("request {} failed: {}", request_.number, error.what());
            return inside_->error_page(500, &request_);
        }
    }

    void refuse(int status) {
        keep_alive_ = false;
        auto answer = inside_->error_page(status, &request_);
        if (status == 503) answer.headers.push_back({"Retry-After", "1"});
        if (status == 405) answer.headers.push_back({"Allow", "GET, HEAD, POST"});
        send(std::move(answer));
    }

    void send(Answer answer) {
        const bool without_body = request_.method == "HEAD" || has_no_body(answer.status);
        std::uint64_t length = answer.body.size();
        if (answer.file) {
            file_ = open(answer.file->c_str(), O_RDONLY | O_CLOEXEC);
            std::error_code error;
            length = std::filesystem::file_size(*answer.file, error);
            if (file_ < 0 || error) {
                if (file_ >= 0) ::close(std::exchange(file_, -1));
                spdlog::error("request {}: a kept file cannot be read", request_.number);
                answer = inside_->error_page(500, &request_);
                length = answer.body.size();
            }
        }
        out_ = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\nConnection: {}\r\n", answer.status,
                           std::string_view(beast::http::obsolete_reason(static_cast<beast::http::status>(answer.status))), date_now(), keep_alive_ ? "keep-alive" : "close");
        for (const auto& header : answer.headers) out_ += fmt::format("{}: {}\r\n", header.name, header.value);
        if (!has_no_body(answer.status)) out_ += fmt::format("Content-Length: {}\r\n", length);
        out_ += "\r\n";
        if (without_body && file_ >= 0) ::close(std::exchange(file_, -1));
        if (!without_body && file_ < 0) out_ += answer.body;
        lowest().expires_after(inside_->options.write_time);
        write_out();
    }

    void write_out() {
        asio::async_write(stream_, asio::buffer(out_), [self = this->shared_from_this()](error_code error, std::size_t) {
            if (error) return self->close();
            if (self->file_ >= 0) return self->write_file();
            self->end_of_answer();
        });
    }

    void write_file() {
        out_.resize(piece);
        const auto count = ::read(file_, out_.data(), out_.size());
        if (count <= 0) {
            ::close(std::exchange(file_, -1));
            return count < 0 ? close() : end_of_answer();
        }
        out_.resize(static_cast<std::size_t>(count));
        lowest().expires_after(inside_->options.write_time);
        write_out();
    }

    void end_of_answer() {
        be_busy(false);
        if (keep_alive_) return wait_for_request();
        // Whoever is still sending would lose our answer if we hung up at once.
        error_code ignored;
        lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
        lowest().expires_after(farewell_time);
        farewell_ = 0;
        hear_out();
    }

    void hear_out() {
        chunk_.resize(piece);
        lowest().async_read_some(asio::buffer(chunk_), [self = this->shared_from_this()](error_code error, std::size_t count) {
            self->farewell_ += count;
            if (error || self->farewell_ > farewell_max) return self->close();
            self->hear_out();
        });
    }

    void close() {
        be_busy(false);
        forget_spool();
        if (file_ >= 0) ::close(std::exchange(file_, -1));
        error_code ignored;
        lowest().socket().close(ignored);
    }

    void be_busy(bool busy) {
        if (busy == is_busy_) return;
        is_busy_ = busy;
        if (busy) ++inside_->busy;
        else --inside_->busy;
    }

    void forget_spool() {
        if (spool_ >= 0) ::close(std::exchange(spool_, -1));
        if (request_.body_file.empty()) return;
        std::error_code ignored;
        std::filesystem::remove(request_.body_file, ignored);
        request_.body_file.clear();
    }

    std::shared_ptr<Inside> inside_;
    const std::string peer_;
    Stream stream_;
    std::string buffer_;  // read and not yet used: the next request may be in it
    std::string chunk_, out_;
    Request request_;
    std::uint64_t left_ = 0;
    std::size_t farewell_ = 0;
    int spool_ = -1, file_ = -1;
    bool keep_alive_ = false, is_idle_ = false, is_busy_ = false;
};

}  // namespace

void Server::Inside::listen() {
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) throw std::runtime_error(options.address + " is not an address");
    if (!options.tls_cert.empty()) {
        tls.emplace(asio::ssl::context::tls_server);
        tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 | asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                         asio::ssl::context::no_tlsv1_1);
        tls->use_certificate_chain_file(options.tls_cert, error);
        if (error) throw std::runtime_error("the certificate " + options.tls_cert + " cannot be read");
        tls->use_private_key_file(options.tls_key, asio::ssl::context::pem, error);
        if (error) throw std::runtime_error("the key " + options.tls_key + " cannot be read");
    }
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint, error);
    if (error) throw std::runtime_error(fmt::format("cannot listen on {}:{}: {}", options.address, options.port, error.message()));
    acceptor.listen(1'024);
    accept();
}

void Server::Inside::accept() {
    acceptor.async_accept([self = shared_from_this()](error_code error, tcp::socket socket) {
        if (self->stopping) return;
        if (!error) {
            self->admit(std::move(socket));
            return self->accept();
        }
        self->retry.expires_after(breath);
        self->retry.async_wait([self](error_code) {
            if (!self->stopping) self->accept();
        });
    });
}

// One address may hold half of all connections: enough for a school behind it, and never everybody's.
void Server::Inside::admit(tcp::socket socket) {
    error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return;
    socket.set_option(tcp::no_delay(true), error);
    const auto peer = endpoint.address().to_string();
    const auto held = per_peer.find(peer);
    if (connections >= options.max_connections || (peer != options.proxy && held != per_peer.end() && held->second >= std::max<std::size_t>(options.max_connections / 2, 1))) return;
    if (tls) std::make_shared<Talk<Secure>>(shared_from_this(), peer, std::move(socket), *tls)->start();
    else std::make_shared<Talk<Plain>>(shared_from_this(), peer, std::move(socket))->start();
}

Server::Server(ServerOptions options, GateKeeper gate, Handler handler, ErrorPage error_page)
    : inside_(std::make_shared<Inside>(std::move(options), std::move(gate), std::move(handler), std::move(error_page))) {
    inside_->listen();
}

Server::~Server() { inside_->workers.stop(); }

void Server::run() { inside_->io.run(); }

// What has begun is finished, for as long as patience lasts.
void Server::Inside::wind_down(std::chrono::steady_clock::time_point deadline) {
    if (busy == 0 || std::chrono::steady_clock::now() > deadline) return io.stop();
    retry.expires_after(breath);
    retry.async_wait([self = shared_from_this(), deadline](error_code) { self->wind_down(deadline); });
}

void Server::stop() {
    asio::post(inside_->io, [inside = inside_] {
        inside->stopping = true;
        error_code ignored;
        inside->acceptor.close(ignored);
        inside->wind_down(std::chrono::steady_clock::now() + finish_time);
    });
}

std::uint16_t Server::port() const { return inside_->acceptor.local_endpoint().port(); }

}  // namespace touchstone::web
