#include "web/server.h"

#include <algorithm>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "web/answering.h"
#include "web/incoming_body.h"
#include "web/open_file.h"
#include "web/request_head.h"
#include "web/shares.h"
#include "web/workers.h"

namespace touchstone::web {
namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using std::chrono::steady_clock;

// What all connections share. Everything but the workers is touched by the one thread in run() only.
struct Server::Inside {
    Inside(ServerOptions given, Answering given_answering)
        : options(std::move(given)),
          answering(std::move(given_answering)),
          shares(room_for_connections(options.max_connections)),
          workers(options.workers, options.queue) {}

    const ServerOptions options;
    const Answering answering;
    std::optional<asio::ssl::context> tls;
    std::uint16_t port = 0;
    Shares shares;
    std::size_t busy = 0;  // requests that have begun and are not answered to the end
    std::uint64_t requests = 0;
    bool stopping = false;
    asio::io_context io{1};  // its end ends the connections, so what they use stands above, and what uses it below
    tcp::acceptor acceptor{io};
    asio::steady_timer pause{io};
    Workers workers;

    void prepare_tls();
    void listen();
    void accept();
    void admit(tcp::socket);
    void wind_down(steady_clock::time_point deadline);
};

namespace {

using Inside = Server::Inside;
using Plain = beast::tcp_stream;
using Secure = beast::ssl_stream<beast::tcp_stream>;

constexpr std::size_t piece = 64 * 1024;
constexpr std::uint64_t body_in_memory_max = 256 * 1024;  // a form without files arrives even where the disk is full
constexpr std::size_t first_piece = 4 * 1024;
constexpr std::size_t farewell_max = 32 * 1024 * 1024;
constexpr std::chrono::seconds farewell_time{2};
constexpr std::chrono::milliseconds breath{100};  // before accepting again when no more files can be opened
constexpr std::chrono::seconds finish_time{10};

std::string plain_address(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) return make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

// One connection: requests one after the other, each read within its limits and answered before the next is looked at.
template <class Stream>
class Talk : public std::enable_shared_from_this<Talk<Stream>> {
public:
    template <class... StreamArguments>
    Talk(Inside& inside, std::string peer, StreamArguments&&... arguments)
        : inside_(inside), peer_(std::move(peer)), share_(share_of(peer_)), stream_(std::forward<StreamArguments>(arguments)...) {
        inside_.shares.take(share_);
    }
    ~Talk() {
        be_busy(false);
        inside_.shares.give_back(share_);
    }

    void start() {
        lowest().expires_after(inside_.options.head_time);
        if constexpr (is_secure) return stream_.async_handshake(asio::ssl::stream_base::server, then(&Talk::wait_for_request));
        wait_for_request();
    }

private:
    static constexpr bool is_secure = std::same_as<Stream, Secure>;

    beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }

    // What comes after an operation that worked. After one that failed or took too long nothing does, and with the last who holds it
    // the connection ends.
    template <class... Count>
    auto then(void (Talk::*next)(Count...)) {
        return [self = this->shared_from_this(), next](error_code error, Count... count) {
            if (!error) (self.get()->*next)(count...);
        };
    }

    // The longer it is, the more time.
    auto in_proportion(std::chrono::milliseconds time, std::uint64_t bytes) const {
        return time + std::chrono::seconds(bytes / inside_.options.slowest_bytes_per_second);
    }

    void wait_for_request() {
        if (inside_.stopping) return;
        request_ = {};
        request_.number = ++inside_.requests;
        request_.peer = peer_;
        request_.is_secure = is_secure;
        answer_ = {};
        is_idle_ = buffer_.empty();
        lowest().expires_after(is_idle_ ? inside_.options.idle_time : inside_.options.head_time);
        if (!is_idle_) return examine();
        for (auto* text : {&request_.body, &answer_.body, &buffer_, &chunk_, &out_})
            std::string().swap(*text);  // memory that nobody needs now
        read_more();
    }

    // One deadline for the whole head, however slowly it trickles in.
    void read_more() {
        chunk_.resize(first_piece);
        stream_.async_read_some(asio::buffer(chunk_), then(&Talk::take_head));
    }

    void take_head(std::size_t count) {
        if (std::exchange(is_idle_, false)) lowest().expires_after(inside_.options.head_time);
        buffer_.append(chunk_.data(), count);
        examine();
    }

