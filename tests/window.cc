#include "tests/window.h"

#include "web/form_reader.h"
#include "web/session.h"

namespace touchstone::testing {

web::Answer Window::get(const std::string& address) { return send({.method = "GET", .target = address}); }

web::Answer Window::post(const std::string& address, const std::vector<std::pair<std::string, std::string>>& fields) {
    if (!cookies_.contains("visitor")) (void)get("/about");
    web::Request request{.method = "POST", .target = address};
    request.body = "csrf=" + web::csrf_token(cookies_.at("visitor"));
    for (const auto& [name, value] : fields) request.body += "&" + name + "=" + web::percent_encoded(value);
    request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    return send(std::move(request));
}

std::string Window::header(const web::Answer& answer, const std::string& name) {
    for (const auto& one : answer.headers)
        if (one.name == name) return one.value;
    return {};
}

web::Answer Window::send(web::Request request) {
    std::string line;
    for (const auto& [name, value] : cookies_) line += (line.empty() ? "" : "; ") + name + "=" + value;
    request.headers.push_back({"Cookie", line});
    request.headers.push_back({"User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"});
    request.peer = peer_;
    auto answer = site_.answer(request);
    for (const auto& one : answer.headers) {
        if (one.name != "Set-Cookie") continue;
        const auto equals = one.value.find('=');
        cookies_[one.value.substr(0, equals)] = one.value.substr(equals + 1, one.value.find(';') - equals - 1);
    }
    return answer;
}

}  // namespace touchstone::testing
