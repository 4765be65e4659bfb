// The least that keeps a form: bench_bare_server PORT FILE. Reads a form over HTTP, appends it to a table of SQLite as it came, and answers
// when it is on the disk (write-ahead log, synchronous=FULL); forms that come together are committed together. No page, no check, no key:
// what the product is held against.
#include <condition_variable>
#include <cstdlib>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

struct Waiting {
    std::string form;
    std::promise<void> kept;
};

// One thread writes all that waits in one transaction.
class Keeper {
public:
    explicit Keeper(const char* file) {
        if (sqlite3_open(file, &db_) != SQLITE_OK) std::exit(1);
        run("pragma journal_mode = wal");
        run("pragma synchronous = full");
        run("create table if not exists form (id integer primary key, content text not null)");
        if (sqlite3_prepare_v2(db_, "insert into form (content) values (?)", -1, &insert_, nullptr) != SQLITE_OK) std::exit(1);
        writer_ = std::jthread([this] { write(); });
    }

    void keep(std::string form) {
        std::promise<void> kept;
        auto done = kept.get_future();
        {
            const std::scoped_lock lock(mutex_);
            waiting_.push_back({std::move(form), std::move(kept)});
        }
        woken_.notify_one();
        done.get();
    }

private:
    void run(const char* sql) {
        if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::exit(1);
    }

    void write() {
        while (true) {
            std::vector<Waiting> batch;
            {
                std::unique_lock lock(mutex_);
                woken_.wait(lock, [this] { return !waiting_.empty(); });
                batch.swap(waiting_);
            }
            run("begin immediate");
            for (const auto& each : batch) {
                sqlite3_bind_text(insert_, 1, each.form.data(), static_cast<int>(each.form.size()), SQLITE_STATIC);
                if (sqlite3_step(insert_) != SQLITE_DONE) std::exit(1);
                sqlite3_reset(insert_);
            }
            run("commit");
            for (auto& each : batch) each.kept.set_value();
        }
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::vector<Waiting> waiting_;
    std::jthread writer_;
};

void serve(int socket, Keeper& keeper) {
    std::string heard;
    char bytes[16 * 1024];
    while (true) {
        const auto count = recv(socket, bytes, sizeof bytes, 0);
        if (count <= 0) break;
        heard.append(bytes, static_cast<std::size_t>(count));
        const auto head = heard.find("\r\n\r\n");
        const auto length = heard.find("Content-Length: ");
        if (head == std::string::npos || length > head || heard.size() < head + 4 + std::stoul(heard.substr(length + 16, 12))) continue;
        keeper.keep(heard.substr(head + 4));
        heard.clear();
        const std::string answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nSent";
        if (send(socket, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) break;
    }
    ::close(socket);
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    Keeper keeper(words[2]);
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(words[1])));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(listener, 128) != 0) return 1;
    while (true) {
        const int socket = accept(listener, nullptr, nullptr);
        if (socket < 0) return 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        std::thread(serve, socket, std::ref(keeper)).detach();
    }
}
