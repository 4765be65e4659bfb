// What the keepers of a restricted record look after: who may read it, who has read it, and its erasure.
#include <algorithm>

#include "jobs/job_store.h"
#include "people/colleague_store.h"
#include "privacy/erasure_store.h"
#include "records/record_pages.h"
#include "records/record_words_pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::records {
namespace {

using privacy::ErasureReason;
using web::text;

std::string period(const Reader& reader, Instant now) {
    const auto since = in_words(date_of(reader.since));
    if (!reader.until) return text("records.readers.since", {{"since", since}});
    return text(reader.holds_at(now) ? "records.readers.until_day" : "records.readers.ended",
                {{"since", since}, {"until", in_words(date_of(*reader.until))}});
}

std::vector<Reader> readers_of(const std::vector<NamedReader>& named) {
    std::vector<Reader> readers;
    for (const auto& one : named) readers.push_back(one.reader);
    return readers;
}

web::List reader_rows(const web::Visit& visit, const RecordId& record, const std::vector<NamedReader>& named) {
    const auto readers = readers_of(named);
    web::List rows;
    for (const auto& [reader, name, given_by_name] : named)
        rows.push_back(
            web::Object{{"name", name},
                        {"kind", text("records.readers.kind_" + name_of(reader.kind) + ".name")},
                        {"period", period(reader, visit.now)},
                        {"reason", web::or_false(reader.reason)},
                        {"by", text("records.readers.by", {{"name", given_by_name}})},
                        {"end", end_reader(readers, reader.id, visit.now)
                                    ? web::Data(web::Object{{"href", address_of(record) + "/readers/" + reader.id.text + "/end"}})
                                    : web::Data(false)}});
    return rows;
}

std::vector<web::Option> possible_readers(const web::Visit& visit, db::Read& db, const db::Only& only = {}) {
    std::vector<web::Option> options;
    for (const auto& person : people::list_colleagues(db, visit.actor.partnership, visit.now, only))
        if (person.id != visit.actor.id) options.push_back({person.id.text, web::listed({person.name, person.job}), {}});
    web::sort_by_label(options);
    return options;
}

web::Response readers_page(const web::Visit& visit, db::Read& db, const ReaderDraft& draft, const Problems& problems, web::Status status) {
    const auto record = visit.id<RecordId>("kept_record");
    auto options = possible_readers(visit, db);
    options.insert(options.begin(), {"", text("records.readers.choose"), {}});
    std::vector<web::Option> kinds;
    for (const auto kind : {ReaderKind::reader, ReaderKind::keeper})
        kinds.push_back({name_of(kind), text("records.readers.kind_" + name_of(kind) + ".name"),
                         text("records.readers.kind_" + name_of(kind) + ".about")});
    auto data = web::components(reader_fields(), draft, problems, {{"account", options}, {"kind", kinds}});
    data.merge({{"header", web::header(text("records.window"), text("records.readers.title"), text("records.readers.lead"))},
                {"csrf", visit.csrf},
                {"address", address_of(record)},
                {"rows", reader_rows(visit, record, list_readers(db, visit.actor.partnership, record, visit.now))},
                {"button", web::button(text("records.readers.button"))}});
    auto response = kept_page("records/readers", std::move(data), status);
    response.problems = problems;
    return response;
}

web::Response show_readers(const web::Visit& visit, db::Read& db) { return readers_page(visit, db, {}, {}, web::Status::ok); }

web::Response add_named(const web::Visit& visit, db::Write& db) {
    const auto record = visit.id<RecordId>("kept_record");
    if (!privacy::vault().can_open(record.text)) return cannot_open();
    const auto draft = web::read_draft(reader_fields(), visit.form);
    std::vector<AccountId> known;
    for (const auto& option : possible_readers(visit, db, db::Only(visit.form.ids()))) known.push_back(AccountId{option.value});
    const auto readers = readers_of(list_readers(db, visit.actor.partnership, record, visit.now));
    const auto named = name_reader(visit.actor, readers, known, draft, visit.now);
    if (!named) return readers_page(visit, db, draft, named.error(), web::Status::unprocessable);
    add_reader(db, visit.by(), record, *named);
    return web::see_other(address_of(record) + "/readers");
}

web::Response end_named(const web::Visit& visit, db::Write& db) {
    const auto record = visit.id<RecordId>("kept_record");
    const auto readers = readers_of(list_readers(db, visit.actor.partnership, record, visit.now));
    const auto id = visit.id<ReaderId>("reader");
    if (std::ranges::find(readers, id, &Reader::id) == readers.end()) return web::not_found();
    const auto after = end_reader(readers, id, visit.now);
    if (!after) return readers_page(visit, db, {}, after.error(), web::Status::unprocessable);
    save_ended(db, visit.by(), record, *after);
    // Whoever ended their own part cannot see the page any more.
    return web::see_other(after->account == visit.actor.id ? "/records" : address_of(record) + "/readers");
}

web::Response show_readings(const web::Visit& visit, db::Read& db) {
    web::List rows;
    for (const auto& [reading, name] : list_readings(db, visit.actor.partnership, visit.id<RecordId>("kept_record")))
        rows.push_back(web::Object{{"when", in_words(reading.at)},
                                   {"machine_time", iso(reading.at)},
                                   {"who", name},
                                   {"what", text("records.purpose." + name_of(reading.purpose))},
                                   {"reason", reading.reason.empty() ? text("records.readings.unreadable") : reading.reason}});
    return kept_page("records/readings",
                     {{"header", web::header(text("records.window"), text("records.readings.title"), text("records.readings.lead"))},
                      {"address", address_of(visit.id<RecordId>("kept_record"))},
                      {"is_empty", rows.empty()},
                      {"entries", rows}});
}

web::Response erase_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    const auto found = find_asked(visit, db, "kept_record");
    if (!found) return web::not_found();
    std::vector<web::Option> reasons;
    for (const auto reason : {ErasureReason::asked, ErasureReason::not_needed, ErasureReason::unlawful})
        reasons.push_back({name_of(reason), text("records.erase.reason_" + name_of(reason)), {}});
    auto response = kept_page("records/erase",
                              {{"header", web::header(found->record.words.label, text("records.erase.title"), text("records.erase.lead"))},
                               {"csrf", visit.csrf},
                               {"action", visit.address},
                               {"reason", web::radios({.name = "reason",
                                                       .legend = text("records.erase.reason"),
                                                       .hint = {},
                                                       .options = reasons,
                                                       .chosen = {visit.form.text("reason")}},
                                                      problems)},
                               {"confirm", web::text_input({.name = "confirm",
                                                            .label = text("records.erase.confirm", {{"word", text("records.erase.word")}}),
                                                            .hint = text("records.erase.confirm_hint"),
                                                            .value = visit.form.text("confirm"),
                                                            .type = "text",
                                                            .autocomplete = "off",
                                                            .width = "fluid-half"},
                                                           problems)},
                               {"button", web::button(text("records.erase.button"))}},
                              status);
    response.problems = problems;
    return response;
}

