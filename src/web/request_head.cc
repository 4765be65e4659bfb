#include "web/request_head.h"

#include <algorithm>
#include <array>
#include <optional>
#include <ranges>

#include "base/text.h"

namespace touchstone::web {
namespace {

constexpr int bad = 400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() &&
           std::ranges::all_of(text, [&](char c) { return is_alphanumeric(c) || marks.find(c) != std::string_view::npos; });
}

// Digits only, so few that they fit.
std::optional<std::uint64_t> number(std::string_view text) {
    if (text.empty() || text.size() > 18 || !std::ranges::all_of(text, is_digit)) return std::nullopt;
    std::uint64_t value = 0;
    for (const char digit : text) value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    return value;
}

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

// Has "." or ".." as a whole segment, plain or escaped: browsers resolve those before they ask.
bool climbs(std::string_view path) {
    std::string plain;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool is_dot = lowered(path.substr(i, 3)) == "%2e";
        plain += is_dot ? '.' : path[i];
        if (is_dot) i += 2;
    }
    return std::ranges::any_of(split(plain, '/'), [](const std::string& segment) { return segment == "." || segment == ".."; });
}

bool is_target(std::string_view target) {
    if (!target.starts_with('/') || target.starts_with("//")) return false;
    const auto path = target.substr(0, target.find('?'));
    for (std::size_t i = 0; i < target.size(); ++i) {
        const auto byte = static_cast<unsigned char>(target[i]);
        if (byte <= 0x20 || byte >= 0x7F || byte == '#' || byte == '"' || byte == '<' || byte == '>') return false;
        if (byte == '\\' && i < path.size()) return false;
        if (byte != '%') continue;
        if (i + 2 >= target.size() || !is_hex(target[i + 1]) || !is_hex(target[i + 2]) || target.substr(i, 3) == "%00") return false;
    }
    return !climbs(path);
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

bool is_port(std::string_view port) {
    const auto value = number(port);
    return value && port.size() <= 5 && *value <= 65'535;
}

bool is_host(std::string_view host) {
    if (host.starts_with('[')) {
        const auto end = host.find(']');
        if (end == std::string_view::npos || end == 1) return false;
        if (!std::ranges::all_of(host.substr(1, end - 1), [](char c) { return is_hex(c) || c == ':' || c == '.'; })) return false;
        host.remove_prefix(end + 1);
    } else {
        const auto name = host.substr(0, host.find(':'));
        const auto fits = [](char c) { return is_alphanumeric(c) || c == '.' || c == '-' || c == '_'; };
        if (name.empty() || name.size() > 253 || !std::ranges::all_of(name, fits)) return false;
        host.remove_prefix(name.size());
    }
    return host.empty() || (host.front() == ':' && is_port(host.substr(1)));
}

struct Counted {
    std::size_t headers = 0, hosts = 0, lengths = 0, encodings = 0;
};

int examine_header(std::string_view line, Counted& counted) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        return bad;  // also a folded line, which starts with white space
    if (++counted.headers > headers_max) return 431;
    const auto name = lowered(line.substr(0, colon));
    const auto value = trimmed(line.substr(colon + 1));
    if (name == "host" && (++counted.hosts > 1 || !is_host(value))) return bad;
    if (name == "content-length" && (++counted.lengths > 1 || !number(value))) return bad;
    if (name == "transfer-encoding") ++counted.encodings;
    if (name == "content-encoding" && lowered(value) != "identity") return 415;
    if (name == "expect" && lowered(value) != "100-continue") return 417;
    if (name == "cookie" && value.size() > cookie_max_bytes) return 431;
    return 0;
}

}  // namespace

const std::string* Request::header(std::string_view name) const {
    const auto found = std::ranges::find_if(headers, [low = lowered(name)](const Header& header) { return lowered(header.name) == low; });
    return found == headers.end() ? nullptr : &found->value;
}

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

Head read_head(std::string_view whole) {
    Head head;
    auto& request = head.request;
    const auto line = whole.substr(0, whole.find("\r\n"));
    const auto first = line.find(' '), last = line.rfind(' ');
    request.method = line.substr(0, first);
    request.target = line.substr(first + 1, last - first - 1);
    for (auto rest = whole.substr(line.size() + 2); rest != "\r\n";) {
        const auto next = rest.find("\r\n"), colon = rest.find(':');
        request.headers.push_back({std::string(rest.substr(0, colon)), std::string(trimmed(rest.substr(colon + 1, next - colon - 1)))});
        rest.remove_prefix(next + 2);
    }
    const bool is_old = line.ends_with("HTTP/1.0");
    bool says_close = false, says_keep = false;
    for (const auto& header : request.headers) {
        const auto name = lowered(header.name);
        if (name == "content-length") head.body_length = number(header.value).value_or(0);
        if (name == "expect") head.awaits_continue = !is_old;
        if (name != "connection") continue;
        for (const auto& option : split(lowered(header.value), ',')) {
            says_close = says_close || trimmed(option) == "close";
            says_keep = says_keep || trimmed(option) == "keep-alive";
        }
    }
    head.stays_open = !says_close && (!is_old || says_keep);
    return head;
}

std::string last_word(const Request& request, std::string_view name) {
    for (const auto& header : std::views::reverse(request.headers))
        if (lowered(header.name) == name) return header.value.substr(header.value.find_last_of(", \t") + 1);
    return {};
}

}  // namespace touchstone::web
