#include "web/server.h"

#include "web/talk.h"

namespace touchstone::web {
namespace {

constexpr std::chrono::milliseconds breath{100};  // before accepting again when no more files can be opened
constexpr std::chrono::milliseconds glance{25};   // between looks at who waits too long
constexpr std::chrono::seconds finish_time{10};

}  // namespace

void Server::Inside::prepare_tls() {
    if (options.tls_cert.empty()) return;
    tls.emplace(asio::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(tls->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(tls->native_handle(), SSL_MODE_RELEASE_BUFFERS);
    error_code error;
    (void)tls->use_certificate_chain_file(options.tls_cert, error);
    if (error) throw std::runtime_error("the certificate " + options.tls_cert + " cannot be read");
    (void)tls->use_private_key_file(options.tls_key, asio::ssl::context::pem, error);
    if (error) throw std::runtime_error("the key " + options.tls_key + " cannot be read, or is not the certificate's");
}

void Server::Inside::listen() {
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) throw std::runtime_error(options.address + " is not an address");
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    (void)acceptor.bind(endpoint, error);
    if (!error) (void)acceptor.listen(1'024, error);
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
    (void)socket.set_option(tcp::no_delay(true), error);
    if (tls)
        std::make_shared<Talk<Secure>>(*this, peer, std::move(socket), *tls)->start();
    else
        std::make_shared<Talk<Plain>>(*this, peer, std::move(socket))->start();
}

bool Server::Inside::hand_over(Lane lane, Waiting::Work work) {
    const bool taken = workers.take(lane, std::move(work));
    if (!std::exchange(looks, true)) look_at_who_waits();
    return taken;
}

void Server::Inside::look_at_who_waits() {
    looks = workers.refuse_late();
    if (!looks) return;
    next_look.expires_after(glance);
    next_look.async_wait([this](error_code error) {
        if (!error) look_at_who_waits();
    });
}

// What has begun is finished, for as long as patience lasts.
void Server::Inside::wind_down(steady_clock::time_point deadline) {
    if (busy == 0 || steady_clock::now() > deadline) return io.stop();
    pause.expires_after(breath);
    pause.async_wait([this, deadline](error_code) { wind_down(deadline); });
}

Server::Server(ServerOptions options, GateKeeper gate, Admission admission, Handler handler, ErrorPage error_page)
    : inside_(std::make_unique<Inside>(std::move(options),
                                       Answering(std::move(gate), std::move(admission), std::move(handler), std::move(error_page)))) {
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
        (void)inside->acceptor.close(ignored);
        inside->wind_down(steady_clock::now() + finish_time);
    });
}

std::uint16_t Server::port() const { return inside_->port; }

}  // namespace touchstone::web
