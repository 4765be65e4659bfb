// From a request to its answer: route, permission, form, transaction, page. The only place that knows both HTTP and the database.
#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/kept_answer.h"
#include "db/database.h"
#include "db/file_store.h"
#include "web/api.h"
#include "web/response.h"
#include "web/router.h"
#include "web/server.h"
#include "web/static_files.h"
#include "web/visit.h"

namespace touchstone::web {

// Answered by the thread that reads requests, whatever workers and database do.
inline constexpr const char* alive_address = "/healthz";
inline constexpr const char* alive = R"({"alive":true})";

// Counts how often an address asked within the running minute.
class Throttle {
public:
    [[nodiscard]] bool may_pass(const std::string& key, int per_minute, Instant now);

private:
    static constexpr std::size_t keys_max = 100'000;  // in one minute; who comes later waits for the next
    std::mutex mutex_;
    std::int64_t minute_ = 0;
    std::map<std::string, int> counts_;  // in this minute
};

// The sessions and access tokens that were good when they were last looked at, so that a request that comes with one can be told from a
// stranger's before anything is looked up. Nothing but who waits first hangs on it.
class KnownTokens {
public:
    void note(const std::string& hash, Instant now);
    [[nodiscard]] bool knows(const std::string& hash, Instant now) const;

private:
    static constexpr std::size_t most = 50'000;
    static constexpr std::chrono::hours length{1};
    mutable std::mutex mutex_;
    std::map<std::string, Instant> since_;
};

struct Target {
    std::string path;  // without its escapes
    std::string query;
};
// Nothing when the path cannot be read.
[[nodiscard]] std::optional<Target> target_of(const Request&);
void add_security_headers(Answer&, bool is_secure);
// An error in the product's own look.
[[nodiscard]] Response error_view(int status, const std::string& kind, const std::string& number = {});
// Whoever sent a form that cannot be answered gets it back, and nothing else: the page is laid out as for somebody who has just arrived.
[[nodiscard]] Visit unknown_sender(const Visit&);
// The language that a browser asks for: by the cookie of whoever chose one in it, or else by its settings. Empty when it asks for none.
[[nodiscard]] std::string asked_language(const Request&);
// What decides about an answer besides its address.
[[nodiscard]] std::string varies_with(const Visit&, const Response&);

// Why a form was not taken: the status, and the key of its texts in web.errors.
struct Unsent {
    Status status;
    std::string key;
};

// The same for a program's access token, and what it was answered under an idempotency key.
struct TokenStore {
    Actor (*recognise)(db::Read&, const std::string& token_hash, Instant now);
    void (*note_use)(db::Write&, const std::string& token_hash, Instant now);
    std::optional<KeptAnswer> (*find_answer)(db::Read&, const std::string& token_hash, const std::string& key, Instant now);
    void (*keep_answer)(db::Write&, const std::string& token_hash, const std::string& key, const KeptAnswer&, Instant now);
};

// What a dispatcher works with. All of it outlives the dispatcher.
struct Workings {
    db::Database* database;
    const db::FileStore* files;
    const Router* router;
    const StaticFiles* static_files;
    Settings settings;
    std::filesystem::path spool_folder;
    std::function<Instant()> clock;
    // Who holds the session with this token hash.
    Actor (*recognise)(db::Read&, const std::string& token_hash, Instant now);
    // Writes down that this session is in use.
    void (*note_use)(db::Write&, const std::string& token_hash, Instant now);
    TokenStore tokens;
    // The data around every page: navigation, who is signed in.
    Object (*layout)(const Visit&, const Response&, const StaticFiles&);
};

class Dispatcher {
public:
    explicit Dispatcher(Workings);

    // Decided when only the head has been read.
    [[nodiscard]] Gate gate(const Request& head) const;
    // Whether more than a form's worth may come: 0, or why not.
    [[nodiscard]] int admission(const Request& head) const;
    [[nodiscard]] Answer answer(const Request&);
    // An error page in the product's own look, or a plain one where even that fails. 503 is small and ready-made.
    [[nodiscard]] Answer error(int status, const Request*) const;

    // The same without HTTP: for tests that go through the router without a socket.
    [[nodiscard]] Response respond(const Match&, Visit&) const;
    [[nodiscard]] std::string document(const Visit&, const Response&) const;

private:
    Answer answered(const Request&);
    // dispatch_gate.cc: before and instead of an answer.
    std::optional<Match> match_of(const Request&, const std::string& path) const;
    Lane lane_of(const Request&, const Route&, bool is_program) const;
    void make_busy_answers();
    const Answer& busy_answer(const Request*) const;
    Answer error_page(int status, const std::string& key, const Request*) const;
    Answer trouble(const Unsent&, const Request&) const;
    Answer too_many(const Request&) const;
    // dispatch_api.cc: what programs ask.
    Answer answer_api(const Request&, const std::string& path, const std::string& query);
    Visit program_visit(const Request&) const;
    Response form_page(const FormMatch&, Visit) const;
    Response form_answer(const FormMatch&, const Visit&) const;
    // What a program left out of an edit stays as the form's page has it now.
    void fill_in(const Match&, const Json& sent, Visit&) const;
    std::optional<Status> read_program_form(const Request&, const Match&, Visit&) const;
    Response once(const Route&, const Visit&, db::Write&) const;
    void recognise(Visit&, db::Read&) const;
    // The answer to who does not pass; nothing when the visit may go on.
    std::optional<Response> refusal_of(const Route&, Visit&, db::Read&) const;
    bool would_pass(const Route&, Visit) const;
    void note_use(const Visit&) const;
    Answer static_answer(const Request&) const;
    Answer answer_route(const Request&, const Match&, const std::string& path, const std::string& query);
    bool read_form(const Request&, const Match&, Visit&) const;
    void keep_uploads(Visit&) const;
    // Somebody was signed out while typing: everything typed is kept, to be sent again after signing in elsewhere.
    Response respond_or_keep_words(const Request&, const Match&, Visit&) const;
    Response resend_page(const Visit&) const;
    Response respond_to_beginning(const Request&, const Match&, Visit&) const;
    Response unsent_page(const Request&, const Visit&, const Unsent&) const;
    Answer finished(const Request*, const Visit&, const Response&) const;
    Visit visit_of(const Request&, const std::string& path) const;

    Workings workings_;
    Throttle throttle_;
    mutable KnownTokens known_;
    std::array<Answer, 4> busy_;  // pages and programs, each over TLS and not
};

}  // namespace touchstone::web
