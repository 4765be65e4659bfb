// One connection, and what all of them share. Part of server.cc, which alone includes it.
#pragma once
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
#include "web/server.h"
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
          spool(options.spool_bytes),
          memory(options.memory_bytes),
          workers(options.workers, options.patience) {}

    const ServerOptions options;
    const Answering answering;
    std::optional<asio::ssl::context> tls;
    std::uint16_t port = 0;
    Shares shares, spool, memory;  // of connections; of bytes on disk and in memory
    std::size_t busy = 0;          // requests that have begun and are not answered to the end
    std::uint64_t requests = 0;
    bool stopping = false;
    asio::io_context io{1};  // its end ends the connections, so what they use stands above, and what uses it below
    tcp::acceptor acceptor{io};
    asio::steady_timer pause{io}, next_look{io};
    bool looks = false;  // at who waits too long
    Workers workers;

    void prepare_tls();
    void listen();
    void accept();
    void admit(tcp::socket);
    [[nodiscard]] bool hand_over(Lane, Waiting::Work);
    void look_at_who_waits();
    void wind_down(steady_clock::time_point deadline);
};

using Inside = Server::Inside;
using Plain = beast::tcp_stream;
using Secure = beast::ssl_stream<beast::tcp_stream>;

inline constexpr std::size_t piece = 64 * 1024;
inline constexpr std::size_t first_piece = 4 * 1024;
inline constexpr std::uint64_t farewell_max = 32 * 1024 * 1024;
inline constexpr std::chrono::milliseconds farewell_time{2'000};

inline std::string plain_address(const asio::ip::address& address) {
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
        forget_body();
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
        sender_ = share_;
        if (!inside_.options.proxy.empty() && peer_ == inside_.options.proxy) believe_the_proxy();
        keep_alive_ = head.stays_open;
        body_.expect(head.body_length);
        awaits_continue_ = head.awaits_continue;
        be_busy(true);
        auto gate = inside_.answering.gate(request_);
        if (gate.status != 0) return refuse(gate.status);
        if (verdict.is_framing) return refuse(verdict.status);
        lane_ = gate.lane;
        if (gate.at_once && body_.left() == 0) return send(std::move(*gate.at_once));
        read_body(gate);
    }

    void believe_the_proxy() {
        error_code error;
        const auto from = asio::ip::make_address(last_word(request_, "x-forwarded-for"), error);
        if (!error) request_.peer = plain_address(from);
        request_.is_secure = request_.is_secure || last_word(request_, "x-forwarded-proto") == "https";
        sender_ = share_of(request_.peer);
    }

    void read_body(const Gate& gate) {
        if (body_.left() == 0) return hand_over();
        if (request_.method != "POST") return refuse(400);
        if (body_.left() > gate.body_limit) return refuse(413);
        if (body_.left() <= gate.form_limit) return begin_body();
        form_limit_ = gate.form_limit;
        ask_a_worker([](Talk& talk) { return talk.inside_.answering.admission(talk.request_); }, &Talk::admit);
    }

    // Of who may not send so much, or at a time when there is no room for it, the beginning is taken: what was typed stands there.
    void admit(int status) {
        if (status == 0) status = make_room();
        if (status != 0) {
            request_.cut = status;
            keep_alive_ = false;
            body_.expect(form_limit_);
        }
        begin_body();
    }

    // On disk, twice: the files in the body are written beside it.
    int make_room() {
        const auto wanted = 2 * body_.left();
        if (!inside_.spool.may_take(sender_, wanted)) return 503;
        std::error_code unknown;
        const auto disk = std::filesystem::space(inside_.options.spool_folder, unknown);
        if ((!unknown && disk.available < wanted) || !body_.spool_into(inside_.options.spool_folder)) return 507;
        inside_.spool.take(sender_, wanted);
        on_disk_ = wanted;
        return 0;
    }

    void begin_body() {
        come_ = 0;
        lowest().expires_after(inside_.options.body_time);
        if (!std::exchange(awaits_continue_, false) || !buffer_.empty()) return take_buffered();
        out_ = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(stream_, asio::buffer(out_), then(&Talk::read_rest));
    }

    void take_buffered() {
        const auto count = std::min<std::uint64_t>(body_.left(), buffer_.size());
        const auto begin = buffer_.substr(0, count);
        buffer_.erase(0, count);
        take(begin);
    }

    void read_rest(std::size_t = 0) {
        if (body_.left() == 0) return hand_over();
        chunk_.resize(std::min<std::uint64_t>(body_.left(), piece));
        stream_.async_read_some(asio::buffer(chunk_), then(&Talk::take_body));
    }

    void take_body(std::size_t count) { take({chunk_.data(), count}); }

    void take(std::string_view bytes) {
        if (on_disk_ == 0) {
            if (!inside_.memory.may_take(sender_, bytes.size())) return refuse(503);
            inside_.memory.take(sender_, bytes.size());
            in_memory_ += bytes.size();
        }
        if (!body_.keep(bytes)) return refuse(507);
        come_ += bytes.size();
        const auto& options = inside_.options;
        if (come_ * 1'000 >= options.slowest_bytes_per_second * static_cast<std::uint64_t>(options.body_time.count())) {
            come_ = 0;
            lowest().expires_after(options.body_time);
        }
        read_rest();
    }

    void forget_body() {
        body_.forget();
        inside_.spool.give_back(sender_, std::exchange(on_disk_, 0));
        inside_.memory.give_back(sender_, std::exchange(in_memory_, 0));
    }

    // Lets a worker find something out, unless it has waited too long, and goes on here. The worker lets go of the connection before it
    // ends: only the thread in run() may be the last to hold it.
    template <class Work, class Found>
    void ask_a_worker(Work work, void (Talk::*next)(Found)) {
        lowest().expires_never();
        const bool taken = inside_.hand_over(lane_, [self = this->shared_from_this(), work, next](bool is_begun) mutable {
            if (!is_begun) return std::exchange(self, nullptr)->turn_away();
            auto& io = self->inside_.io;
            auto found = work(*self);
            asio::post(io, [self = std::move(self), next, found = std::move(found)]() mutable { (self.get()->*next)(std::move(found)); });
        });
        if (!taken) refuse(503);
    }

    void hand_over() {
        body_.finish();
        ask_a_worker([](Talk& talk) { return talk.inside_.answering.answer(talk.request_); }, &Talk::give);
    }

    void give(Answer answer) {
        forget_body();
        send(std::move(answer));
    }

    // Nobody had time; the connection is as good as before where all that was sent has been read.
    void turn_away() {
        keep_alive_ = keep_alive_ && body_.left() == 0;
        forget_body();
        send(inside_.answering.error(503, request_));
    }

    // After a refusal nothing more is believed that comes on this connection.
    void refuse(int status) {
        forget_body();
        be_busy(true);
        keep_alive_ = false;
        auto answer = inside_.answering.error(status, request_);
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
        lowest().expires_after(request_.cut != 0 ? inside_.options.body_time : farewell_time);
        if constexpr (is_secure) return stream_.async_shutdown([self = this->shared_from_this()](error_code) { self->hang_up(); });
        hang_up();
    }

    // Whoever is still sending would lose our answer if we closed at once.
    void hang_up() {
        error_code ignored;
        lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
        chunk_.resize(piece);
        left_ = request_.cut != 0 ? std::numeric_limits<std::uint64_t>::max() : farewell_max;
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
    std::string sender_ = share_;  // whose the request is: behind the proxy, not the proxy's
    Stream stream_;
    std::string buffer_;  // read and not yet used: the next request may be in it
    std::string chunk_, out_;
    Request request_;
    IncomingBody body_{request_};
    Answer answer_;
    std::uint64_t left_ = 0;  // bytes still to go
    std::uint64_t form_limit_ = 0, come_ = 0, on_disk_ = 0, in_memory_ = 0;
    Lane lane_ = Lane::pages;
    OpenFile file_;
    bool keep_alive_ = false, is_idle_ = false, is_busy_ = false, awaits_continue_ = false;
};

}  // namespace touchstone::web
