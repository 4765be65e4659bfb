#include "web/server.h"

#include <memory>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/running_server.h"

namespace touchstone::web {
namespace {

using std::chrono::steady_clock;

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

TEST(Server, answers_several_requests_on_one_connection) {
    Running server;
    Client client(server.port());
    for (const auto* path : {"/a", "/b", "/c"}) {
        const auto answer = client.say(get(path)).hear();
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\nDate: ")) << answer;
        EXPECT_NE(answer.find("\r\nConnection: keep-alive\r\n"), std::string::npos);
        EXPECT_TRUE(answer.ends_with(std::string("GET ") + path + " ")) << answer;
    }
}

TEST(Server, answers_pipelined_requests_in_their_order) {
    Running server;
    Client client(server.port());
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += i % 2 == 0 ? get("/" + std::to_string(i)) : post("/" + std::to_string(i), "body" + std::to_string(i));
    client.say(all);
    for (int i = 0; i < 50; ++i) {
        const auto n = std::to_string(i);
        EXPECT_TRUE(client.hear().ends_with(i % 2 == 0 ? "\r\n\r\nGET /" + n + " " : "\r\n\r\nPOST /" + n + " body" + n));
    }
}

TEST(Server, says_nothing_more_after_a_refusal) {
    Running server;
    for (const auto& [first, status] : std::vector<std::pair<std::string, std::string>>{
             {"GET /a HTTP/1.1\r\n\r\n", "400"},
             {get("/unknown"), "404"},
             {"TRACE /a HTTP/1.1\r\nHost: here\r\n\r\n", "405"},
             {"POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "411"},
             {"POST /unknown HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "404"},
             {"GET /a HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhello", "400"},
             {"POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 1000001\r\n\r\n", "413"},
             {"GET /a HTTP/1.1\r\nHost: here\r\nX: " + std::string(17'000, 'x') + "\r\n\r\n", "431"},
             {get("/broken-gate"), "500"},
         }) {
        const auto heard = Client(server.port()).say(first + get("/second")).hear_all();
        EXPECT_TRUE(heard.starts_with("HTTP/1.1 " + status + " ")) << heard;
        EXPECT_EQ(count_of(heard, "HTTP/1.1 "), 1U) << heard;
        EXPECT_NE(heard.find("Connection: close"), std::string::npos) << heard;
        EXPECT_NE(heard.find("X-Kind: error page"), std::string::npos) << heard;
        EXPECT_EQ(heard.find("Allow: GET, HEAD, POST") != std::string::npos, status == "405");
    }
}

TEST(Server, refuses_a_long_body_before_it_is_sent) {
    Running server;
    const auto heard = Client(server.port())
                           .say("POST /a HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 999999999999\r\n\r\n")
                           .hear_all();
    EXPECT_TRUE(heard.starts_with("HTTP/1.1 413 ")) << heard;
}

TEST(Server, delivers_its_refusal_to_someone_who_is_still_sending) {
    Running server;
    const auto heard = Client(server.port())
                           .say("POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 4000000\r\n\r\n" + std::string(4'000'000, 'x'))
                           .hear_all();
    EXPECT_TRUE(heard.ends_with("error 413")) << heard;
}

TEST(Server, asks_for_a_body_that_waits_to_be_asked) {
    Running server;
    Client client(server.port());
    client.say("POST /a HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    EXPECT_EQ(client.hear(), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_TRUE(client.say("hello").hear().ends_with("POST /a hello"));
}

TEST(Server, keeps_an_upload_in_a_file_until_it_is_answered) {
    Running server;
    Client client(server.port());
    EXPECT_TRUE(client.say(post("/upload", std::string(900'000, 'u'))).hear().ends_with("kept 900000"));
    EXPECT_TRUE(holds_nothing(server.folder()));
}

TEST(Server, keeps_a_short_form_with_a_file_in_memory) {
    Running server;
    Client client(server.port());
    client.say("POST /upload HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\nhalf");
    std::this_thread::sleep_for(100ms);
    EXPECT_TRUE(holds_nothing(server.folder())) << "it arrives even where the disk is full";
}

TEST(Server, forgets_an_upload_that_breaks_off) {
    Running server;
    {
        Client client(server.port());
        client.say("POST /upload HTTP/1.1\r\nHost: here\r\nContent-Length: 900000\r\n\r\nhalf");
        for (int i = 0; i < 1'000 && holds_nothing(server.folder()); ++i) std::this_thread::sleep_for(5ms);
        EXPECT_FALSE(holds_nothing(server.folder())) << "what is long goes into a file";
    }
    for (int i = 0; i < 200 && !holds_nothing(server.folder()); ++i) std::this_thread::sleep_for(10ms);
    EXPECT_TRUE(holds_nothing(server.folder()));
}

// Half of an upload that may be as long as this.
std::string begun_upload(const std::string& path = "/upload") {
    return "POST " + path + " HTTP/1.1\r\nHost: here\r\nContent-Length: 900000\r\n\r\n" + std::string(450'000, 'u');
}

TEST(Server, keeps_no_more_than_a_form_of_somebody_who_may_not_send_more) {
    Running server;
    Client client(server.port());
    EXPECT_TRUE(client.say(begun_upload("/upload/stranger")).hear().ends_with("cut to 300000"));
    EXPECT_TRUE(holds_nothing(server.folder()));
    client.say(std::string(450'000, 'u') + get("/second"));
    EXPECT_EQ(client.hear_all(), "") << "nothing more is believed";
}

TEST(Server, keeps_room_on_disk_for_other_people) {
    Running server({.spool_bytes = 4'000'000});
    Client first(server.port()), second(server.port());
    first.say(begun_upload());
    while (holds_nothing(server.folder())) std::this_thread::sleep_for(5ms);
    const auto heard = second.say(begun_upload()).hear();
    EXPECT_TRUE(heard.starts_with("HTTP/1.1 503 ")) << heard;
    EXPECT_TRUE(heard.ends_with("cut to 300000")) << heard;
    EXPECT_TRUE(first.say(std::string(450'000, 'u')).hear().ends_with("kept 900000"));
    EXPECT_TRUE(Client(server.port()).say(post("/upload", std::string(900'000, 'u'))).hear().ends_with("kept 900000"));
}

TEST(Server, keeps_room_in_memory_for_other_people) {
    Running server({.memory_bytes = 1'000'000});
    Client first(server.port());
    first.say("POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 600000\r\n\r\n" + std::string(450'000, 'u'));
    std::this_thread::sleep_for(100ms);
    EXPECT_TRUE(Client(server.port()).say(post("/a", std::string(100'000, 'u'))).hear().starts_with("HTTP/1.1 503 "));
    EXPECT_TRUE(first.say(std::string(100'000, 'u')).hear_all().starts_with("HTTP/1.1 503 ")) << "more than half of it";
    EXPECT_TRUE(Client(server.port()).say(post("/a", std::string(100'000, 'u'))).hear().starts_with("HTTP/1.1 200 "));
}

TEST(Server, takes_the_time_that_a_steady_upload_needs_and_no_more) {
    Running server({.body_time = 300ms, .slowest_bytes_per_second = 200'000});
    Client steady(server.port());
    steady.say("POST /upload HTTP/1.1\r\nHost: here\r\nContent-Length: 900000\r\n\r\n");
    for (int i = 0; i < 9; ++i) {
        std::this_thread::sleep_for(60ms);
        steady.say(std::string(100'000, 'u'));
    }
    EXPECT_TRUE(steady.hear().ends_with("kept 900000"));
    Client slow(server.port());
    slow.say(begun_upload());
    const auto begin = steady_clock::now();
    char byte = 0;
    while (steady_clock::now() - begin < 3s && recv(slow.number(), &byte, 1, MSG_DONTWAIT) != 0 && errno != ECONNRESET) {
        slow.say(std::string(1'000, 'u'));
        std::this_thread::sleep_for(20ms);
    }
    EXPECT_LT(steady_clock::now() - begin, 1s);
    for (int i = 0; i < 200 && !holds_nothing(server.folder()); ++i) std::this_thread::sleep_for(10ms);
    EXPECT_TRUE(holds_nothing(server.folder()));
}

TEST(Server, refuses_soon_whom_nobody_has_time_for) {
    Running server({.workers = 1, .patience = 100ms});
    Client first(server.port()), second(server.port());
    first.say(get("/wait"));
    server.wait_until_waiting(1);
    const auto begin = steady_clock::now();
    const auto heard = second.say(get("/second")).hear();
    EXPECT_GT(steady_clock::now() - begin, 90ms);
    EXPECT_LT(steady_clock::now() - begin, 1s);
    EXPECT_TRUE(heard.starts_with("HTTP/1.1 503 ")) << heard;
    EXPECT_NE(heard.find("Retry-After: 1\r\n"), std::string::npos);
    EXPECT_TRUE(second.say(get("/alive")).hear().ends_with("alive")) << "it needs no worker, and the connection is still good";
    server.let_go();
    EXPECT_TRUE(first.hear().ends_with("GET /wait "));
    EXPECT_TRUE(second.say(get("/second")).hear().ends_with("GET /second "));
}

struct Slow {
    std::string first, drop;  // sent at once; sent again and again
};

class Deadlines : public testing::TestWithParam<Slow> {};

TEST_P(Deadlines, cut_off_whoever_is_slow_however_often_a_byte_comes) {
    Running server({.head_time = 300ms, .idle_time = 300ms, .body_time = 300ms});
    Client client(server.port());
    client.say(GetParam().first);
    const auto begin = steady_clock::now();
    char byte = 0;
    while (steady_clock::now() - begin < 3s && recv(client.number(), &byte, 1, MSG_DONTWAIT) != 0 && errno != ECONNRESET) {
        client.say(GetParam().drop);
        std::this_thread::sleep_for(20ms);
    }
    EXPECT_GT(steady_clock::now() - begin, 200ms);
    EXPECT_LT(steady_clock::now() - begin, 1s);
}

INSTANTIATE_TEST_SUITE_P(Server, Deadlines,
                         testing::Values(Slow{"", ""}, Slow{"GET /a HTTP/1.1\r\nHost: here\r\nX: ", "x"},
                                         Slow{"POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n", "x"}));

TEST(Server, cuts_off_whoever_does_not_read) {
    Running server({.write_time = 300ms, .slowest_bytes_per_second = 1'000'000'000});
    std::ofstream(server.folder() / "kept") << std::string(30'000'000, 'f');
    Client client(server.port());
    client.say(get("/file"));
    std::this_thread::sleep_for(800ms);
    EXPECT_LT(client.hear_all().size(), 30'000'000U);
}

TEST(Server, sends_a_file_whole_and_leaves_it_out_for_head) {
    Running server;
    std::ofstream(server.folder() / "kept") << std::string(300'000, 'f');
    Client client(server.port());
    const auto whole = client.say(get("/file")).hear();
    EXPECT_TRUE(whole.ends_with("\r\n\r\n" + std::string(300'000, 'f')));
    client.say("HEAD /file HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    const auto head = client.hear_all();
    EXPECT_NE(head.find("Content-Length: 300000\r\n"), std::string::npos);
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    std::filesystem::remove(server.folder() / "kept");
    EXPECT_TRUE(server.ask("/file").starts_with("HTTP/1.1 500 "));
}

TEST(Server, gives_no_body_where_there_must_be_none) {
    Running server;
    const auto nothing = server.ask("/nothing");
    EXPECT_TRUE(nothing.starts_with("HTTP/1.1 204 "));
    EXPECT_EQ(nothing.find("Content-Length"), std::string::npos);
}

TEST(Server, survives_whatever_the_handler_throws) {
    Running server;
    for (const auto* path : {"/throw", "/throw-number", "/split"}) EXPECT_TRUE(server.ask(path).ends_with("error 500")) << path;
    const auto heard = server.ask("/broken-page");
    EXPECT_TRUE(heard.starts_with("HTTP/1.1 500 ")) << heard;
    EXPECT_EQ(server.ask("/split").find("planted"), std::string::npos);
    EXPECT_TRUE(server.ask("/a").starts_with("HTTP/1.1 200 "));
}

TEST(Server, believes_only_the_named_proxy_and_only_its_own_word) {
    Running alone, behind({.proxy = "127.0.0.1"});
    const std::string forged = "X-Forwarded-For: 10.9.9.9\r\nX-Forwarded-Proto: https\r\n";
    EXPECT_TRUE(alone.ask("/peer", forged).ends_with("127.0.0.1 plain"));
    EXPECT_TRUE(behind.ask("/peer", "X-Forwarded-For: 10.9.9.9, 192.0.2.7\r\n").ends_with("192.0.2.7 plain"));
    EXPECT_TRUE(
        behind
            .ask("/peer",
                 "X-Forwarded-Proto: https\r\nX-Forwarded-For: 10.9.9.9\r\nx-forwarded-for: 2001:db8::1\r\nX-Forwarded-Proto: http\r\n")
            .ends_with("2001:db8::1 plain"));
    EXPECT_TRUE(behind.ask("/peer", "X-Forwarded-For: nobody\r\nX-Forwarded-Proto: https\r\n").ends_with("127.0.0.1 secure"));
}

TEST(Server, leaves_half_of_the_connections_to_others) {
    Running server({.max_connections = 8}), behind({.proxy = "127.0.0.1", .max_connections = 8});
    const auto served = [](const Running& running) {
        std::vector<std::unique_ptr<Client>> clients;
        int count = 0;
        for (int i = 0; i < 12; ++i) {
            clients.push_back(std::make_unique<Client>(running.port()));
            if (clients.back()->say(get("/a")).hear().starts_with("HTTP/1.1 200 ")) ++count;
        }
        return count;
    };
    EXPECT_EQ(served(server), 4);
    EXPECT_EQ(served(behind), 8);
}

TEST(Server, finishes_what_it_has_begun_before_it_stops) {
    Running server;
    Client client(server.port());
    client.say(get("/wait"));
    server.wait_until_waiting(1);
    const auto port = server.port();
    server.begin_to_stop();
    std::this_thread::sleep_for(250ms);
    EXPECT_THROW(Client{port}, std::runtime_error);
    server.let_go();
    EXPECT_TRUE(client.hear_all().ends_with("GET /wait "));
    server.stop();
}

TEST(Server, goes_on_when_no_more_files_could_be_opened) {
    Running server;
    Client client(server.port(), false);
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);
    const rlimit few{256, before.rlim_max};
    setrlimit(RLIMIT_NOFILE, &few);
    std::vector<int> taken;
    for (int number = dup(0); number >= 0; number = dup(0)) taken.push_back(number);
    client.reach();
    client.say(get("/a"));
    std::this_thread::sleep_for(300ms);
    for (const int number : taken) ::close(number);
    const auto begin = steady_clock::now();
    const auto heard = client.hear();
    setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_TRUE(heard.starts_with("HTTP/1.1 200 ")) << heard;
    EXPECT_LT(steady_clock::now() - begin, 2s);
    EXPECT_FALSE(taken.empty());
}

TEST(Server, will_not_start_where_it_cannot_listen) {
    Running server;
    const auto start = [&](ServerOptions options) { return Server(std::move(options), {}, {}, {}, {}); };
    EXPECT_THROW(start({.address = "127.0.0.1", .port = server.port()}), std::runtime_error);
    EXPECT_THROW(start({.address = "nowhere"}), std::runtime_error);
    EXPECT_THROW(start({.address = "127.0.0.1", .tls_cert = "/nowhere", .tls_key = "/nowhere"}), std::runtime_error);
}

}  // namespace
}  // namespace touchstone::web
