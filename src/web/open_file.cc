#include "web/open_file.h"

#include <algorithm>
#include <utility>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace touchstone::web {
namespace {

constexpr rlim_t other_files = 256;  // databases, uploads, other programs

}  // namespace

std::optional<std::uint64_t> OpenFile::open_to_read(const std::filesystem::path& path) {
    close();
    number_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat facts{};
    if (is_open() && fstat(number_, &facts) == 0 && S_ISREG(facts.st_mode)) return static_cast<std::uint64_t>(facts.st_size);
    close();
    return std::nullopt;
}

bool OpenFile::make(const std::filesystem::path& path) {
    close();
    number_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return is_open();
}

std::size_t OpenFile::read(char* bytes, std::size_t room) {
    const auto count = ::read(number_, bytes, room);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
}

bool OpenFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(number_, bytes.data(), bytes.size());
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void OpenFile::close() {
    if (is_open()) ::close(std::exchange(number_, -1));
}

std::size_t room_for_connections(std::size_t wanted) {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return wanted;
    const auto enough = std::min(static_cast<rlim_t>(wanted) + other_files, files.rlim_max);
    if (files.rlim_cur < enough) {
        const rlimit more{enough, files.rlim_max};
        if (setrlimit(RLIMIT_NOFILE, &more) == 0) files = more;
    }
    const auto room = files.rlim_cur > 2 * other_files ? files.rlim_cur - other_files : files.rlim_cur / 2;
    return std::min(wanted, static_cast<std::size_t>(room));
}

}  // namespace touchstone::web