    void examine() {
        const auto verdict = examine_head(buffer_);
        if (verdict.status != 0 && !verdict.is_framing) return refuse(verdict.status);
        if (verdict.length == 0) return read_more();
        auto head = read_head(std::string_view(buffer_).substr(0, verdict.length));
        buffer_.erase(0, verdict.length);
        request_.method = std::move(head.request.method);
        request_.target = std::move(head.request.target);
        request_.headers = std::move(head.request.headers);
        if (!inside_.options.proxy.empty() && peer_ == inside_.options.proxy) believe_the_proxy();
        keep_alive_ = head.stays_open;
        body_.expect(head.body_length);
        be_busy(true);
        const auto gate = inside_.answering.gate(request_);
        if (gate.status != 0) return refuse(gate.status);
        if (verdict.is_framing) return refuse(verdict.status);
        read_body(gate, head.awaits_continue);
    }

    void believe_the_proxy() {
        error_code error;
        const auto from = asio::ip::make_address(last_word(request_, "x-forwarded-for"), error);
        if (!error) request_.peer = plain_address(from);
        request_.is_secure = request_.is_secure || last_word(request_, "x-forwarded-proto") == "https";
    }

    void read_body(const Gate& gate, bool awaits_continue) {
        if (body_.left() == 0) return hand_over();
        if (request_.method != "POST") return refuse(400);
        if (body_.left() > gate.body_limit) return refuse(413);
        const bool is_long = body_.left() > body_in_memory_max;
        if (gate.spool && is_long && !body_.spool_into(inside_.options.spool_folder)) return refuse(507);
        lowest().expires_after(in_proportion(inside_.options.body_time, body_.left()));
        if (!awaits_continue || !buffer_.empty()) return take_buffered();
        out_ = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(stream_, asio::buffer(out_), then(&Talk::read_rest));
    }

    void take_buffered() {
        const auto count = std::min<std::uint64_t>(body_.left(), buffer_.size());
        const bool kept = body_.keep(std::string_view(buffer_).substr(0, count));
        buffer_.erase(0, count);
        if (!kept) return refuse(507);
        read_rest();
    }

    void read_rest(std::size_t = 0) {
        if (body_.left() == 0) return hand_over();
        chunk_.resize(std::min<std::uint64_t>(body_.left(), piece));
        stream_.async_read_some(asio::buffer(chunk_), then(&Talk::take_body));
    }

    void take_body(std::size_t count) {
        if (!body_.keep({chunk_.data(), count})) return refuse(507);
        read_rest();
    }

    // The worker lets go of the connection before it ends: only the thread in run() may be the last to hold it.
    void hand_over() {
        body_.finish();
        lowest().expires_never();
        const bool taken = inside_.workers.take([self = this->shared_from_this()]() mutable {
            auto& io = self->inside_.io;
            auto answer = self->inside_.answering.answer(self->request_);
            asio::post(io, [self = std::move(self), answer = std::move(answer)]() mutable {
                self->body_.forget();
                self->send(std::move(answer));
            });
        });
        if (!taken) refuse(503);
    }

    // After a refusal nothing more is believed that comes on this connection.
    void refuse(int status) {
        body_.forget();
        be_busy(true);
        keep_alive_ = false;
        auto answer = inside_.answering.error(status, request_);
        if (status == 503) answer.headers.push_back({"Retry-After", "1"});
        if (status == 405) answer.headers.push_back({"Allow", "GET, HEAD, POST"});
        send(std::move(answer));
    }

    void send(Answer answer) {
        answer_ = std::move(answer);
        const auto file_bytes = answer_.file ? file_.open_to_read(*answer_.file) : std::nullopt;
        if (answer_.file && !file_bytes) {
            spdlog::error("request {}: a kept file cannot be read", request_.number);
            answer_ = inside_.answering.error(500, request_);
        }
        if (file_bytes) answer_.body.clear();
        left_ = file_bytes.value_or(answer_.body.size());
        keep_alive_ = keep_alive_ && !inside_.stopping;
        out_ = answer_head(answer_, beast::http::obsolete_reason(static_cast<beast::http::status>(answer_.status)), left_, keep_alive_);
        if (request_.method == "HEAD" || has_no_body(answer_.status)) {
            answer_.body.clear();
            file_.close();
        }
        lowest().expires_after(in_proportion(inside_.options.write_time, left_));
        const std::array parts{asio::buffer(out_), asio::buffer(answer_.body)};
        asio::async_write(stream_, parts, then(&Talk::send_file));
    }

