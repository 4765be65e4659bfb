#include "web/incoming_body.h"

#include <system_error>

#include <spdlog/spdlog.h>

#include "base/ids.h"

namespace touchstone::web {

bool IncomingBody::spool_into(const std::filesystem::path& folder) {
    request_.body_file = folder / ("body-" + new_id_text({}));
    return file_.make(request_.body_file) || complain();
}

bool IncomingBody::keep(std::string_view bytes) {
    left_ -= bytes.size();
    if (!file_.is_open()) request_.body += bytes;
    return !file_.is_open() || file_.write(bytes) || complain();
}

bool IncomingBody::complain() const {
    spdlog::error("request {}: its body cannot be kept", request_.number);
    return false;
}

void IncomingBody::forget() {
    file_.close();
    if (request_.body_file.empty()) return;
    std::error_code ignored;
    std::filesystem::remove(request_.body_file, ignored);
    request_.body_file.clear();
}

}  // namespace touchstone::web
