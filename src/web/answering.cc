#include "web/answering.h"

#include <algorithm>
#include <ctime>
#include <exception>

#include <fmt/chrono.h>
#include <spdlog/spdlog.h>

namespace touchstone::web {
namespace {

// A line end within a header would begin a header, or an answer, of somebody else's making.
bool has_whole_headers(const Answer& answer) {
    const auto breaks = [](const std::string& text) { return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos; };
    return std::ranges::none_of(answer.headers, [&](const Header& header) { return breaks(header.name) || breaks(header.value); });
}

// Within a catch block.
std::string what_was_thrown() {
    try {
        throw;
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "something that is no exception";
    }
}

}  // namespace

Gate Answering::gate(const Request& request) const {
    try {
        return gate_(request);
    } catch (...) {
        spdlog::error("request {} failed at the gate: {}", request.number, what_was_thrown());
        return {.status = 500};
    }
}

int Answering::admission(const Request& request) const {
    try {
        return admission_(request);
    } catch (...) {
        spdlog::error("request {} failed before its body was read: {}", request.number, what_was_thrown());
        return 503;
    }
}

Answer Answering::answer(const Request& request) const {
    try {
        auto answer = handler_(request);
        if (has_whole_headers(answer)) return answer;
        spdlog::error("request {} failed: a header of its answer has a line end", request.number);
    } catch (...) {
        spdlog::error("request {} failed: {}", request.number, what_was_thrown());
    }
    return error(500, request);
}

Answer Answering::error(int status, const Request& request) const {
    try {
        auto answer = error_page_(status, &request);
        if (has_whole_headers(answer)) return answer;
        spdlog::error("request {}: a header of the page for error {} has a line end", request.number, status);
    } catch (...) {
        spdlog::error("request {}: no page for error {}: {}", request.number, status, what_was_thrown());
    }
    return {.status = status,
            .headers = {{"Content-Security-Policy", "default-src 'none'"}, {"X-Content-Type-Options", "nosniff"}},
            .body = {}};
}

bool has_no_body(int status) { return status == 204 || status == 304; }

std::string answer_head(const Answer& answer, std::string_view reason, std::uint64_t length, bool stays_open) {
    auto head = fmt::format("HTTP/1.1 {} {}\r\nDate: {:%a, %d %b %Y %H:%M:%S} GMT\r\nConnection: {}\r\n", answer.status, reason,
                            fmt::gmtime(std::time(nullptr)), stays_open ? "keep-alive" : "close");
    for (const auto& [name, value] : answer.headers) head += fmt::format("{}: {}\r\n", name, value);
    if (!has_no_body(answer.status)) head += fmt::format("Content-Length: {}\r\n", length);
    return head + "\r\n";
}

}  // namespace touchstone::web
