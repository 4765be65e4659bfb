#include "db/postgres_check.h"

#include <fmt/format.h>

namespace touchstone::db::postgres {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(Postgres& connection, const std::string& sql, const std::vector<std::string>& columns) {
    Rows rows;
    connection.run_unhurried(sql, [&](const Row& row) {
        auto& cells = rows.emplace_back();
        for (const auto& column : columns) cells.push_back(row.get<std::string>(column));
    });
    return rows;
}

// What a statement finds, or that it cannot be run to its end.
template <class OnRow>
std::string looked_at(Postgres& connection, const std::string& sql, const std::string& what, OnRow on_row) {
    std::string problems;
    try {
        connection.run_unhurried(sql, [&](const Row& row) { problems += on_row(row); });
    } catch (const Away&) {
        throw;
    } catch (const Failure& failure) {
        return fmt::format("{} cannot be read: {}\n", what, failure.what());
    }
    return problems;
}

std::string rules_out_of_force(Postgres& connection) {
    std::string problems;
    for (const auto& rule : rows_of(connection, R"sql(
            select conrelid::regclass::text as place, conname::text as name from pg_constraint
            where connamespace = current_schema()::regnamespace and not convalidated
            union all
            select tgrelid::regclass::text, tgname::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
            where c.relnamespace = current_schema()::regnamespace and t.tgenabled = 'D'
            order by 1, 2)sql",
                                    {"place", "name"}))
        problems += fmt::format("rule {} of table {} is not in force\n", rule[1], rule[0]);
    return problems;
}

// Every row with all that is stored apart from it.
std::string unreadable_tables(Postgres& connection) {
    std::string problems;
    for (const auto& table : rows_of(connection, R"sql(
            select oid::regclass::text as name from pg_class
            where relnamespace = current_schema()::regnamespace and relkind = 'r' order by 1)sql",
                                     {"name"}))
        problems += looked_at(connection, fmt::format("select coalesce(sum(length(t::text)), 0)::text as size from {} t", table[0]),
                              "table " + table[0], [](const Row&) { return std::string(); });
    return problems;
}

std::string broken_references(Postgres& connection) {
    std::string problems;
    for (const auto& reference : rows_of(connection, R"sql(
            select c.conname::text as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
                   string_agg(format('b.%I = a.%I', theirs.attname, own.attname), ' and ') as pairs,
                   string_agg(format('a.%I is not null', own.attname), ' and ') as given
            from pg_constraint c
            cross join lateral unnest(c.conkey, c.confkey) as k (own, theirs)
            join pg_attribute own on own.attrelid = c.conrelid and own.attnum = k.own
            join pg_attribute theirs on theirs.attrelid = c.confrelid and theirs.attnum = k.theirs
            where c.contype = 'f' and c.connamespace = current_schema()::regnamespace
            group by c.oid, c.conname, c.conrelid, c.confrelid
            order by 2, 1)sql",
                                         {"name", "child", "parent", "pairs", "given"})) {
        const auto& [child, parent] = std::pair(reference[1], reference[2]);
        const auto sql = fmt::format("select count(*) as lost from {} a where {} and not exists (select 1 from {} b where {})", child,
                                     reference[4], parent, reference[3]);
        problems += looked_at(connection, sql, "table " + child, [&](const Row& row) {
            return row.get<std::int64_t>("lost") == 0
                       ? std::string()
                       : fmt::format("a reference leads nowhere in {}: {} to {}\n", child, row.get<std::int64_t>("lost"), parent);
        });
    }
    return problems;
}

bool can_check_indexes(Postgres& connection) {
    return !rows_of(connection, R"sql(
        select p.oid::text as id from pg_proc p
        where p.proname = 'bt_index_check' and p.pronargs = 2 and has_function_privilege(p.oid, 'execute'))sql",
                    {"id"})
                .empty();
}

std::string broken_indexes(Postgres& connection) {
    if (!can_check_indexes(connection)) return {};
    std::string problems;
    for (const auto& index : rows_of(connection, R"sql(
            select i.oid::regclass::text as name from pg_class i join pg_am m on m.oid = i.relam
            where i.relnamespace = current_schema()::regnamespace and i.relkind = 'i' and m.amname = 'btree' order by 1)sql",
                                     {"name"}))
        problems += looked_at(connection, fmt::format("select bt_index_check('{}'::regclass, true)::text as nothing", index[0]),
                              "index " + index[0], [](const Row&) { return std::string(); });
    return problems;
}

}  // namespace

std::string problems_in(Postgres& connection) {
    return rules_out_of_force(connection) + unreadable_tables(connection) + broken_references(connection) + broken_indexes(connection);
}

std::string unchecked_in(Postgres& connection) {
    std::string unchecked;
    if (!can_check_indexes(connection)) unchecked = "indexes, since the extension amcheck is not there for this account";
    if (rows_of(connection, "select setting as sums from pg_settings where name = 'data_checksums'", {"sums"}).at(0).at(0) != "on")
        unchecked += std::string(unchecked.empty() ? "" : "; ") + "changed bytes within a value, since the cluster keeps no checksums";
    return unchecked;
}

}  // namespace touchstone::db::postgres
