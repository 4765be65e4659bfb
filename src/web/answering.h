// The four functions that the server was given, called so that nothing they throw or write can hurt the connection.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "web/server.h"

namespace touchstone::web {

class Answering {
public:
    Answering(Server::GateKeeper gate, Server::Admission admission, Server::Handler handler, Server::ErrorPage error_page)
        : gate_(std::move(gate)), admission_(std::move(admission)), handler_(std::move(handler)), error_page_(std::move(error_page)) {}

    // What is thrown is logged with the request's number and becomes 500.
    [[nodiscard]] Gate gate(const Request&) const;
    [[nodiscard]] int admission(const Request&) const;
    [[nodiscard]] Answer answer(const Request&) const;
    // An empty answer with that status where not even the error page can be made.
    [[nodiscard]] Answer error(int status, const Request&) const;

private:
    Server::GateKeeper gate_;
    Server::Admission admission_;
    Server::Handler handler_;
    Server::ErrorPage error_page_;
};

[[nodiscard]] bool has_no_body(int status);
// Status line and headers with the closing empty line. `length` is the body's, sent or not.
[[nodiscard]] std::string answer_head(const Answer&, std::string_view reason, std::uint64_t length, bool stays_open);

}  // namespace touchstone::web
