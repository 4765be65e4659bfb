#include "db/postgres_connection.h"

#include <charconv>
#include <deque>

#include <poll.h>

#include "db/slow.h"

namespace touchstone::db::postgres {
namespace {

using std::chrono::steady_clock;

constexpr Oid bigint_type = 20;
constexpr Oid text_type = 25;

class PostgresCells : public Cells {
public:
    PostgresCells(const PGresult* result, const std::vector<std::string>& names) : Cells(names), result_(result) {}
    void move_to(int row) { row_ = row; }
    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
    std::int64_t integer(int column) const override {
        const auto digits = text(column);
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{} || end != digits.data() + digits.size()) throw std::logic_error(name_of(column) + " is not a number");
        return value;
    }
    std::string text(int column) const override {
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

private:
    const PGresult* result_;
    int row_ = 0;
};

void for_each_row(const PGresult* result, const EachRow& each) {
    std::vector<std::string> names;
    for (int i = 0; i < PQnfields(result); ++i) names.emplace_back(PQfname(result, i));
    PostgresCells cells(result, names);
    const Row row(cells);
    for (int i = 0; i < PQntuples(result); ++i) {
        cells.move_to(i);
        each(row);
    }
}

}  // namespace

// Arguments as libpq takes them.
struct Sent {
    explicit Sent(const std::vector<Value>& arguments) {
        for (const auto& argument : arguments) {
            const auto* integer = std::get_if<std::int64_t>(&argument);
            const auto* text = std::get_if<std::string>(&argument);
            texts.push_back(integer ? std::to_string(*integer) : text ? *text : std::string());
            types.push_back(integer ? bigint_type : text ? text_type : 0);
            shape += integer ? 'i' : text ? 't' : 'n';
        }
        for (std::size_t i = 0; i < texts.size(); ++i) {
            values.push_back(shape[i] == 'n' ? nullptr : texts[i].c_str());
            lengths.push_back(static_cast<int>(texts[i].size()));
        }
    }
    [[nodiscard]] bool send_to_prepare(PGconn* handle, const std::string& name, const std::string& sql) const {
        return PQsendPrepare(handle, name.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data()) == 1;
    }
    [[nodiscard]] bool send(PGconn* handle, const std::string& name) const {
        return PQsendQueryPrepared(handle, name.c_str(), static_cast<int>(values.size()), values.data(), lengths.data(), nullptr, 0) == 1;
    }

