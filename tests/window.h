// A browser's window on a Site: it keeps cookies and sends them, with the proof that forms need.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "tests/site.h"

namespace touchstone::testing {

class Window {
public:
    explicit Window(Site& site, std::string peer = "192.0.2.1") : site_(site), peer_(std::move(peer)) {}

    web::Answer get(const std::string& address);
    web::Answer post(const std::string& address, const std::vector<std::pair<std::string, std::string>>& fields);
    // Nothing when the answer has no such header.
    static std::string header(const web::Answer&, const std::string& name);
    // Follows no redirect; says where it leads.
    static std::string location(const web::Answer& answer) { return header(answer, "Location"); }
    bool has(const std::string& cookie) const { return cookies_.contains(cookie) && !cookies_.at(cookie).empty(); }
    void forget(const std::string& cookie) { cookies_.erase(cookie); }
    void move_to(const std::string& peer) { peer_ = peer; }
    const std::string& cookie(const std::string& name) const { return cookies_.at(name); }

private:
    web::Answer send(web::Request);

    Site& site_;
    std::string peer_;
    std::map<std::string, std::string> cookies_;
};

}  // namespace touchstone::testing
