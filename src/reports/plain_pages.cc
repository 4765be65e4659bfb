// What was found, in plain words for those who will not read a long report.
#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "conclusions/conclusion.h"
#include "evaluations/evaluation_words_pages.h"
#include "people/draft_pages.h"
#include "reports/publication.h"
#include "reports/publishing_pages.h"
#include "web/session.h"

namespace touchstone::reports {
namespace {

using namespace evaluations;
using namespace conclusions;
using web::text;

std::string plain_address(const Shown& shown) { return publishing_address(shown.evaluation.id) + "/plain-words"; }

// One field of the page: what is kept, and what the person saw of it when the page was opened.
struct PlainField {
    Audience audience;
    FieldShape words, seen;
    std::string label, part, kept, hint = {};
    bool is_heading = false;
};

// Stands for words without showing them; of none it is empty.
std::string mark_of(const std::string& words) { return words.empty() ? "" : web::token_hash(words).substr(0, 16); }

std::vector<PlainField> plain_fields(const Shown& shown) {
    std::vector<PlainField> fields;
    for (const auto audience : plain_audiences())
        for (const auto& question : shown.framework->questions) {
            const auto row = std::to_string(question.number), part = text_of(part_of_question(question.number));
            if (has_headings(audience))
                fields.push_back({audience,
                                  heading_shape(audience).in_row(row),
                                  seen_heading_shape(audience).in_row(row),
                                  text("reports.plain.heading", {{"title", question.title}}),
                                  heading_part(part),
                                  {},
                                  text("reports.plain.heading_hint"),
                                  true});
            fields.push_back(
                {audience, plain_words_shape(audience).in_row(row), seen_words_shape(audience).in_row(row), question.title, part, {}});
        }
    for (auto& field : fields)
        if (const auto words = shown.published.plain.find(field.audience);
            words != shown.published.plain.end() && words->second.contains(field.part))
            field.kept = words->second.at(field.part);
    return fields;
}

web::Data input_of(const PlainField& field, const std::string& value, const Problems& problems) {
    if (field.is_heading)
        return web::text_input({.name = field.words.name, .label = field.label, .hint = field.hint, .value = value}, problems);
    return web::textarea({.name = field.words.name, .label = field.label, .hint = {}, .value = value, .rows = 4, .max = field.words.max},
                         problems);
}

const char* too_long(const PlainField& field) {
    if (field.is_heading) return "reports.plain.heading_too_long";
    return field.audience == Audience::board ? "reports.plain.board_too_long" : "reports.plain.too_long";
}

// What was typed, where it was refused.
struct TypedPlain {
    const web::Form* form = nullptr;
    std::vector<PlainField> overtaken;  // that somebody else changed meanwhile
    Problems problems;

