// Files as the operating system counts them: one at a time, and how many there may be.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace touchstone::web {

// An open file, closed at the end.
class OpenFile {
public:
    OpenFile() = default;
    ~OpenFile() { close(); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    // How many bytes it holds, or nothing when it cannot be opened.
    [[nodiscard]] std::optional<std::uint64_t> open_to_read(const std::filesystem::path&);
    // A new one, for nobody else to read. False when it cannot be made.
    [[nodiscard]] bool make(const std::filesystem::path&);

    bool is_open() const { return number_ >= 0; }
    // How many bytes were read: 0 at the end, and when nothing can be read.
    [[nodiscard]] std::size_t read(char* bytes, std::size_t room);
    // False when there is no room.
    [[nodiscard]] bool write(std::string_view bytes);
    void close();

private:
    int number_ = -1;
};

// How many of `wanted` connections this process can hold and still open its other files. Raises the process's own limit when it is too low.
[[nodiscard]] std::size_t room_for_connections(std::size_t wanted);

}  // namespace touchstone::web