    std::vector<std::string> texts;
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::string shape;  // the types are part of a prepared statement's identity
};

namespace {

// "insert into thing (…" fills "thing".
std::string table_filled_by(std::string_view sql) {
    constexpr std::string_view words = "insert into ";
    const auto begin = sql.find(words);
    if (begin == std::string_view::npos) return {};
    const auto rest = sql.substr(begin + words.size());
    return std::string(rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789")));
}

// What PostgreSQL says when it stops, starts, has no connection left, or is a standby now.
bool means_away(std::string_view code) { return code.starts_with("08") || code.starts_with("57P") || code == "53300" || code == "25006"; }

}  // namespace

Postgres::Postgres(const std::string& url) {
    connect(url);
    PQsetnonblocking(handle_.get(), 1);
    PQsetNoticeReceiver(
        handle_.get(),
        [](void* warned, const PGresult* notice) {
            const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
            if (severity != nullptr && std::string_view(severity) == "WARNING") *static_cast<bool*>(warned) = true;
        },
        &is_warned_);
    script("set client_encoding = 'UTF8'; set statement_timeout = '9s'; set lock_timeout = '5s'; set synchronous_commit = on",
           connecting_max);
}

// What the address itself says of these settings goes before ours.
void Postgres::connect(const std::string& url) {
    const char* names[] = {"application_name", "keepalives_idle", "tcp_user_timeout", "dbname", nullptr};
    const char* values[] = {"touchstone", "30", "20000", url.c_str(), nullptr};
    handle_.reset(PQconnectStartParams(names, values, 1));
    const Deadline deadline = steady_clock::now() + connecting_max;
    auto state = handle_ && PQstatus(handle_.get()) != CONNECTION_BAD ? PGRES_POLLING_WRITING : PGRES_POLLING_FAILED;
    while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
        wait(state == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline);
        state = PQconnectPoll(handle_.get());
    }
    if (state != PGRES_POLLING_OK) throw Away(std::string("cannot reach the database: ") + PQerrorMessage(handle_.get()));
}

bool Postgres::is_sound() const {
    return !is_given_up_ && PQstatus(handle_.get()) == CONNECTION_OK && PQtransactionStatus(handle_.get()) == PQTRANS_IDLE;
}

bool Postgres::is_connected() const {
    pollfd socket{PQsocket(handle_.get()), POLLIN, 0};
    const bool has_news = poll(&socket, 1, 0) > 0;
    return is_sound() && (!has_news || PQconsumeInput(handle_.get()) == 1);
}

void Postgres::wait(short events, const Deadline& deadline) {
    int patience = -1;
    if (deadline) {
        const auto left = std::chrono::ceil<milliseconds>(*deadline - steady_clock::now()).count();
        patience = static_cast<int>(std::max<std::int64_t>(left, 0));
    }
    pollfd socket{PQsocket(handle_.get()), events, 0};
    const int ready = poll(&socket, 1, patience);
    if (ready > 0 || (ready < 0 && errno == EINTR)) return;
    is_given_up_ = true;
    throw Away("the database does not answer");
}

Postgres::Result Postgres::next_result(const Deadline& deadline) {
    while (PQisBusy(handle_.get()) == 1) {
        wait(POLLIN, deadline);
        if (PQconsumeInput(handle_.get()) == 0) break;  // lost: the result says so
    }
    return {PQgetResult(handle_.get()), PQclear};
}

void Postgres::send_off(bool is_sent, const Deadline& deadline) {
    int to_send = is_sent ? PQflush(handle_.get()) : -1;
    while (to_send == 1) {
        wait(POLLIN | POLLOUT, deadline);
        to_send = PQconsumeInput(handle_.get()) == 0 ? -1 : PQflush(handle_.get());
    }
    if (to_send == 0) return;
    is_given_up_ = true;
    throw Away(std::string("the database was lost: ") + PQerrorMessage(handle_.get()));
}

// The result of the last statement, or of the first that failed.
Postgres::Result Postgres::answer_to(bool is_sent, std::optional<milliseconds> limit) {
    const Deadline deadline = limit ? Deadline(steady_clock::now() + *limit) : std::nullopt;
    send_off(is_sent, deadline);
    Result kept{nullptr, PQclear};
    bool has_failed = false;
    while (auto result = next_result(deadline)) {
        if (has_failed) continue;
        const auto status = PQresultStatus(result.get());
        has_failed = status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK;
        kept = std::move(result);
    }
    return checked(std::move(kept));
}

Postgres::Result Postgres::checked(Result result) const {
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
    const auto field = [&](int name) {
        const char* found = PQresultErrorField(result.get(), name);
        return std::string(found ? found : "");
    };
    const auto code = field(PG_DIAG_SQLSTATE);
    // Without its details: they quote values, and this is logged.
    const auto why = field(PG_DIAG_MESSAGE_PRIMARY);
    if (code.empty()) throw Away(std::string("the database was lost: ") + PQerrorMessage(handle_.get()));
    if (means_away(code)) throw Away(why);
    if (code == "40001" || code == "40P01") throw TryAgain(why);
    if (code == "57014" || code == "55P03") throw Overloaded(why);
    if (code == "53100") throw NoRoom(why);
    throw Failure(why);
}

void Postgres::script(const std::string& sql, std::optional<milliseconds> limit) {
    answer_to(PQsendQuery(handle_.get(), sql.c_str()) == 1, limit);
}

void Postgres::commit() {
    is_warned_ = false;
    std::string done;
    try {
        done = PQcmdStatus(answer_to(PQsendQuery(handle_.get(), "commit") == 1, commit_max).get());
    } catch (const Away& failure) {
        throw Unsure(failure.what());
    }
    if (done != "COMMIT") throw Failure("the database has rolled back what was to be committed");
    // It is kept here, but the wait for a standby was broken off.
    if (is_warned_) throw Unsure("the commit did not reach the standby");
}

int Postgres::run(std::string_view sql, const std::vector<Value>& arguments, const EachRow& each) {
    const Stopwatch stopwatch(sql);
    const Sent sent(arguments);
    const auto& name = prepare(std::string(sql), sent);
    const auto result = answer_to(sent.send(handle_.get(), name), statement_max);
    for_each_row(result.get(), each);
    const int rows = std::atoi(PQcmdTuples(result.get()));
    if (std::string_view(PQcmdStatus(result.get())).starts_with("INSERT")) added_[table_filled_by(sql)] += rows;
    return rows;
}

// All of them are sent before the first answer is waited for; what has not been prepared yet is, on the same way. No row is given on before
// all have come, since a reader that throws must not leave answers behind.
void Postgres::ask(const std::vector<Question>& questions) {
    if (questions.size() == 1) return void(run(questions[0].sql, questions[0].arguments, questions[0].each));
    std::deque<Stopwatch> stopwatches;
    for (const auto& question : questions) stopwatches.emplace_back(question.sql);
    const Deadline deadline = steady_clock::now() + statement_max;
    bool is_sent = PQenterPipelineMode(handle_.get()) == 1;
    std::unordered_map<std::string, std::string> fresh;
    std::vector<bool> is_question;  // of each command: what prepares one is none
    for (const auto& question : questions) {
        const Sent sent(question.arguments);
        const auto key = sent.shape + question.sql;
        const auto known = prepared_.find(key);
        auto name = known != prepared_.end() ? known->second : fresh[key];
        if (name.empty()) {
            name = fresh[key] = next_name();
            is_sent = is_sent && sent.send_to_prepare(handle_.get(), name, question.sql);
            is_question.push_back(false);
        }
        is_sent = is_sent && sent.send(handle_.get(), name);
        is_question.push_back(true);
    }
    send_off(is_sent && PQpipelineSync(handle_.get()) == 1, deadline);
    const auto results = results_of(is_question, deadline);
    prepared_.merge(fresh);
    for (std::size_t i = 0; i < questions.size(); ++i) for_each_row(results[i].get(), questions[i].each);
}

// Throws for the first that failed; those after it were not run.
std::vector<Postgres::Result> Postgres::results_of(const std::vector<bool>& is_question, const Deadline& deadline) {
    std::vector<Result> results;
    Result failed{nullptr, PQclear};
    for (const bool is_kept : is_question) {
        auto result = next_result(deadline);
        const auto status = PQresultStatus(result.get());
        const bool is_done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
        if (result)
            while (next_result(deadline)) continue;
        if (!is_done && !failed) {
            failed = std::move(result);
            if (!failed) break;  // lost
        } else if (is_kept) {
            results.push_back(std::move(result));
        }
    }
    while (PQpipelineStatus(handle_.get()) != PQ_PIPELINE_OFF && PQexitPipelineMode(handle_.get()) == 0 &&
           PQstatus(handle_.get()) == CONNECTION_OK)
        next_result(deadline);  // the mark at the pipeline's end
    if (failed) checked(std::move(failed));
    if (results.empty() || PQpipelineStatus(handle_.get()) != PQ_PIPELINE_OFF) {
        is_given_up_ = true;
        throw Away(std::string("the database was lost: ") + PQerrorMessage(handle_.get()));
    }
    return results;
}

void Postgres::run_unhurried(const std::string& sql, const EachRow& each) {
    for_each_row(answer_to(PQsendQuery(handle_.get(), sql.c_str()) == 1, std::nullopt).get(), each);
}

std::string Postgres::next_name() { return "s" + std::to_string(names_++); }

const std::string& Postgres::prepare(const std::string& sql, const Sent& sent) {
    auto& name = prepared_[sent.shape + sql];
    if (name.empty()) {
        const auto fresh = next_name();
        answer_to(sent.send_to_prepare(handle_.get(), fresh, sql), statement_max);
        name = fresh;
    }
    return name;
}

}  // namespace touchstone::db::postgres
