// The form about a file of figures: what its years mean, where each of its measures goes, and what has to be looked at.
#include "measures/figure_import_pages.h"
#include "measures/figure_import_words_pages.h"
#include "web/fields.h"
#include "web/texts.h"

namespace touchstone::measures {
namespace {

using web::text;

// With the words of the form in which a measure is defined.
std::vector<web::Option> as_defined(const std::vector<std::string>& values, const std::string& field) {
    std::vector<web::Option> options;
    for (const auto& value : values) {
        const auto about = "measures.definition." + field + "_about." + value;
        options.push_back({value, text("measures.definition." + field + "_choice." + value), web::has_text(about) ? text(about) : ""});
    }
    return options;
}

web::Offers offers_of(const FileFound& found) {
    web::Offers offers;
    for (const auto* field : {"years", "counting", "smallest"})
        for (const auto& shape : import_fields().shapes())
            if (shape.name == field) offers[field] = as_defined(shape.allowed, field);
    if (!asks_for_years(found)) offers["years"] = {};
    if (!asks_for_dashed(found)) offers["dashed"] = {};
    if (open_questions(found).empty()) offers["looked_at"] = {};
    std::vector<web::Option> take;
    if (is_long(found))
        for (const auto& measure : found.measures) take.push_back({std::to_string(take.size() + 1), name_of(measure), {}});
    offers["take"] = std::move(take);
    return offers;
}

// Of one measure.
web::Offers offers_of(const FileMeasure& measure, const FileFound& found, const std::vector<Existing>& existing) {
    web::Offers offers;
    for (const auto* field : {"unit", "better"})
        for (const auto& shape : measure_choice_fields().shapes())
            if (shape.name == field) offers[field] = as_defined(shape.allowed, field);
    auto& into = offers["into"];
    into = {{into_new, text("measures.import.into_choice.new"), {}}, {into_nothing, text("measures.import.into_choice.nothing"), {}}};
    for (const auto& each : existing) into.push_back({each.id.text, each.title, {}});
    if (!measure.share_of) {
        offers["share"] = {};
        return offers;
    }
    const auto& whole = found.measures[*measure.share_of].name;
    offers["share"] = {{"yes", text("measures.import.share_choice.yes", {{"name", whole}}), {}},
                       {"no", text("measures.import.share_choice.no"), {}}};
    return offers;
}

web::List rows_of(const FigureImport& import, const ImportDraft& draft, const std::vector<Existing>& existing, const Problems& problems) {
    web::List rows;
    for (std::size_t place = 0; place < import.found.measures.size(); ++place) {
        const auto& measure = import.found.measures[place];
        const auto fields = measure_choice_fields().in_row(std::to_string(place + 1));
        const auto data = web::components(fields, draft.measures.at(place), problems, offers_of(measure, import.found, existing));
        rows.push_back(web::Object{
            {"name", name_of(measure)},
            {"unit_words",
             measure.unit_words.empty() ? web::Data(false) : web::Data(text("measures.import.unit_words", {{"unit", measure.unit_words}}))},
            {"fields", data.at("fields")}});
    }
    return rows;
}

web::List said(const std::vector<Question>& questions) {
    web::List all;
    for (const auto& question : questions) all.push_back(words_of(question));
    return all;
}

}  // namespace

std::vector<FieldShape> answer_shapes() { return web::taken(import_fields(), measure_choice_fields().in_row("*").shapes()); }

ImportDraft read_answers(const FileFound& found, const web::Form& form) {
    auto draft = web::read_draft(import_fields(), form);
    if (is_long(found)) return draft;
    for (std::size_t place = 0; place < found.measures.size(); ++place)
        draft.measures.push_back(web::read_draft(measure_choice_fields().in_row(std::to_string(place + 1)), form));
    return draft;
}

std::vector<Existing> existing_of(const std::vector<KeptMeasure>& all, const OrganisationId& owner) {
    std::vector<Existing> existing;
    for (const auto& each : all)
        if (each.owner == owner) existing.push_back({each.id, each.definition.code, each.definition.title, each.definition.is_quotient()});
    return existing;
}

web::Object answer_form(const web::Visit& visit, const FigureImport& import, const ImportDraft& draft,
                        const std::vector<Existing>& existing, const Problems& problems) {
    const auto& found = import.found;
    auto form = web::components(import_fields(), draft, problems, offers_of(found));
    form["take"] = web::searchable(form["take"], visit);
    const auto asked = said(answered_questions(found)), open = said(open_questions(found));
    form.merge({{"csrf", visit.csrf},
                {"action", address_of(import.id) + "/answers"},
                {"asked", asked},
                {"has_asked", !asked.empty()},
                {"open", open},
                {"has_open", !open.empty()},
                {"measures", is_long(found) ? web::List{} : rows_of(import, draft, existing, problems)},
                {"button", web::button(text("measures.import.enter"))}});
    return form;
}

web::FormNow answer_form_now(const FileFound& found, const ImportDraft& draft) {
    std::vector<FieldValue> rows;
    if (!is_long(found))
        for (std::size_t place = 0; place < draft.measures.size(); ++place)
            for (auto& value : measure_choice_fields().in_row(std::to_string(place + 1)).values(draft.measures[place]))
                rows.push_back(std::move(value));
    return web::form_now(import_fields(), draft, std::move(rows));
}

}  // namespace touchstone::measures
