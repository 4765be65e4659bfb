// Any bytes as the head of a request: what is let through must be what a browser would send, and come out the same when it trickles in.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "web/request_head.h"

namespace {

using namespace touchstone::web;

void must(bool holds) {
    if (!holds) std::abort();
}

void check_request(const Head& head, std::string_view whole) {
    const auto& request = head.request;
    must(request.method == "GET" || request.method == "HEAD" || request.method == "POST");
    must(request.target.starts_with('/') && !request.target.starts_with("//") && request.target.size() <= target_max_bytes);
    must(std::ranges::all_of(request.target, [](char c) { return c > ' ' && c < 0x7F && c != '#'; }));
    must(request.headers.size() <= headers_max);
    std::size_t hosts = 0, lengths = 0;
    for (const auto& [name, value] : request.headers) {
        must(!name.empty() && name.find_first_of(" \t:\r\n") == std::string::npos);
        must(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
        const Request alone{.method = {}, .target = {}, .headers = {{name, value}}, .body = {}, .body_file = {}, .peer = {}};
        if (alone.header("host") != nullptr) ++hosts;
        if (alone.header("content-length") != nullptr) ++lengths;
        must(alone.header("transfer-encoding") == nullptr);
        (void)last_word(request, name);
    }
    must(hosts <= 1 && lengths <= 1);
    must(hosts == 1 || whole.substr(0, whole.find('\r')).ends_with("HTTP/1.0"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto verdict = examine_head(bytes);
    must(verdict.length <= std::min(size, head_max_bytes));
    must(verdict.status == 0 || (verdict.status >= 400 && verdict.status <= 505));
    must(verdict.status != 0 || verdict.length != 0 || size < head_max_bytes);  // nobody waits for ever
    if (verdict.length == 0) return 0;
    const auto whole = bytes.substr(0, verdict.length);
    must(whole.ends_with("\r\n\r\n") && whole.find("\r\n\r\n") == verdict.length - 4);
    if (verdict.status == 0) {
        check_request(read_head(whole), whole);
        for (std::size_t part = 0; part < verdict.length; part += 1 + verdict.length / 16) {
            const auto early = examine_head(bytes.substr(0, part));
            must(early.status == 0 && early.length == 0);
        }
    } else if (verdict.is_framing) {
        (void)read_head(whole);
    }
    return 0;
}
