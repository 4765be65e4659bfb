// Asks one page more often than a server can answer: bench_overload PORT PATH COOKIE RATE SECONDS CONNECTIONS. With RATE 0 each connection
// asks again as soon as it is answered. Prints one line of JSON; times count from when a request was due.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration;

struct Asker {
    int socket = -1;
    std::string heard;
    Clock::time_point due;
    bool is_asking = false;
};

struct Tally {
    std::vector<double> accepted, refused;  // milliseconds
    long failed = 0, missed = 0;
};

double percentile(std::vector<double>& times, double share) {
    if (times.empty()) return 0;
    std::ranges::sort(times);
    return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
}

class Crowd {
public:
    Crowd(std::uint16_t port, std::string request, std::size_t size) : port_(port), request_(std::move(request)), askers_(size) {
        for (std::size_t i = 0; i < size; ++i) {
            reach(i);
            idle_.push_back(i);
        }
    }
    ~Crowd() {
        for (const auto& asker : askers_) ::close(asker.socket);
        ::close(events_);
    }
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    Tally ask(double rate, double seconds) {
        const auto begin = Clock::now();
        const auto length = std::chrono::duration_cast<Clock::duration>(duration<double>(seconds));
        double issued = 0;
        for (auto now = begin; now < begin + length; now = Clock::now()) {
            const auto due = rate * duration<double>(now - begin).count();
            while (rate == 0 ? !idle_.empty() : issued < due) {
                const auto when = rate == 0 ? now : begin + std::chrono::duration_cast<Clock::duration>(duration<double>(issued / rate));
                ask_once(when);
                ++issued;
            }
            hear(rate == 0 ? 10 : 1);
        }
        return std::move(tally_);
    }

private:
    void reach(std::size_t number) {
        auto& asker = askers_[number];
        asker.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int yes = 1;
        setsockopt(asker.socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (connect(asker.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) std::exit(1);
        epoll_event event{.events = EPOLLIN, .data = {.u64 = number}};
        epoll_ctl(events_, EPOLL_CTL_ADD, asker.socket, &event);
        asker.heard.clear();
    }

    void ask_once(Clock::time_point due) {
        if (idle_.empty()) {
            ++tally_.missed;
            return;
        }
        auto& asker = askers_[idle_.back()];
        idle_.pop_back();
        asker.due = due;
        asker.is_asking = true;
        if (send(asker.socket, request_.data(), request_.size(), MSG_NOSIGNAL) < 0) ++tally_.failed;
    }

    void hear(int milliseconds) {
        epoll_event found[256];
        const int count = epoll_wait(events_, found, 256, milliseconds);
        for (int i = 0; i < count; ++i) hear_one(found[i].data.u64);
    }

    void hear_one(std::size_t number) {
        auto& asker = askers_[number];
        char bytes[64 * 1024];
        const auto count = recv(asker.socket, bytes, sizeof bytes, MSG_DONTWAIT);
        if (count < 0) return;
        if (count > 0) asker.heard.append(bytes, static_cast<std::size_t>(count));
        const auto head = asker.heard.find("\r\n\r\n");
        const bool has_head = head != std::string::npos;
        const auto length_at = asker.heard.find("Content-Length: ");
        const bool is_whole =
            has_head && length_at < head && asker.heard.size() >= head + 4 + std::stoul(asker.heard.substr(length_at + 16, 12));
        if (!is_whole && count > 0) return;
        if (is_whole && asker.is_asking) note(asker);
        if (!is_whole && asker.is_asking) ++tally_.failed;
        const bool ends = count == 0 || asker.heard.find("Connection: close") < head;
        const bool was_asking = std::exchange(asker.is_asking, false);
        asker.heard.clear();
        if (ends) {
            ::close(asker.socket);
            reach(number);
        }
        if (was_asking) idle_.push_back(number);
    }

    void note(const Asker& asker) {
        const auto took = duration<double, std::milli>(Clock::now() - asker.due).count();
        if (asker.heard.starts_with("HTTP/1.1 200 "))
            tally_.accepted.push_back(took);
        else if (asker.heard.starts_with("HTTP/1.1 503 "))
            tally_.refused.push_back(took);
        else
            ++tally_.failed;
    }

    const std::uint16_t port_;
    const std::string request_;
    const int events_ = epoll_create1(EPOLL_CLOEXEC);
    std::vector<Asker> askers_;
    std::vector<std::size_t> idle_;
    Tally tally_;
};

}  // namespace

int main(int count, char** words) {
    if (count != 7) return 2;
    const double rate = std::atof(words[4]), seconds = std::atof(words[5]);
    Crowd crowd(static_cast<std::uint16_t>(std::atoi(words[1])),
                fmt::format("GET {} HTTP/1.1\r\nHost: here\r\nCookie: {}\r\n\r\n", words[2], words[3]),
                static_cast<std::size_t>(std::atoi(words[6])));
    auto tally = crowd.ask(rate, seconds);
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto in_seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    fmt::print(
        R"({{"accepted": {}, "refused": {}, "failed": {}, "missed": {}, "p50": {:.1f}, "p99": {:.1f}, "refused_p99": {:.1f}, "cpu": {:.2f}}})"
        "\n",
        tally.accepted.size(), tally.refused.size(), tally.failed, tally.missed, percentile(tally.accepted, 0.5),
        percentile(tally.accepted, 0.99), percentile(tally.refused, 0.99), in_seconds(used.ru_utime) + in_seconds(used.ru_stime));
    return 0;
}
