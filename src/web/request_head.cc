#include "web/request_head.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace touchstone::web {
namespace {

constexpr int bad = 400;

bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.find(c) != std::string_view::npos;
    });
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Only lines that end with CR LF, and no other control characters but tabs.
bool has_clean_bytes(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte == '\r') {
            if (i + 1 < bytes.size() && bytes[i + 1] != '\n') return false;
        } else if (byte == '\n') {
            if (i == 0 || bytes[i - 1] != '\r') return false;
        } else if ((byte < 0x20 && byte != '\t') || byte == 0x7F) {
            return false;
        }
    }
    return true;
}

bool is_target(std::string_view target) {
    if (!target.starts_with('/')) return false;
    for (std::size_t i = 0; i < target.size(); ++i) {
        const auto byte = static_cast<unsigned char>(target[i]);
        if (byte <= 0x20 || byte >= 0x7F || byte == '#' || byte == '\\' || byte == '"' || byte == '<' || byte == '>') return false;
        if (byte != '%') continue;
        if (i + 2 >= target.size() || !is_hex(target[i + 1]) || !is_hex(target[i + 2]) || target.substr(i, 3) == "%00") return false;
    }
    return true;
}

int examine_request_line(std::string_view line) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return bad;
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(method)) return bad;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return version.starts_with("HTTP/") ? 505 : bad;
    constexpr std::array allowed{"GET", "HEAD", "POST"};
    if (std::ranges::find(allowed, method) == allowed.end()) return 405;
    if (target.size() > target_max_bytes) return 414;
    return is_target(target) ? 0 : bad;
}

bool is_host(std::string_view host) {
    if (host.starts_with('[')) {
        const auto end = host.find(']');
        if (end == std::string_view::npos) return false;
        if (!std::ranges::all_of(host.substr(1, end - 1), [](char c) { return is_hex(c) || c == ':' || c == '.'; })) return false;
        host.remove_prefix(end + 1);
    } else {
        const auto name = host.substr(0, host.find(':'));
        const auto fits = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_'; };
        if (name.empty() || name.size() > 253 || !std::ranges::all_of(name, fits)) return false;
        host.remove_prefix(name.size());
    }
    if (host.empty()) return true;
    host.remove_prefix(1);  // the colon
    return !host.empty() && host.size() <= 5 && std::ranges::all_of(host, [](char c) { return c >= '0' && c <= '9'; });
}

struct Counted {
    std::size_t headers = 0, hosts = 0, lengths = 0, encodings = 0;
};

int examine_header(std::string_view line, Counted& counted) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return bad;  // also a folded line, which starts with white space
    if (++counted.headers > headers_max) return 431;
    const auto name = lowered(line.substr(0, colon));
    const auto value = trimmed(line.substr(colon + 1));
    if (name == "host" && (++counted.hosts > 1 || !is_host(value))) return bad;
    if (name == "content-length") {
        const bool digits = !value.empty() && value.size() <= 18 && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
        if (++counted.lengths > 1 || !digits) return bad;
    }
    if (name == "transfer-encoding") ++counted.encodings;
    if (name == "content-encoding" && lowered(value) != "identity") return 415;
    if (name == "expect" && lowered(value) != "100-continue") return 417;
    if (name == "cookie" && value.size() > cookie_max_bytes) return 431;
    return 0;
}

}  // namespace

HeadVerdict examine_head(std::string_view bytes) {
    const auto end = bytes.substr(0, head_max_bytes).find("\r\n\r\n");
    const bool is_whole = end != std::string_view::npos;
    const auto head = is_whole ? bytes.substr(0, end + 2) : bytes;
    if (!bytes.empty() && (bytes.front() < 'A' || bytes.front() > 'Z')) return {.status = bad};
    if (!has_clean_bytes(head)) return {.status = bad};
    const auto line_end = head.find("\r\n");
    if (line_end == std::string_view::npos) return {.status = head.size() > target_max_bytes + 64 ? 414 : 0};
    if (const int status = examine_request_line(head.substr(0, line_end))) return {.status = status};
    if (!is_whole) return {.status = bytes.size() >= head_max_bytes ? 431 : 0};

    Counted counted;
    for (auto rest = head.substr(line_end + 2); !rest.empty();) {
        const auto next = rest.find("\r\n");
        if (const int status = examine_header(rest.substr(0, next), counted)) return {.status = status, .length = end + 4};
        rest.remove_prefix(next + 2);
    }
    const bool is_old = head.substr(0, line_end).ends_with("HTTP/1.0");
    if (counted.hosts == 0 && !is_old) return {.status = bad, .length = end + 4};
    if (counted.encodings > 0) {
        const bool plain = counted.encodings == 1 && counted.lengths == 0 && !is_old;
        return {.status = plain ? 411 : bad, .length = end + 4, .is_framing = plain};
    }
    return {.status = 0, .length = end + 4};
}

}  // namespace touchstone::web
