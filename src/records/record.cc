#include "records/record.h"

#include <algorithm>
#include <sstream>

#include "base/text.h"

namespace touchstone::records {
namespace {

void check_text(Problems& problems, const std::string& field, const std::string& value, std::size_t max) {
    if (value.empty()) problems.push_back({field, "records.form." + field + "_missing"});
    if (characters(value) > max) problems.push_back({field, "records.form." + field + "_long"});
}

void check_reason(Problems& problems, const std::string& reason) {
    std::istringstream words(reason);
    int count = 0;
    for (std::string word; words >> word;) ++count;
    if (count < reason_min_words) problems.push_back({"reason", "records.open.reason_missing"});
    if (characters(reason) > reason_max_characters) problems.push_back({"reason", "records.open.reason_long"});
}

Date in_years(Instant now, std::chrono::years years) {
    auto day = date_of(now) + years;
    return day.ok() ? day : Date{day.year(), std::chrono::March, std::chrono::day{1}};  // 29 February
}

// A day to come, not later than `latest`; the texts that begin with `key` say what is wrong otherwise.
std::optional<Date> check_day(Problems& problems, const std::string& field, const std::string& key, const std::string& typed, Date latest,
                              Instant now) {
    const auto day = date_from(typed);
    if (!day)
        problems.push_back({field, key + "missing"});
    else if (end_of(*day) <= now)
        problems.push_back({field, key + "past"});
    else if (*day > latest)
        problems.push_back({field, key + "far"});
    return day;
}

bool is_keeper(const Reader& reader, Instant now) { return reader.kind == ReaderKind::keeper && reader.holds_at(now); }

}  // namespace

const Fields<RecordDraft>& record_fields() {
    using field::day, field::lines, field::needed, field::words;
    static const Fields<RecordDraft> fields{
        "records.form",
        {needed(words("label", &RecordDraft::label, label_max_characters)),
         needed(words("title", &RecordDraft::title, title_max_characters)), needed(lines("text", &RecordDraft::text, text_max_characters)),
         needed(day("keep_until", &RecordDraft::keep_until))},
        &RecordDraft::seen_version};
    return fields;
}

RecordDraft draft_of(const Record& record) {
    return {record.words.label, record.words.title, record.words.text, iso(record.keep_until), record.version};
}

const Fields<ReaderDraft>& reader_fields() {
    using field::choice, field::day, field::lines, field::needed;
    static const Fields<ReaderDraft> fields{
        "records.readers",
        {needed(choice("account", &ReaderDraft::account)),
         needed(choice("kind", &ReaderDraft::kind, {name_of(ReaderKind::reader), name_of(ReaderKind::keeper)})),
         day("until", &ReaderDraft::until), needed(lines("reason", &ReaderDraft::reason, reason_max_characters))}};
    return fields;
}

const Fields<ReadingDraft>& reading_fields() {
    using field::choice, field::lines, field::needed;
    static const Fields<ReadingDraft> fields{
        "records.open",
        {needed(choice("purpose", &ReadingDraft::purpose)), needed(lines("reason", &ReadingDraft::reason, reason_max_characters))}};
    return fields;
}

Outcome<Record> make_record(const Record& fresh, const RecordDraft& draft, Instant now) {
    Problems problems;
    check_text(problems, "label", draft.label, label_max_characters);
    check_text(problems, "title", draft.title, title_max_characters);
    check_text(problems, "text", draft.text, text_max_characters);
    const auto until = check_day(problems, "keep_until", "records.form.keep_until_", draft.keep_until, in_years(now, longest_keeping), now);
    if (!problems.empty()) return refuse(problems);
    auto record = fresh;
    record.words = {draft.label, draft.title, draft.text};
    record.keep_until = *until;
    return record;
}

Outcome<Record> rewrite(const Record& before, const RecordDraft& draft, Instant now) {
    auto after = make_record(before, draft, now);
    if (after) after->version = draft.seen_version + 1;
    return after;
}

Reader first_keeper(const Record& record) {
    return {ReaderId::make(record.made_at), record.made_by, ReaderKind::keeper, record.made_at, std::nullopt, record.made_by, {}};
}

Outcome<Reader> name_reader(const Actor& keeper, const std::vector<Reader>& readers, const std::vector<AccountId>& known,
                            const ReaderDraft& draft, Instant now) {
    Problems problems;
    const AccountId account{draft.account};
    const auto kind = draft.kind == name_of(ReaderKind::keeper) ? ReaderKind::keeper : ReaderKind::reader;
    if (account == keeper.id)
        problems.push_back({"account", "records.readers.account_own"});
    else if (std::ranges::find(known, account) == known.end())
        problems.push_back({"account", "records.readers.account_missing"});
    else if (std::ranges::any_of(readers,
                                 [&](const Reader& one) { return one.account == account && one.kind == kind && one.holds_at(now); }))
        problems.push_back({"account", "records.readers.account_named"});
    if (draft.kind != name_of(kind)) problems.push_back({"kind", "records.readers.kind_missing"});
    std::optional<Date> until;
    if (!draft.until.empty() && kind == ReaderKind::keeper) problems.push_back({"until", "records.readers.keeper_until"});
    if (!draft.until.empty() && kind == ReaderKind::reader)
        until = check_day(problems, "until", "records.readers.until_", draft.until, in_years(now, longest_keeping), now);
    check_reason(problems, draft.reason);
    if (!problems.empty()) return refuse(problems);
    return Reader{ReaderId::make(now), account, kind, now, until ? std::optional(end_of(*until)) : std::nullopt, keeper.id, draft.reason};
}

Outcome<Reader> end_reader(const std::vector<Reader>& readers, const ReaderId& id, Instant now) {
    const auto found = std::ranges::find(readers, id, &Reader::id);
    if (found == readers.end() || !found->holds_at(now)) return refuse({{"", "records.readers.over_already"}});
    const auto keepers = std::ranges::count_if(readers, [&](const Reader& one) { return is_keeper(one, now); });
    if (is_keeper(*found, now) && keepers == 1) return refuse({{"", "records.readers.last_keeper"}});
    auto after = *found;
    after.until = now;
    return after;
}

Outcome<Reading> open_record(const Actor& reader, const ReadingDraft& draft, Instant now) {
    Problems problems;
    const auto& all = all_purposes();
    const auto purpose = std::ranges::find(all, draft.purpose, [](Purpose one) { return name_of(one); });
    if (purpose == all.end()) problems.push_back({"purpose", "records.open.purpose_missing"});
    check_reason(problems, draft.reason);
    if (!problems.empty()) return refuse(problems);
    return Reading{ReadingId::make(now), reader.id, now, *purpose, draft.reason};
}

bool is_due(const Record& record, Instant now) { return end_of(record.keep_until) <= now + notice_of_end; }

std::string name_of(ReaderKind kind) { return kind == ReaderKind::keeper ? "keeper" : "reader"; }

std::string name_of(Purpose purpose) {
    switch (purpose) {
        case Purpose::write:
            return "write";
        case Purpose::review:
            return "review";
        case Purpose::quality:
            return "quality";
        case Purpose::request:
            return "request";
        case Purpose::oversight:
            return "oversight";
    }
    return {};
}

const std::vector<Purpose>& all_purposes() {
    static const std::vector all{Purpose::write, Purpose::review, Purpose::quality, Purpose::request, Purpose::oversight};
    return all;
}

}  // namespace touchstone::records
