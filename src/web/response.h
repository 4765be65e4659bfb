// What a page function answers. A page is filled in only after its transaction has been committed.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/fields.h"
#include "base/outcome.h"
#include "web/texts.h"
#include "web/view.h"

namespace touchstone::web {

enum class Status {
    ok = 200,
    created = 201,
    accepted = 202,
    no_content = 204,
    see_other = 303,
    not_modified = 304,
    bad_request = 400,
    unauthorized = 401,
    forbidden = 403,
    not_found = 404,
    not_allowed = 405,
    conflict = 409,
    too_large = 413,
    wrong_media = 415,
    unprocessable = 422,
    too_many = 429,
    broken = 500,
    busy = 503,
    no_room = 507
};

struct Crumb {
    std::string href, text;
};

// What a form holds as the page shows it, for programs.
struct FormNow {
    std::vector<FieldValue> values;
    std::optional<int> version;  // that is sent back as "seen_version"
};

struct Response {
    Status status = Status::ok;
    std::string view;   // a page, when it is not empty
    std::string title;  // of the page, for the window and the history
    Object data;
    Problems problems;                     // of a form that was refused; the page shows them as "error_summary"
    std::map<std::string, FormNow> forms;  // that the page shows, by the address that takes each
    std::shared_ptr<const Texts> words;    // that stand before the reader's texts in the view: see web/texts.h
    std::string language;                  // of the page, where it is another than the reader's: "ar"
    std::vector<Crumb> crumbs;
    std::string who_can_see;      // one sentence; empty on pages for everyone
    bool is_first_visit = false;  // no scripts: somebody who has just arrived waits for as little as possible
    bool has_own_shell = false;   // the view is a whole document: no layout around it
    std::string location;
    std::string saved;  // key of a text: what was saved, for the next page to say once
    std::string body, media_type;
    std::string file_hash;  // a kept file …
    std::string file_name;  // … or the body, offered for saving under this name
    std::vector<std::string> cookies;
    int cache_s = 0;  // above 0 for what is the same for everybody: caches keep it so long, and no cookie goes with it
    std::vector<std::pair<std::string, std::string>> headers;
    int retry_after_s = 0;       // 0: nothing to wait for
    bool keeps_changes = false;  // a refusal that is itself written down
    int trips = 0;               // to the database, that the page itself made
    int statements = 0;          // that it ran on them

    bool is_kept() const { return keeps_changes || static_cast<int>(status) < 400; }
};

[[nodiscard]] Response page(std::string view, std::string title, Object data, Status status = Status::ok);
// `saved`, "judgement" say, is said there once: the text "ui.saved.judgement".
[[nodiscard]] Response see_other(std::string location, std::string saved = {});
[[nodiscard]] Response not_found();
[[nodiscard]] Response json(std::string body, Status status = Status::ok);
// A kept file, offered for saving under `name`, never shown inside the site; without a name only what was made here.
[[nodiscard]] Response download(std::string hash, std::string name, std::string media_type);
// The same for bytes that lie nowhere as they are sent.
[[nodiscard]] Response download_of(std::string bytes, std::string name, std::string media_type);

}  // namespace touchstone::web