    bool is_overtaken(const PlainField& field) const {
        return std::ranges::any_of(overtaken, [&](const PlainField& other) { return other.words.name == field.words.name; });
    }
    // Left as it was when the page was opened.
    bool is_untouched(const PlainField& field) const { return mark_of(form->text(field.words.name)) == form->text(field.seen.name); }
};

web::Object plain_field(const PlainField& field, const TypedPlain& typed) {
    // Once theirs has been shown, saving again is a choice; and what was not touched is shown as it is now.
    const bool is_as_kept = typed.form == nullptr || typed.is_untouched(field);
    const bool is_seen = is_as_kept || typed.is_overtaken(field);
    return {{"seen_name", field.seen.name},
            {"seen", is_seen ? mark_of(field.kept) : typed.form->text(field.seen.name)},
            {"is_heading", field.is_heading},
            {"field", input_of(field, is_as_kept ? field.kept : typed.form->text(field.words.name), typed.problems)}};
}

web::Data plain_conflict(const Shown& shown, const TypedPlain& typed) {
    if (typed.overtaken.empty()) return false;
    web::List fields;
    std::string who;
    Instant when{};
    for (const auto& field : typed.overtaken) {
        fields.push_back(web::Object{{"label", audience_word(field.audience) + ": " + field.label},
                                     {"yours", typed.form->text(field.words.name)},
                                     {"theirs", field.kept},
                                     {"is_same", false}});
        const auto by = shown.published.plain_by.find({field.audience, field.part});
        if (by != shown.published.plain_by.end() && by->second.second > when) std::tie(who, when) = by->second;
    }
    return web::Object{{"who", who.empty() ? text("ui.conflict_somebody") : who},
                       {"when", who.empty() ? text("ui.conflict_just_now") : in_words(when)},
                       {"fields", fields}};
}

web::FormNow form_of(const std::vector<PlainField>& fields) {
    web::FormNow form;
    for (const auto& field : fields) {
        form.values.push_back({field.words, {field.kept}});
        form.values.push_back({field.seen, {mark_of(field.kept)}});
    }
    return form;
}

web::Response plain_page(const web::Visit& visit, const Shown& shown, const TypedPlain& typed, web::Status status) {
    web::List audiences;
    const auto all = plain_fields(shown);
    for (const auto audience : plain_audiences()) {
        web::List fields;
        for (const auto& field : all)
            if (field.audience == audience) fields.push_back(plain_field(field, typed));
        audiences.push_back(web::Object{
            {"title", audience_word(audience)}, {"about", text("reports.plain.about." + name_of(audience))}, {"fields", fields}});
    }
    auto response = evaluation_page("reports/plain_words", text("reports.plain.title"), shown.evaluation,
                                    {{"header", web::header("", text("reports.plain.title"), text("reports.plain.lead"))},
                                     {"conflict", plain_conflict(shown, typed)},
                                     {"csrf", visit.csrf},
                                     {"address", plain_address(shown)},
                                     {"audiences", audiences},
                                     {"button", web::button(text("reports.plain.save"))}},
                                    status);
    response.problems = typed.problems;
    response.forms = {{plain_address(shown), form_of(all)}};
    return response;
}

web::Response show_plain(const web::Visit& visit, db::Read& db) {
    const auto shown = find_shown(visit, db);
    return shown ? plain_page(visit, *shown, {}, web::Status::ok) : web::not_found();
}

// Only what the person changed is written, and only over what they saw.
web::Response save_plain(const web::Visit& visit, db::Write& db) {
    const auto shown = find_shown(visit, db);
    if (!shown) return web::not_found();
    TypedPlain typed{&visit.form, {}, {}};
    std::vector<PlainChange> changed;
    for (const auto& field : plain_fields(*shown)) {
        const auto words = visit.form.text(field.words.name);
        if (characters(words) > field.words.max) typed.problems.push_back({field.words.name, too_long(field)});
        if (words == field.kept || typed.is_untouched(field)) continue;
        changed.push_back({field.audience, field.part, field.kept, words});
        if (visit.form.text(field.seen.name) != mark_of(field.kept)) typed.overtaken.push_back(field);
    }
    if (!typed.problems.empty()) return plain_page(visit, *shown, typed, web::Status::unprocessable);
    if (!typed.overtaken.empty()) {
        typed.problems = {{"", "evaluations.changed_meanwhile"}};
        return plain_page(visit, *shown, typed, web::Status::conflict);
    }
    keep_plain_words(db, visit.by(), shown->evaluation.id, changed);
    people::forget_draft(visit, db);
    return web::see_other(publishing_address(shown->evaluation.id));
}

}  // namespace

void add_plain_words_pages(web::Router& router) {
    std::vector<FieldShape> fields;
    for (const auto audience : plain_audiences()) {
        for (const auto& shape : {plain_words_shape(audience), seen_words_shape(audience)}) fields.push_back(shape.in_row("*"));
        if (has_headings(audience))
            for (const auto& shape : {heading_shape(audience), seen_heading_shape(audience)}) fields.push_back(shape.in_row("*"));
    }
    router.get("/evaluations/{evaluation}/publishing/plain-words", may::evaluate, show_plain);
    router.post("/evaluations/{evaluation}/publishing/plain-words", may::evaluate, save_plain, {.fields = std::move(fields)});
}

}  // namespace touchstone::reports