web::Response show_erase(const web::Visit& visit, db::Read& db) { return erase_page(visit, db, {}, web::Status::ok); }

// Also where the record cannot be opened any more. The job that follows destroys key and files.
web::Response erase(const web::Visit& visit, db::Write& db) {
    const auto record = visit.id<RecordId>("kept_record");
    const auto& here = visit.actor.partnership;
    Problems problems;
    const auto reason = privacy::erasure_reason_from(visit.form.text("reason"));
    if (!reason) problems.push_back({"reason", "records.erase.reason_missing"});
    if (visit.form.text("confirm") != text("records.erase.word")) problems.push_back({"confirm", "records.erase.confirm_missing"});
    if (!problems.empty()) return erase_page(visit, db, problems, web::Status::unprocessable);
    const auto job = jobs::ask(db, visit.actor, "record_erasure", record.text, visit.now);
    if (!job) return erase_page(visit, db, {{"", "people.rights.too_many"}}, web::Status::unprocessable);
    if (!erase_record(db, visit.by(), record)) return web::not_found();
    privacy::add_tombstone(
        db, {here, privacy::record_kind, record.text, privacy::next_number(db, here), visit.now, visit.actor.id, visit.actor.id, *reason});
    return web::see_other("/jobs/" + job->text);
}

}  // namespace

void add_keeping_pages(web::Router& router) {
    router.word("reader");
    router.get("/records/{kept_record}/readers", may::see, show_readers);
    router.post("/records/{kept_record}/readers", may::see, add_named);
    router.post("/records/{kept_record}/readers/{reader}/end", may::see, end_named);
    router.get("/records/{kept_record}/readings", may::see, show_readings);
    router.get("/records/{kept_record}/erase", may::see, show_erase);
    router.post("/records/{kept_record}/erase", may::see, erase);
}

}  // namespace touchstone::records
