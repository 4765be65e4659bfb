// The database as slices see it: Read, Write and Row. One SQL text serves SQLite and PostgreSQL; arguments are $1, $2, …
// Hand a store function a Read and it cannot write: the compiler says so.
#pragma once
#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace touchstone::db {

// The store itself is broken, full or unreachable. Nobody but the server's last line catches it.
struct Failure : std::runtime_error {
    using runtime_error::runtime_error;
};

// The disk is full.
struct NoRoom : Failure {
    using Failure::Failure;
};

// More writers are waiting than we can serve soon: come back later.
struct Overloaded : Failure {
    using Failure::Failure;
};

template <class T>
inline constexpr bool is_id = false;
template <class Thing>
inline constexpr bool is_id<Id<Thing>> = true;

template <class T>
concept Storable =
    std::is_enum_v<T> || std::integral<T> || std::same_as<T, std::string> || std::same_as<T, Instant> || std::same_as<T, Date> || is_id<T>;

using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

// The engine's current row. Columns are found by name; nothing converts by itself.
class Cells {
public:
    explicit Cells(const std::vector<std::string>& names) : names_(names) {}
    Cells(const Cells&) = delete;
    Cells& operator=(const Cells&) = delete;
    virtual ~Cells() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string text(int column) const = 0;
    // -1 when there is none. Rows are mostly read in their columns' order: looked for from behind the one found last.
    int column(std::string_view name) const {
        for (std::size_t tries = 0; tries < names_.size(); ++tries) {
            const auto here = next_ < names_.size() ? next_ : 0;
            next_ = here + 1;
            if (names_[here] == name) return static_cast<int>(here);
        }
        return -1;
    }

protected:
    const std::string& name_of(int column) const { return names_.at(static_cast<std::size_t>(column)); }

private:
    const std::vector<std::string>& names_;
    mutable std::size_t next_ = 0;
};

class Row {
public:
    explicit Row(const Cells& cells) : cells_(cells) {}

    // Throws std::logic_error when the column is absent or null: NULL must never turn into 1970.
    template <Storable T>
    T get(std::string_view name) const {
        const int column = found(name);
        if (cells_.is_null(column)) throw std::logic_error("column " + std::string(name) + " is null");
        if constexpr (std::same_as<T, Instant>)
            return Instant{std::chrono::milliseconds{cells_.integer(column)}};
        else if constexpr (std::same_as<T, Date>)
            return date_from(cells_.text(column)).value();
        else if constexpr (std::same_as<T, std::string>)
            return cells_.text(column);
        else if constexpr (is_id<T>)
            return T{cells_.text(column)};
        else
            return static_cast<T>(cells_.integer(column));
    }
    template <Storable T>
    std::optional<T> maybe(std::string_view name) const {
        if (cells_.is_null(found(name))) return std::nullopt;
        return get<T>(name);
    }

private:
    int found(std::string_view name) const {
        const int column = cells_.column(name);
        if (column < 0) throw std::logic_error("no column " + std::string(name));
        return column;
    }
    const Cells& cells_;
};

using EachRow = std::function<void(const Row&)>;

struct Question {
    std::string sql;
    std::vector<Value> arguments;
    EachRow each;
};

// One conversation with an engine, inside a transaction that somebody else opened.
class Connection {
public:
    virtual ~Connection() = default;
    // Runs one statement; answers how many rows changed.
    virtual int run(std::string_view sql, const std::vector<Value>& arguments, const EachRow& each) = 0;
    // Several questions that need not wait for one another's answers. The first that fails throws.
    virtual void ask(const std::vector<Question>& questions) {
        for (const auto& question : questions) run(question.sql, question.arguments, question.each);
    }
};

template <class T>
Value to_value(const T& value) {
    if constexpr (std::same_as<T, Instant>)
        return std::int64_t{value.time_since_epoch().count()};
    else if constexpr (std::same_as<T, Date>)
        return iso(value);
    else if constexpr (is_id<T>)
        return value.text;
    else if constexpr (std::is_enum_v<T> || std::integral<T>)
        return static_cast<std::int64_t>(value);
    else
        return std::string(value);
}
template <class T>
Value to_value(const std::optional<T>& value) {
    return value ? to_value(*value) : Value{nullptr};
}

// A struct that lists its `arguments()`, and a list of values, stand for several.
template <class... Args>
std::vector<Value> values_of(const Args&... args) {
    std::vector<Value> values;
    [[maybe_unused]] const auto append = [&]<class T>(const T& value) {
        if constexpr (std::same_as<T, std::vector<Value>>)
            values.insert(values.end(), value.begin(), value.end());
        else if constexpr (requires { value.arguments(); })
            std::apply([&](const auto&... each) { (values.push_back(to_value(each)), ...); }, value.arguments());
        else
            values.push_back(to_value(value));
    };
    (append(args), ...);
    return values;
}

class Read {
public:
    explicit Read(Connection& connection) : connection_(connection) {}
    Read(const Read&) = delete;
    Read& operator=(const Read&) = delete;

    // Every row, read with `read`, in the statement's order.
    template <class Reader, class... Args>
    auto all(Reader read, std::string_view sql, const Args&... args) {
        std::vector<std::invoke_result_t<Reader, const Row&>> values;
        statement(sql, [&](const Row& row) { values.push_back(read(row)); }, args...);
        return values;
    }
    template <class Reader, class... Args>
    auto first(Reader read, std::string_view sql, const Args&... args) {
        std::optional<std::invoke_result_t<Reader, const Row&>> found;
        statement(
            sql,
            [&](const Row& row) {
                if (!found) found.emplace(read(row));
            },
            args...);
        return found;
    }
    // For statements that carry several kinds of row: nothing is collected.
    template <class... Args>
    void each(const EachRow& on_row, std::string_view sql, const Args&... args) {
        statement(sql, on_row, args...);
    }

    // How often the database was gone to, and with how many statements in all. Pages make two trips at most.
    int trips() const { return trips_; }
    int statements() const { return statements_; }

protected:
    template <class... Args>
    int statement(std::string_view sql, const EachRow& on_row, const Args&... args) {
        ++trips_;
        ++statements_;
        return connection_.run(sql, values_of(args...), on_row);
    }

private:
    friend class Trip;

    Connection& connection_;
    int trips_ = 0, statements_ = 0;
};

class Write : public Read {
public:
    using Read::Read;
    // Answers how many rows changed.
    template <class... Args>
    int run(std::string_view sql, const Args&... args) {
        return statement(sql, [](const Row&) {}, args...);
    }
};

}  // namespace touchstone::db
