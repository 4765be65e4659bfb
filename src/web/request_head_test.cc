#include "web/request_head.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace touchstone::web {
namespace {

std::string with(const std::string& headers, const std::string& line = "GET / HTTP/1.1") {
    return line + "\r\nHost: here\r\n" + headers + "\r\n";
}
std::string line(const std::string& text) { return with("", text); }
std::string host(const std::string& value) { return "GET / HTTP/1.1\r\nHost: " + value + "\r\n\r\n"; }

TEST(RequestHead, takes_what_browsers_send) {
    for (const auto& head : std::vector<std::string>{
             line("GET / HTTP/1.1"),
             line("GET /a/b%20c?q=%C3%A9&r=a\\b|{} HTTP/1.1"),
             line("HEAD /...a/.b/c.. HTTP/1.1"),
             line("POST /?next=/../a HTTP/1.1"),
             "GET / HTTP/1.0\r\n\r\n",
             host("here:8080"),
             host("a-b_c.example:65535"),
             host("[::1]"),
             host("[2001:db8::7]:443"),
             with("Content-Length: 0\r\n"),
             with("Content-Length:999999999999999999\t\r\n"),
             with("Expect: 100-Continue\r\n"),
             with("Content-Encoding: Identity\r\n"),
             with("X: \t caf\xC3\xA9 \r\nEmpty:\r\n"),
             with("Cookie: " + std::string(cookie_max_bytes, 'c') + "\r\n"),
         }) {
        const auto verdict = examine_head(head + "what follows is no part of it");
        EXPECT_EQ(verdict.status, 0) << head;
        EXPECT_EQ(verdict.length, head.size()) << head;
    }
}

struct Refused {
    int status;
    std::string head;
};

class Refusals : public testing::TestWithParam<Refused> {};

TEST_P(Refusals, have_the_status_that_says_why) { EXPECT_EQ(examine_head(GetParam().head).status, GetParam().status) << GetParam().head; }

INSTANTIATE_TEST_SUITE_P(OfTheRequestLine, Refusals,
                         testing::Values(Refused{400, "\r\n" + line("GET / HTTP/1.1")}, Refused{400, "\x16\x03\x01"},
                                         Refused{400, line("get / HTTP/1.1")}, Refused{400, line("GE\tT / HTTP/1.1")},
                                         Refused{400, "GET /\r\n"}, Refused{400, line("GET  HTTP/1.1")},
                                         Refused{400, line("GET / http/1.1")}, Refused{400, line("GET / ICY/1.1")},
                                         Refused{405, line("TRACE / HTTP/1.1")}, Refused{405, line("PUT / HTTP/1.1")},
                                         Refused{505, line("GET / HTTP/2.0")}, Refused{505, line("GET / HTTP/1.10")},
                                         Refused{400, "GET / HTTP/1.1\nHost: here\n\n"}));

INSTANTIATE_TEST_SUITE_P(OfTheTarget, Refusals,
                         testing::Values(Refused{400, line("GET a HTTP/1.1")}, Refused{400, line("GET * HTTP/1.1")},
                                         Refused{400, line("GET http://here/ HTTP/1.1")}, Refused{400, line("GET //elsewhere/ HTTP/1.1")},
                                         Refused{400, line("GET /a b HTTP/1.1")}, Refused{400, line("GET /a#b HTTP/1.1")},
                                         Refused{400, line("GET /a\\b HTTP/1.1")}, Refused{400, line("GET /\xC3\xA9 HTTP/1.1")},
                                         Refused{400, line("GET /<a> HTTP/1.1")}, Refused{400, line("GET /%4 HTTP/1.1")},
                                         Refused{400, line("GET /%zz HTTP/1.1")}, Refused{400, line("GET /%00 HTTP/1.1")},
                                         Refused{400, line("GET /a?b=%00 HTTP/1.1")}, Refused{400, line("GET /a/../b HTTP/1.1")},
                                         Refused{400, line("GET /a/. HTTP/1.1")}, Refused{400, line("GET /%2e%2E/b HTTP/1.1")},
                                         Refused{400, line("GET /.%2e?c HTTP/1.1")},
                                         Refused{414, line("GET /" + std::string(target_max_bytes, 'a') + " HTTP/1.1")},
                                         Refused{414, "GET /" + std::string(5'000, 'a')}));

INSTANTIATE_TEST_SUITE_P(OfTheHost, Refusals,
                         testing::Values(Refused{400, "GET / HTTP/1.1\r\n\r\n"}, Refused{400, host("a\r\nHost: b")},
                                         Refused{400, host("a\r\nhOST: a")}, Refused{400, host("")}, Refused{400, host("a,b")},
                                         Refused{400, host("a@b")}, Refused{400, host("a/b")}, Refused{400, host("a b")},
                                         Refused{400, host("a:")}, Refused{400, host("a:b")}, Refused{400, host("a:65536")},
                                         Refused{400, host("a:000080")}, Refused{400, host("[]")}, Refused{400, host("[::1")},
                                         Refused{400, host("[::1]a")}, Refused{400, host("[::g]")}, Refused{400, host(":80")},
                                         Refused{400, host(std::string(254, 'a'))}));

INSTANTIATE_TEST_SUITE_P(OfTheHeaders, Refusals,
                         testing::Values(Refused{400, with("X: a\r\n b\r\n")}, Refused{400, with(" X: a\r\n")},
                                         Refused{400, with("X : a\r\n")}, Refused{400, with("X\r\n")}, Refused{400, with(": a\r\n")},
                                         Refused{400, with("X\xC3\xA9: a\r\n")}, Refused{400, with("X: a\rb\r\n")},
                                         Refused{400, with("X: a\nb\r\n")}, Refused{400, with("X: a\r\r\n")},
                                         Refused{400, with(std::string("X: a\0b\r\n", 8))}, Refused{400, with("X: a\x7F\r\n")},
                                         Refused{415, with("Content-Encoding: gzip\r\n")}, Refused{417, with("Expect: banana\r\n")},
                                         Refused{431, with("Cookie: " + std::string(cookie_max_bytes + 1, 'c') + "\r\n")}));

INSTANTIATE_TEST_SUITE_P(OfTheFraming, Refusals,
                         testing::Values(Refused{400, with("Content-Length: 4\r\nContent-Length: 4\r\n")},
                                         Refused{400, with("Content-Length: 4, 4\r\n")}, Refused{400, with("Content-Length: +4\r\n")},
                                         Refused{400, with("Content-Length: -4\r\n")}, Refused{400, with("Content-Length: 0x4\r\n")},
                                         Refused{400, with("Content-Length: \r\n")},
                                         Refused{400, with("Content-Length: 1000000000000000000\r\n")},
                                         Refused{411, with("Transfer-Encoding: chunked\r\n")},
                                         Refused{411, with("Transfer-Encoding: xchunked\r\n")},
                                         Refused{400, with("Transfer-Encoding: a\r\nTransfer-Encoding: b\r\n")},
                                         Refused{400, with("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n")},
                                         Refused{400, with("Transfer-Encoding: chunked\r\n", "POST / HTTP/1.0")}));

TEST(RequestHead, takes_a_hundred_headers_and_sixteen_kilobytes_and_no_more) {
    std::string headers;
    for (std::size_t i = 1; i < headers_max; ++i) headers += "A: b\r\n";
    EXPECT_EQ(examine_head(with(headers)).status, 0);
    EXPECT_EQ(examine_head(with(headers + "A: b\r\n")).status, 431);
    const auto padded = [](std::size_t size) { return with("X: " + std::string(size - with("X: \r\n").size(), 'x') + "\r\n"); };
    EXPECT_EQ(examine_head(padded(head_max_bytes)).status, 0);
    EXPECT_EQ(examine_head(padded(head_max_bytes + 1)).status, 431);
}

TEST(RequestHead, asks_for_more_until_it_is_whole_and_says_the_same_then) {
    const auto head = with("Content-Length: 12\r\nX: y\r\n", "POST /a HTTP/1.1");
    for (std::size_t size = 0; size < head.size(); ++size) {
        const auto verdict = examine_head(std::string_view(head).substr(0, size));
        EXPECT_EQ(verdict.status, 0) << size;
        EXPECT_EQ(verdict.length, 0U) << size;
    }
    EXPECT_EQ(examine_head(head).length, head.size());
}

TEST(RequestHead, lets_an_unknown_path_be_refused_before_a_plain_transfer_encoding) {
    EXPECT_TRUE(examine_head(with("Transfer-Encoding: chunked\r\n")).is_framing);
    EXPECT_FALSE(examine_head(with("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n")).is_framing);
}

TEST(RequestHead, is_read_without_the_white_space_around_values) {
    const auto head = read_head(with("X-One:\t a b \r\nContent-Length: 12\r\nexpect: 100-continue\r\nEmpty:\r\n", "POST /a?b=c HTTP/1.1"));
    EXPECT_EQ(head.request.method, "POST");
    EXPECT_EQ(head.request.target, "/a?b=c");
    ASSERT_NE(head.request.header("x-ONE"), nullptr);
    EXPECT_EQ(*head.request.header("x-ONE"), "a b");
    EXPECT_EQ(*head.request.header("empty"), "");
    EXPECT_EQ(head.request.header("absent"), nullptr);
    EXPECT_EQ(head.body_length, 12U);
    EXPECT_TRUE(head.awaits_continue);
    EXPECT_TRUE(read_head("GET / HTTP/1.0\r\n\r\n").request.headers.empty());
}

TEST(RequestHead, says_whether_the_connection_stays_open) {
    const std::string old = "GET / HTTP/1.0";
    EXPECT_TRUE(read_head(with("")).stays_open);
    EXPECT_TRUE(read_head(with("Connection: Upgrade, closed\r\n")).stays_open);
    EXPECT_FALSE(read_head(with("Connection: keep-alive\r\nConnection: upgrade, Close\r\n")).stays_open);
    EXPECT_FALSE(read_head(with("", old)).stays_open);
    EXPECT_TRUE(read_head(with("Connection: Keep-Alive\r\n", old)).stays_open);
    EXPECT_FALSE(read_head(with("Expect: 100-continue\r\n", old)).awaits_continue);
}

TEST(RequestHead, ends_with_the_proxys_own_word) {
    const auto request = read_head(with("X-Forwarded-For: a, b\r\nx-forwarded-for: c,d\r\nOne: e\r\nNone:\r\n")).request;
    EXPECT_EQ(last_word(request, "x-forwarded-for"), "d");
    EXPECT_EQ(last_word(request, "one"), "e");
    EXPECT_EQ(last_word(request, "none"), "");
    EXPECT_EQ(last_word(request, "absent"), "");
}

}  // namespace
}  // namespace touchstone::web