    // Exactly as many bytes as were promised; a file that has become shorter ends the connection, so that nobody takes it for whole.
    void send_file(std::size_t) {
        if (!file_.is_open() || left_ == 0) return end_of_answer();
        out_.resize(std::min<std::uint64_t>(left_, piece));
        const auto count = file_.read(out_.data(), out_.size());
        if (count == 0) return;
        left_ -= count;
        asio::async_write(stream_, asio::buffer(out_.data(), count), then(&Talk::send_file));
    }

    void end_of_answer() {
        file_.close();
        if (keep_alive_) {
            be_busy(false);
            return wait_for_request();
        }
        lowest().expires_after(farewell_time);
        if constexpr (is_secure) return stream_.async_shutdown([self = this->shared_from_this()](error_code) { self->hang_up(); });
        hang_up();
    }

    // Whoever is still sending would lose our answer if we closed at once.
    void hang_up() {
        error_code ignored;
        lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
        chunk_.resize(piece);
        left_ = farewell_max;
        hear_out(0);
    }

    void hear_out(std::size_t heard) {
        if (heard > left_) return;
        left_ -= heard;
        lowest().async_read_some(asio::buffer(chunk_), then(&Talk::hear_out));
    }

    void be_busy(bool busy) {
        if (busy && !is_busy_) ++inside_.busy;
        if (!busy && is_busy_) --inside_.busy;
        is_busy_ = busy;
    }

    Inside& inside_;
    const std::string peer_, share_;
    Stream stream_;
    std::string buffer_;  // read and not yet used: the next request may be in it
    std::string chunk_, out_;
    Request request_;
    IncomingBody body_{request_};
    Answer answer_;
    std::uint64_t left_ = 0;  // bytes still to go
    OpenFile file_;
    bool keep_alive_ = false, is_idle_ = false, is_busy_ = false;
};

}  // namespace

void Server::Inside::prepare_tls() {
    if (options.tls_cert.empty()) return;
    tls.emplace(asio::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(tls->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(tls->native_handle(), SSL_MODE_RELEASE_BUFFERS);
    error_code error;
    tls->use_certificate_chain_file(options.tls_cert, error);
    if (error) throw std::runtime_error("the certificate " + options.tls_cert + " cannot be read");
    tls->use_private_key_file(options.tls_key, asio::ssl::context::pem, error);
    if (error) throw std::runtime_error("the key " + options.tls_key + " cannot be read, or is not the certificate's");
}

void Server::Inside::listen() {
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) throw std::runtime_error(options.address + " is not an address");
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(1'024, error);
    if (error) throw std::runtime_error(fmt::format("cannot listen on {}, port {}: {}", options.address, options.port, error.message()));
    port = acceptor.local_endpoint().port();
    accept();
}

void Server::Inside::accept() {
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
        if (stopping) return;
        if (!error) {
            accept();
            return admit(std::move(socket));
        }
        pause.expires_after(breath);
        pause.async_wait([this](error_code) {
            if (!stopping) accept();
        });
    });
}

// Behind the proxy is everybody, so its share has no bounds.
void Server::Inside::admit(tcp::socket socket) {
    error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return;
    const auto peer = plain_address(endpoint.address());
    if (peer == options.proxy ? shares.is_all_taken() : !shares.may_take(share_of(peer))) return;
    socket.set_option(tcp::no_delay(true), error);
    if (tls)
        std::make_shared<Talk<Secure>>(*this, peer, std::move(socket), *tls)->start();
    else
        std::make_shared<Talk<Plain>>(*this, peer, std::move(socket))->start();
}

// What has begun is finished, for as long as patience lasts.
void Server::Inside::wind_down(steady_clock::time_point deadline) {
    if (busy == 0 || steady_clock::now() > deadline) return io.stop();
    pause.expires_after(breath);
    pause.async_wait([this, deadline](error_code) { wind_down(deadline); });
}

Server::Server(ServerOptions options, GateKeeper gate, Handler handler, ErrorPage error_page)
    : inside_(std::make_unique<Inside>(std::move(options), Answering(std::move(gate), std::move(handler), std::move(error_page)))) {
    inside_->prepare_tls();
    inside_->listen();
}

Server::~Server() = default;

void Server::run() {
    while (!inside_->io.stopped()) {
        try {
            inside_->io.run();
        } catch (const std::exception& error) {
            spdlog::error("a connection was given up: {}", error.what());
        }
    }
}

void Server::stop() {
    asio::post(inside_->io, [inside = inside_.get()] {
        inside->stopping = true;
        error_code ignored;
        inside->acceptor.close(ignored);
        inside->wind_down(steady_clock::now() + finish_time);
    });
}

std::uint16_t Server::port() const { return inside_->port; }

}  // namespace touchstone::web
