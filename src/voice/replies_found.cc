#include "voice/replies_found.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "voice/chance.h"
#include "voice/replies_guess.h"

namespace touchstone::voice {
namespace {

using Json = nlohmann::json;

constexpr std::size_t title_max = 150;

auto refused(const char* why) { return refuse({{"file", why}}); }

bool is_blank(const Cells& row) {
    return std::ranges::all_of(row, [](const std::string& cell) { return cell.empty(); });
}

std::string cell_at(const Cells& row, std::size_t at) { return at < row.size() ? without_mark(row[at]) : std::string(); }

// The heads, and the number of the row that holds the first of them.
struct Begun {
    ReplyHeads heads;
    std::int64_t row = 0;
};
Outcome<Begun> begin(const EachReplyRow& each_row) {
    std::vector<std::pair<std::int64_t, Cells>> first;
    const auto read = each_row([&](std::int64_t number, Cells& row) {
        if (!first.empty() || !is_blank(row)) first.emplace_back(number, std::move(row));
        return first.size() < 2;
    });
    if (!read) return std::unexpected(read.error());
    if (first.empty()) return refused("people.sheet.empty");
    return Begun{heads_of(first.front().second, first.size() > 1 ? first[1].second : Cells{}), first.front().first};
}

Outcome<void> each_answer(const EachReplyRow& each_row, const Begun& begun, const OnRow& on_row) {
    const auto last_head = begun.row + static_cast<std::int64_t>(begun.heads.rows) - 1;
    return each_row([&](std::int64_t number, Cells& row) { return number <= last_head || is_blank(row) || on_row(number, row); });
}

Json json_of(const ReplyHead& head) { return {head.question, head.part, head.code}; }
ReplyHead head_from(const Json& json) { return {json.at(0), json.at(1), json.at(2)}; }

}  // namespace

std::string FoundReplies::heads() const {
    std::uint64_t sum = 0xcbf29ce484222325ULL;  // FNV-1a
    for (const auto& column : columns)
        for (const char letter : column.head.key() + "\x1E") sum = (sum ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    return fmt::format("{:016x}", sum);
}

Outcome<StrippedReplies> strip(const EachReplyRow& each_row) {
    const auto begun = begin(each_row);
    if (!begun) return std::unexpected(begun.error());
    const auto& heads = begun->heads;
    const auto kept_now = std::ranges::count(heads.is_dropped, false);
    std::vector<ColumnGuess> guesses(heads.heads.size());
    bool has_more = false;  // cells under no head
    std::int64_t rows = 0;
    auto read = each_answer(each_row, *begun, [&](std::int64_t, Cells& row) {
        has_more = has_more || row.size() > guesses.size();
        for (std::size_t at = 0; at < std::min(row.size(), guesses.size()); ++at)
            if (!heads.is_dropped[at]) guesses[at].see(cell_at(row, at));
        return ++rows <= replies_max_rows;
    });
    if (!read) return std::unexpected(read.error());
    if (rows == 0) return refused("voice.replies.no_rows");
    if (rows > replies_max_rows) return refused("voice.replies.too_many_rows");
    if (kept_now == 0) return refused("voice.replies.nothing_left");

    StrippedReplies stripped;
    auto& found = stripped.found;
    found.tool = heads.tool;
    found.rows = rows;
    std::vector<std::size_t> kept;
    for (std::size_t at = 0; at < guesses.size(); ++at) {
        const auto& head = heads.heads[at];
        auto why = heads.is_dropped[at] ? std::optional(Dropped::by_head) : guesses[at].why_dropped();
        if (!why && head.words().empty() && guesses[at].answered() > 0) why = Dropped::nameless;
        if (why) {
            found.dropped.push_back({head.words(), *why});
        } else if (!head.words().empty()) {
            kept.push_back(at);
            found.columns.push_back(guesses[at].guessed(head));
        }
    }
    if (has_more) found.dropped.push_back({"", Dropped::nameless});
    if (kept.empty()) return refused("voice.replies.nothing_left");
    if (kept.size() > reply_columns_max) return refused("voice.replies.too_many_columns");

    read = each_answer(each_row, *begun, [&](std::int64_t number, Cells& row) {
        ReplyRow left{number, {}};
        for (const auto at : kept) {
            const auto cell = cell_at(row, at), without = without_emails(cell);
            const bool tells = tells_who(cell) || tells_who(without);
            found.emptied += tells;
            left.cells.push_back(tells ? std::string() : without);
        }
        stripped.rows.push_back(std::move(left));
        return true;
    });
    if (!read) return std::unexpected(read.error());
    shuffle(stripped.rows);
    return stripped;
}

std::string title_from(const std::string& file_name) {
    auto title = file_name.substr(0, file_name.rfind('.'));
    if (const auto opens = title.rfind('('); opens != std::string::npos && title.ends_with(')')) title.resize(opens);
    for (char& letter : title)
        if (letter == '_') letter = ' ';
    return first_characters(tidied(title), title_max);
}

std::string as_json(const FoundReplies& found) {
    auto columns = Json::array(), dropped = Json::array();
    for (const auto& column : found.columns) columns.push_back({json_of(column.head), column.suggested, column.values});
    for (const auto& column : found.dropped) dropped.push_back({column.head, name_in(reasons_dropped(), column.why)});
    return Json{{"tool", name_in(tools(), found.tool)},
                {"title", found.title},
                {"rows", found.rows},
                {"emptied", found.emptied},
                {"columns", columns},
                {"dropped", dropped}}
        .dump();
}

FoundReplies found_replies_from(const std::string& text) {
    const auto json = Json::parse(text);
    FoundReplies found;
    found.tool = value_in(tools(), json.at("tool").get<std::string>()).value();
    found.title = json.at("title").get<std::string>();
    found.rows = json.at("rows").get<std::int64_t>();
    found.emptied = json.at("emptied").get<int>();
    for (const auto& column : json.at("columns"))
        found.columns.push_back({head_from(column.at(0)), column.at(1).get<std::string>(), column.at(2).get<std::vector<std::string>>()});
    for (const auto& column : json.at("dropped"))
        found.dropped.push_back({column.at(0).get<std::string>(), value_in(reasons_dropped(), column.at(1).get<std::string>()).value()});
    return found;
}

std::string as_json(const std::vector<ReplyRow>& rows) {
    auto json = Json::array();
    for (const auto& row : rows) json.push_back({Json(row.number), Json(row.cells)});
    return json.dump();
}

std::vector<ReplyRow> reply_rows_from(const std::string& text) {
    std::vector<ReplyRow> rows;
    for (const auto& row : Json::parse(text)) rows.push_back({row.at(0).get<std::int64_t>(), row.at(1).get<Cells>()});
    return rows;
}

}  // namespace touchstone::voice
