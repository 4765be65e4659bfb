#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include "tests/running_server.h"

namespace touchstone::web {
namespace {

using std::chrono::steady_clock;

class Tls : public testing::Test {
protected:
    void SetUp() override {
        const auto command =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -keyout " + key() +
            " -out " + certificate() + " 2>/dev/null";
        ASSERT_EQ(std::system(command.c_str()), 0);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string key() const { return folder_ / "key.pem"; }
    std::string certificate() const { return folder_ / "certificate.pem"; }

    // What a client that speaks no newer version than `newest` hears, and whether the server said goodbye.
    std::pair<std::string, bool> ask(std::uint16_t port, int newest) const {
        Client client(port);
        auto* context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_max_proto_version(context, newest);
        SSL_CTX_load_verify_locations(context, certificate().c_str(), nullptr);
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
        auto* tls = SSL_new(context);
        SSL_set_fd(tls, client.number());
        std::string heard;
        bool farewell = false;
        if (SSL_connect(tls) == 1) {
            const std::string request = "GET /peer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            SSL_write(tls, request.data(), static_cast<int>(request.size()));
            char bytes[4096];
            int count = 0;
            while ((count = SSL_read(tls, bytes, sizeof bytes)) > 0) heard.append(bytes, static_cast<std::size_t>(count));
            farewell = SSL_get_error(tls, count) == SSL_ERROR_ZERO_RETURN;
            SSL_shutdown(tls);
        }
        SSL_free(tls);
        SSL_CTX_free(context);
        return {heard, farewell};
    }

    const std::filesystem::path folder_ = own_folder();
};

TEST_F(Tls, is_spoken_in_its_newer_versions_only) {
    Running server({.tls_cert = certificate(), .tls_key = key()});
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const auto [heard, farewell] = ask(server.port(), version);
        EXPECT_TRUE(heard.ends_with("127.0.0.1 secure")) << heard;
        EXPECT_TRUE(farewell);
    }
    EXPECT_EQ(ask(server.port(), TLS1_1_VERSION).first, "");
    EXPECT_EQ(Client(server.port()).say(get("/a")).hear_all().find("HTTP/1.1 200"), std::string::npos);
}

TEST_F(Tls, has_a_deadline_for_its_beginning) {
    Running server({.tls_cert = certificate(), .tls_key = key(), .head_time = 300ms});
    const auto begin = steady_clock::now();
    Client(server.port()).hear_all();
    EXPECT_LT(steady_clock::now() - begin, 1s);
}

}  // namespace
}  // namespace touchstone::web
