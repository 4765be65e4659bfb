// A virus scanner that speaks clamd's protocol.
#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace touchstone::testing {

// The harmless string that every scanner takes for a virus, in two halves so that none takes this file for one.
inline const std::string planted = std::string(R"(X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-)") + "ANTIVIRUS-TEST-FILE!$H+H*";

// Takes one stream after another: finds the planted string, refuses more than a million bytes.
class FakeClamd {
public:
    explicit FakeClamd(std::filesystem::path path) : path_(std::move(path)), listener_(socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path_.string().copy(address.sun_path, sizeof address.sun_path - 1);
        if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(listener_, 4) != 0)
            throw std::runtime_error("the fake scanner cannot listen");
        thread_ = std::thread([this] {
            for (int client = accept(listener_, nullptr, nullptr); client >= 0; client = accept(listener_, nullptr, nullptr)) {
                const auto answer = answer_to(client);
                send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
                close(client);
            }
        });
    }
    ~FakeClamd() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        close(listener_);
    }
    FakeClamd(const FakeClamd&) = delete;
    FakeClamd& operator=(const FakeClamd&) = delete;

private:
    static std::string take(int client, std::size_t size) {
        std::string bytes(size, '\0');
        return recv(client, bytes.data(), size, MSG_WAITALL) == static_cast<ssize_t>(size) ? bytes : std::string();
    }
    static std::string answer_to(int client) {
        if (take(client, 10) != std::string("zINSTREAM\0", 10)) return std::string("UNKNOWN COMMAND\0", 16);
        std::string stream;
        for (;;) {
            std::uint32_t length = 0;
            if (recv(client, &length, sizeof length, MSG_WAITALL) != sizeof length) return {};
            if (length == 0) break;
            stream += take(client, ntohl(length));
            if (stream.size() > 1'000'000) return std::string("INSTREAM size limit exceeded. ERROR\0", 36);
        }
        const bool found = stream.find(planted) != std::string::npos;
        return (found ? "stream: Eicar-Signature FOUND" : "stream: OK") + std::string(1, '\0');
    }

    std::filesystem::path path_;
    int listener_;
    std::thread thread_;
};

}  // namespace touchstone::testing
