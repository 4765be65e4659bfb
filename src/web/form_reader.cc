#include "web/form_reader.h"

#include <chrono>
#include <fstream>
#include <stdexcept>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/control_characters.h"
#include "base/ids.h"
#include "base/text.h"

namespace touchstone::web {
namespace {

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// The value of `name` in `form-data; name="x"; filename="y"`, without its quotes. Browsers send a quote inside as %22.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
    for (auto rest = header; rest.find(';') != std::string_view::npos;) {
        rest = trimmed(rest.substr(rest.find(';') + 1));
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        const bool is_wanted = lowered(trimmed(rest.substr(0, equals))) == name;
        rest.remove_prefix(equals + 1);
        const bool is_quoted = rest.starts_with('"');
        if (is_quoted) rest.remove_prefix(1);
        const auto end = rest.find(is_quoted ? '"' : ';');
        if (is_quoted && end == std::string_view::npos) return std::nullopt;
        const auto value = rest.substr(0, end);
        if (is_wanted) return std::string(is_quoted ? value : trimmed(value));
        rest.remove_prefix(value.size());
    }
    return std::nullopt;
}

struct Part {
    std::string name;
    std::optional<std::string> file_name;
    std::string_view content;
};

std::optional<Part> read_part(std::string_view part) {
    const auto head_end = part.find("\r\n\r\n");
    if (head_end == std::string_view::npos || head_end > 4096) return std::nullopt;
    Part read{{}, {}, part.substr(head_end + 4)};
    for (auto head = part.substr(0, head_end); !head.empty();) {
        const auto line_end = std::min(head.find("\r\n"), head.size());
        const auto line = head.substr(0, line_end);
        head.remove_prefix(std::min(line_end + 2, head.size()));
        if (!lowered(line.substr(0, 20)).starts_with("content-disposition:")) continue;
        const auto name = parameter(line, "name");
        if (!name || !is_text(*name) || has_control_characters(*name) || !read.name.empty())
            return std::nullopt;  // two would be read differently by others
        read.name = *name;
        read.file_name = parameter(line, "filename");
    }
    return read.name.empty() ? std::nullopt : std::optional(read);
}

// Content may hold the letters of the boundary: only a line of its own, or the last one, ends a part.
std::size_t end_of_part(std::string_view body, std::string_view separator) {
    auto end = body.find(separator);
    while (end != std::string_view::npos) {
        const auto after = body.substr(end + separator.size(), 2);
        if (after == "\r\n" || after == "--") break;
        end = body.find(separator, end + 1);
    }
    return end;
}

std::string without_folders(const std::string& name) {
    const auto slash = name.find_last_of("/\\");
    auto kept = tidied(without_control_characters(slash == std::string::npos ? name : name.substr(slash + 1)));
    std::erase_if(kept, [](char c) { return c == '\n' || c == '\t'; });
    return kept.empty() || kept == "." || kept == ".." ? "file" : kept;
}

// Nothing when there is no room for it.
std::optional<Upload> keep_file(const Part& part, const std::filesystem::path& folder) {
    const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    Upload upload{without_folders(*part.file_name), folder / new_id_text(now), part.content.size(), {}};
    std::ofstream out(upload.path, std::ios::binary);
    out.write(part.content.data(), static_cast<std::streamsize>(part.content.size()));
    out.close();
    if (out) return upload;
    std::error_code ignored;
    std::filesystem::remove(upload.path, ignored);
    return std::nullopt;
}

bool read_parts(const std::string& opening, std::string_view body, const std::filesystem::path& folder, Form& form) {
    const std::string separator = "\r\n" + opening;
    if (!body.starts_with(opening)) return false;
    body.remove_prefix(opening.size());
    std::size_t fields = 0;
    std::size_t files = 0;
    while (!body.starts_with("--")) {
        if (!body.starts_with("\r\n")) return false;
        body.remove_prefix(2);
        const auto end = end_of_part(body, separator);
        if (end == std::string_view::npos) return false;
        const auto part = read_part(body.substr(0, end));
        body.remove_prefix(end + separator.size());
        if (!part) return false;
        if (part->file_name) {
            if (!is_text(*part->file_name) || ++files > files_max) return false;
            // A file field left empty is sent as a nameless, empty file.
            if (part->file_name->empty() && part->content.empty()) continue;
            if (auto upload = keep_file(*part, folder))
                form.add(part->name, std::move(*upload));
            else
                form.lose_upload();
        } else {
            if (!is_text(part->content) || part->content.size() > 512 * 1024 || ++fields > fields_max) return false;
            form.add(part->name, without_control_characters(part->content));
        }
    }
    return true;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) return std::nullopt;
            decoded += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i] == '+' && plus_is_space ? ' ' : text[i];
        }
    }
    return is_text(decoded) ? std::optional(decoded) : std::nullopt;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    std::string encoded;
    for (const char c : text)
        encoded += plain.find(c) != std::string_view::npos ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return encoded;
}

std::optional<Form> read_urlencoded(std::string_view body) {
    Form form;
    std::size_t count = 0;
    for (const std::string& pair : split(body, '&')) {
        if (pair.empty()) continue;
        if (++count > fields_max) return std::nullopt;
        const auto equals = pair.find('=');
        auto name = percent_decoded(pair.substr(0, equals), true);
        auto value = percent_decoded(equals == std::string::npos ? std::string() : pair.substr(equals + 1), true);
        if (!name || !value) return std::nullopt;
        if (has_control_characters(*name)) return std::nullopt;
        form.add(std::move(*name), without_control_characters(*value));
    }
    return form;
}

std::optional<Form> read_multipart(std::string_view content_type, std::string_view body, const std::filesystem::path& folder) {
    const auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70) return std::nullopt;
    Form form;
    if (read_parts("--" + *boundary, body, folder, form)) return form;
    std::error_code ignored;
    for (const auto& [name, uploads] : form.all_uploads())
        for (const auto& upload : uploads) std::filesystem::remove(upload.path, ignored);
    return std::nullopt;
}

// Of a file whose content breaks off the name is kept, and nothing of the content.
std::string whole_parts(std::string_view content_type, std::string_view beginning) {
    const auto opening = "--" + parameter(content_type, "boundary").value_or("");
    const auto last = beginning.rfind("\r\n" + opening);
    const auto rest = last == std::string_view::npos ? beginning : beginning.substr(last + 2);
    const auto head = rest.substr(0, rest.find("\r\n\r\n"));
    auto whole = std::string(beginning.substr(0, beginning.size() - rest.size()));
    if (head.size() < rest.size() && head.find("; filename=") != std::string_view::npos) whole += std::string(head) + "\r\n\r\n\r\n";
    return whole + opening + "--\r\n";
}

MappedFile::MappedFile(const std::filesystem::path& file) {
    const int handle = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) throw std::runtime_error("a file cannot be opened");
    struct stat about{};
    const bool known = fstat(handle, &about) == 0;
    size_ = known ? static_cast<std::size_t>(about.st_size) : 0;
    start_ = size_ == 0 ? nullptr : mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, handle, 0);
    close(handle);
    if (!known || start_ == MAP_FAILED) throw std::runtime_error("a file cannot be read");
}

MappedFile::~MappedFile() {
    if (start_ != nullptr) munmap(start_, size_);
}

}  // namespace touchstone::web
