// The body of a request while it comes in: into the request, or into a file beside it where it may be long.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "web/open_file.h"
#include "web/server.h"

namespace touchstone::web {

class IncomingBody {
public:
    explicit IncomingBody(Request& request) : request_(request) {}
    ~IncomingBody() { forget(); }
    IncomingBody(const IncomingBody&) = delete;
    IncomingBody& operator=(const IncomingBody&) = delete;

    void expect(std::uint64_t bytes) { left_ = bytes; }
    std::uint64_t left() const { return left_; }
    // From here on into a new file with a random name. False when it cannot be made.
    [[nodiscard]] bool spool_into(const std::filesystem::path& folder);
    // At most as much as is left. False when there is no room for it.
    [[nodiscard]] bool keep(std::string_view bytes);
    // All has come: the file is ready to be read.
    void finish() { file_.close(); }
    // Removes the file.
    void forget();

private:
    bool complain() const;  // into the log; always false

    Request& request_;
    std::uint64_t left_ = 0;
    OpenFile file_;
};

}  // namespace touchstone::web
