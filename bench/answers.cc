// Sends forms, so many at once, each as soon as the one before is answered: bench_answers PORT PATH COOKIE CONNECTIONS [AFTER] < BODIES,
// with one body on each line. Prints one line of JSON; then, where AFTER is given, what stands behind these words up to the next quotation
// mark in each answer.
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int sent_from_one = 100;  // forms from one address of the loopback: a server may bound what one address sends

struct Forms {
    std::uint16_t port = 0;
    std::string head, after;
    std::vector<std::string> bodies;
    std::atomic<std::size_t> next = 0;
    std::atomic<long> accepted = 0, failed = 0;
    std::atomic<std::uint32_t> addresses = std::random_device()() % 4'000'000;  // others than in the run before
    std::mutex mutex;
    std::vector<std::string> found;
};

int reach(Forms& forms) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 0x10000U + ++forms.addresses);
    if (bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) std::exit(1);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(forms.port);
    if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) std::exit(1);
    return socket;
}

// The whole answer; empty when the connection ended before it.
std::string hear(int socket) {
    std::string heard;
    char bytes[64 * 1024];
    while (true) {
        const auto count = recv(socket, bytes, sizeof bytes, 0);
        if (count <= 0) return {};
        heard.append(bytes, static_cast<std::size_t>(count));
        const auto head = heard.find("\r\n\r\n");
        const auto length = heard.find("Content-Length: ");
        if (head != std::string::npos && length < head && heard.size() >= head + 4 + std::stoul(heard.substr(length + 16, 12)))
            return heard;
    }
}

void note(Forms& forms, const std::string& heard) {
    if (!heard.starts_with("HTTP/1.1 200 ")) {
        ++forms.failed;
        return;
    }
    ++forms.accepted;
    if (forms.after.empty()) return;
    const auto at = heard.find(forms.after);
    if (at == std::string::npos) return;
    const auto begin = at + forms.after.size();
    const std::scoped_lock lock(forms.mutex);
    forms.found.push_back(heard.substr(begin, heard.find('"', begin) - begin));
}

void send_all(Forms& forms) {
    int socket = reach(forms);
    for (int sent = 1;; ++sent) {
        const auto number = forms.next++;
        if (number >= forms.bodies.size()) break;
        const auto& body = forms.bodies[number];
        const auto request = fmt::format("{}Content-Length: {}\r\n\r\n{}", forms.head, body.size(), body);
        const auto heard = send(socket, request.data(), request.size(), MSG_NOSIGNAL) < 0 ? std::string() : hear(socket);
        note(forms, heard);
        if (!heard.empty() && sent % sent_from_one != 0) continue;
        ::close(socket);
        socket = reach(forms);
    }
    ::close(socket);
}

}  // namespace

int main(int count, char** words) {
    if (count != 5 && count != 6) return 2;
    Forms forms;
    forms.port = static_cast<std::uint16_t>(std::atoi(words[1]));
    forms.head = fmt::format("POST {} HTTP/1.1\r\nHost: here\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                             words[2], words[3]);
    if (count == 6) forms.after = words[5];
    for (std::string line; std::getline(std::cin, line);) forms.bodies.push_back(line);
    const auto began = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> askers;
        for (int i = std::atoi(words[4]); i > 0; --i) askers.emplace_back([&] { send_all(forms); });
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto in_seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    fmt::print(R"({{"accepted": {}, "failed": {}, "seconds": {:.4f}, "cpu": {:.3f}}})"
               "\n",
               forms.accepted.load(), forms.failed.load(), took.count(), in_seconds(used.ru_utime) + in_seconds(used.ru_stime));
    for (const auto& each : forms.found) fmt::print("{}\n", each);
    return 0;
}
