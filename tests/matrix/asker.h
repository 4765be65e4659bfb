// The people of a world at their browsers.
#pragma once
#include <map>
#include <string>

#include "tests/matrix/world.h"
#include "web/form_reader.h"
#include "web/session.h"

namespace touchstone::testing {

class Asker {
public:
    explicit Asker(World& world) : world_(world) {}

    web::Answer ask(Who who, const std::string& method, const std::string& address, const std::string& form = {}) {
        auto& session = sessions_[who];
        if (session.empty()) session = world_.session_of(who);
        web::Request request;
        request.method = method;
        request.target = address;
        request.headers = {{"Host", "localhost"}, {"Cookie", "visitor=v; session=" + session}};
        if (method == "POST") {
            request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
            request.body = "csrf=" + web::csrf_token("v") + "&" + form;
        }
        return world_.site.answer(request);
    }
    web::Answer get(Who who, const std::string& address) { return ask(who, "GET", address); }
    web::Answer post(Who who, const std::string& address, const std::string& form = {}) { return ask(who, "POST", address, form); }

private:
    World& world_;
    std::map<Who, std::string> sessions_;
};

}  // namespace touchstone::testing
