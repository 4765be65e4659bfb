#include "db/postgres_connection.h"

#include <charconv>

#include <poll.h>

namespace touchstone::db::postgres {
namespace {

using std::chrono::steady_clock;

constexpr Oid bigint_type = 20;
constexpr Oid text_type = 25;

class PostgresCells : public Cells {
public:
    explicit PostgresCells(const PGresult* result) : result_(result) {}
    void move_to(int row) { row_ = row; }
    int column(std::string_view name) const override {
        for (int i = 0; i < PQnfields(result_); ++i)
            if (name == PQfname(result_, i)) return i;
        return -1;
    }
    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
    std::int64_t integer(int column) const override {
        const auto digits = text(column);
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{} || end != digits.data() + digits.size())
            throw std::logic_error(std::string(PQfname(result_, column)) + " is not a number");
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
    PostgresCells cells(result);
    const Row row(cells);
    for (int i = 0; i < PQntuples(result); ++i) {
        cells.move_to(i);
        each(row);
    }
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

// The result of the last statement, or of the first that failed.
Postgres::Result Postgres::answer_to(bool is_sent, std::optional<milliseconds> limit) {
    const Deadline deadline = limit ? Deadline(steady_clock::now() + *limit) : std::nullopt;
    int to_send = is_sent ? PQflush(handle_.get()) : -1;
    while (to_send == 1) {
        wait(POLLIN | POLLOUT, deadline);
        to_send = PQconsumeInput(handle_.get()) == 0 ? -1 : PQflush(handle_.get());
    }
    if (to_send < 0) {
        is_given_up_ = true;
        throw Away(std::string("the database was lost: ") + PQerrorMessage(handle_.get()));
    }
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
    std::vector<std::string> texts(arguments.size());
    std::vector<const char*> values(arguments.size());
    std::vector<int> lengths(arguments.size());
    std::string shape;  // the types are part of a prepared statement's identity
    std::vector<Oid> types(arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto* integer = std::get_if<std::int64_t>(&arguments[i]);
        const auto* text = std::get_if<std::string>(&arguments[i]);
        if (integer)
            texts[i] = std::to_string(*integer);
        else if (text)
            texts[i] = *text;
        types[i] = integer ? bigint_type : text ? text_type : 0;
        values[i] = integer || text ? texts[i].c_str() : nullptr;
        lengths[i] = static_cast<int>(texts[i].size());
        shape += integer ? 'i' : text ? 't' : 'n';
    }
    const auto& name = prepare(std::string(sql), shape, types);
    const bool is_sent = PQsendQueryPrepared(handle_.get(), name.c_str(), static_cast<int>(arguments.size()), values.data(), lengths.data(),
                                             nullptr, 0) == 1;
    const auto result = answer_to(is_sent, statement_max);
    for_each_row(result.get(), each);
    return std::atoi(PQcmdTuples(result.get()));
}

void Postgres::run_unhurried(const std::string& sql, const EachRow& each) {
    for_each_row(answer_to(PQsendQuery(handle_.get(), sql.c_str()) == 1, std::nullopt).get(), each);
}

const std::string& Postgres::prepare(const std::string& sql, const std::string& shape, const std::vector<Oid>& types) {
    auto& name = prepared_[shape + sql];
    if (name.empty()) {
        const auto fresh = "s" + std::to_string(names_++);
        answer_to(PQsendPrepare(handle_.get(), fresh.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data()) == 1,
                  statement_max);
        name = fresh;
    }
    return name;
}

}  // namespace touchstone::db::postgres
