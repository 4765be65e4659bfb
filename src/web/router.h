// The route table: the only way to answer anything. Each route names its permission, and what may be sent to it.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/permission.h"
#include "db/db.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::web {

using Page = Response (*)(const Visit&, db::Read&);
using Action = Response (*)(const Visit&, db::Write&);

inline constexpr std::uint64_t form_max_bytes = 512 * 1024;
inline constexpr std::uint64_t upload_max_bytes = 200ULL * 1024 * 1024;

// Slow work, such as checking a password, that is done before the action's transaction is opened. Its answer is the visit's `prepared`.
using Prepare = std::string (*)(const Visit&, db::Read&);

// Work with another server, which may take seconds: done before any transaction is opened. Its answer is the visit's `prepared`. Only for
// routes that are for anyone, since nobody has been recognised yet.
using Fetch = std::string (*)(const Visit&);

// What somebody may see of the object with this id; nothing when it is not there for them.
using LookUp = std::optional<Seen> (*)(db::Read&, const Actor&, const std::string& id, Instant now);

struct Traits {
    bool takes_files = false;
    bool keeps_files = true;  // false: only the prepare step reads them, and they are gone when the request is answered
    int per_minute = 0;       // how often one address may ask; 0 is without limit of its own
    Prepare prepare = nullptr;
    Fetch fetch = nullptr;
    bool is_button = false;    // nothing is filled in; programs send no field, or files alone
    bool is_repeated = false;  // its page shows it several times, the names of each one's fields with an end of their own (web/fields.h)
    std::vector<FieldShape> fields = {};  // that its form has
    std::string deed = {};                // what it does, as a short sentence for programs
    std::string form_at = {};             // the pattern of the page that shows the form; empty: its own
    std::vector<std::string> ids;         // form fields that name objects, each of its own kind: looked up like those of the address
    // The action finds what its form names in lists that grow without end. At first Visit::only holds it to the rows named; where it then
    // saves nothing and shows its page again, it is run once more and reads them whole.
    bool reads_named = false;
};

// For a route of the API that reads: what the description says of it.
struct Reads {
    const char* summary;
    const char* returns;                  // what stands in the answer
    std::vector<std::string> query = {};  // what may stand behind the question mark
    bool is_paged = false;                // the answer is one page of items of that shape
    std::string shape = {};               // see web/shape.h; empty: any object
    std::vector<std::string> files = {};  // the media types, where the answer is a file
};

inline const std::string api_root = "/api/v1";

struct Route {
    std::string method, pattern;
    std::vector<std::string> parts;
    Permission permission;
    Page page = nullptr;
    Action action = nullptr;
    Traits traits;
    std::optional<Reads> reads = std::nullopt;
};

struct Match {
    const Route* route;
    std::map<std::string, std::string> path;
};

class Router {
public:
    // A hole of a pattern, or a form field, that names an object: before a page function is called the guard looks the object up, and who
    // may not see it gets the same answer as where there is none.
    void object(const std::string& kind, LookUp);
    // A hole that names none: a part of an object that the address also names, or something that everyone may see.
    void word(const std::string& name);
    // Throws std::logic_error when the permission is missing, a hole is neither an object nor a word, or the pattern is taken.
    void get(const std::string& pattern, const Permission&, Page, Traits = {});
    void post(const std::string& pattern, const Permission&, Action, Traits = {});
    // What the form at this pattern does. Throws std::logic_error where there is none.
    void describe(const std::string& pattern, const std::string& deed);
    // For programs, under /api/v1 and the pattern. Pages have no address there.
    void api_get(const std::string& pattern, const Permission&, Page, Reads);
    // For somebody who comes back from another server, which leads here with a GET: it writes, so the page itself must prove that the visit
    // is one that began here. HEAD does not run it.
    void get_that_writes(const std::string& pattern, const Permission&, Action, Traits = {});

    // `path` is decoded already. HEAD is answered by GET's route.
    std::optional<Match> match(std::string_view method, const std::string& path) const;
    bool knows(const std::string& path) const;
    const std::vector<Route>& routes() const { return routes_; }
    // Null for a word.
    LookUp look_up(const std::string& kind) const;

private:
    void add(Route);
    std::vector<Route> routes_;
    std::map<std::string, LookUp> kinds_;
};

}  // namespace touchstone::web
