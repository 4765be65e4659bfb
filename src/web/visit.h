// One person asking one thing, once: what a page function is given.
#pragma once
#include <any>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/permission.h"
#include "base/time.h"
#include "db/only.h"
#include "web/language.h"

namespace touchstone::web {

// A file that came with a form. It lies in `path` until the handler has returned.
struct Upload {
    std::string name;  // as the sender called it, without folders
    std::filesystem::path path;
    std::uint64_t size = 0;
    std::string hash;  // under which it is kept, before the handler is called
};

// Fields of a form or of a query: text that is well-formed, without NUL, with "\n" as its only line end.
class Form {
public:
    void add(std::string name, std::string value) { fields_[std::move(name)].push_back(std::move(value)); }
    void add(std::string name, Upload upload) { uploads_[std::move(name)].push_back(std::move(upload)); }

    // Absent and empty are the same to a person, so they are the same here. Without white space at both ends.
    std::string text(const std::string& name) const;
    // 0 when it is not a number of at most nine digits.
    int number(const std::string& name) const;
    std::vector<std::string> list(const std::string& name) const;
    std::vector<Upload> uploads(const std::string& name) const;
    std::map<std::string, std::vector<Upload>>& all_uploads() { return uploads_; }
    // There was no room for a file.
    void lose_upload() { has_lost_uploads_ = true; }
    [[nodiscard]] bool has_lost_uploads() const { return has_lost_uploads_; }
    const std::map<std::string, std::vector<std::string>>& fields() const { return fields_; }
    // Every id that stands in its names and values.
    [[nodiscard]] std::vector<std::string> ids() const;

private:
    std::map<std::string, std::vector<std::string>> fields_;
    std::map<std::string, std::vector<Upload>> uploads_;
    bool has_lost_uploads_ = false;
};

// What holds for the whole server.
struct Settings {
    std::string base_url;      // links in mails and reports start with it; never taken from what a browser sends
    bool is_demo = false;      // visitors may step in as any of the demonstration's people; on the loopback only
    bool sends_mail = false;   // otherwise mail waits where administrators can read it
    bool scans_files = false;  // an added file is held until a virus scanner has found it clean
    std::string contact = {};  // whom to ask for help here: an address for mail or the web, or words; empty: nobody is named
};

struct Visit {
    Actor actor;
    Instant now;
    std::string address;  // the path asked for, without the query
    std::map<std::string, std::string> path;
    std::map<std::string, Seen> seen;  // the objects that the address or the form names, by kind, once the guard has let the visit pass
    Form query;
    Form form;
    std::string csrf;           // masked anew for each answer
    std::string visitor;        // the visitor's cookie: the secret behind `csrf`
    std::string session_token;  // as the browser sent it; empty when there is none
    std::string device;         // the cookie of a browser in which somebody has signed in before; empty when there is none
    std::string saved;          // what the page before has saved, as a key of a text; mostly empty
    std::string errand;         // the cookie of a visit to another server, from which the visitor is to come back; mostly empty
    std::string user_agent;
    std::string language;              // that the answer is in; empty where nobody asked for one
    std::string accept_language = {};  // what the browser sent of the languages that it likes
    std::string peer;
    bool is_secure = false;
    bool is_api = false;          // a program asks: cookies do not count, and nothing is shown
    std::string token_hash;       // of the access token that it sent; empty when it sent none
    std::string idempotency_key;  // under which the answer is kept; empty when it is not
    std::string fingerprint;      // of what a program sent
    std::string prepared;         // what the route's prepare step answered
    db::Only only = {};           // which rows to read of a list to choose from: see Traits::reads_named
    Settings settings;

    Sight sight() const { return sight_of(actor, now); }
    By by() const { return {actor.partnership, actor.id, now}; }
    // Whether the actor may do this with the object of this kind that the address names.
    bool may(Ability ability, const std::string& kind) const { return may_do(actor, ability, seen.at(kind)); }

    // The object of this kind that the address names, as the guard has found it.
    template <class Object>
    std::optional<Object> object(const char* kind) const {
        const auto found = seen.find(kind);
        const auto* object = found == seen.end() ? nullptr : std::any_cast<Object>(&found->second.object);
        return object ? std::optional(*object) : std::nullopt;
    }

    template <class SomeId>
    SomeId id(const std::string& name) const {
        return SomeId{path.at(name)};
    }
};

}  // namespace touchstone::web
