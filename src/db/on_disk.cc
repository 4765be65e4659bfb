#include "db/on_disk.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/db.h"
#include "db/file_store.h"

namespace touchstone::db {
namespace {

using std::filesystem::path;

[[noreturn]] void fail(const path& file, int error) {
    if (error == ENOSPC || error == EDQUOT) throw NoRoom("there is no room for " + file.string());
    throw Failure(file.string() + " could not be put on disk");
}

// An open file. Closed in any case.
class Handle {
public:
    Handle(const path& file, int flags) : file_(file), handle_(open(file.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
        if (handle_ < 0) fail(file_, errno);
    }
    ~Handle() { close(handle_); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    void write_all(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto count = write(handle_, bytes.data(), bytes.size());
            if (count < 0 && errno != EINTR) fail(file_, errno);
            if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }
    void settle() const {
        if (fsync(handle_) != 0) fail(file_, errno);
    }

private:
    const path& file_;
    const int handle_;
};

// Of a name without any, the folder that we are in.
path folder_of(const path& file) { return file.has_parent_path() ? file.parent_path() : path("."); }

path fresh_for(const path& file) { return file.parent_path() / (std::string(unnamed) + file.filename().string()); }

}  // namespace

void put_on_disk(const path& file) { Handle(file, O_RDONLY).settle(); }

void put_folders_on_disk(const path& folder) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_directory() && !entry.is_symlink()) put_on_disk(entry.path());
    put_on_disk(folder);
}

void name_whole(const path& fresh, const path& name) {
    put_on_disk(fresh);
    std::error_code failed;
    std::filesystem::rename(fresh, name, failed);
    if (failed) fail(name, failed.value());
    put_on_disk(folder_of(name));
}

void write_whole(const path& file, std::string_view bytes) {
    const auto fresh = fresh_for(file);
    {
        const Handle out(fresh, O_WRONLY | O_CREAT | O_TRUNC);
        out.write_all(bytes);
    }
    name_whole(fresh, file);
}

void copy_whole(const path& from, const path& to) {
    const auto fresh = fresh_for(to);
    std::error_code failed;
    std::filesystem::copy_file(from, fresh, std::filesystem::copy_options::overwrite_existing, failed);
    if (failed) fail(to, failed.value());
    name_whole(fresh, to);
}

void remove_whole(const path& file) {
    std::error_code failed;
    std::filesystem::remove(file, failed);
    if (failed) fail(file, failed.value());
    put_on_disk(folder_of(file));
}

void destroy(const path& file) {
    {
        const Handle out(file, O_WRONLY);
        out.write_all(std::string(std::filesystem::file_size(file), '\0'));
        out.settle();
    }
    remove_whole(file);
}

bool is_whole(const path& file, const std::string& sha256) { return std::filesystem::is_regular_file(file) && sha256_of(file) == sha256; }

}  // namespace touchstone::db
