// The evidence library: search first, then add. An item belongs to the partnership and serves any number of evaluations.
#include <algorithm>

#include "base/word_search.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_item_pages.h"
#include "evidence/evidence_list_store.h"
#include "evidence/evidence_store.h"
#include "evidence/evidence_words_pages.h"
#include "evidence/pages.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "web/fields.h"
#include "web/form_reader.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using web::text;

// Each item has a form with one button: to bring it in or to take it out.
const std::vector<FieldShape> use_shapes{{"evidence", FieldShape::Kind::choice, 0, true},
                                         {"use", FieldShape::Kind::choice, 0, true, {"yes", "no"}}};

// Where else the words stand, with what is around them.
web::Data found_in(const std::string& where, const std::string& around, const std::vector<std::string>& words) {
    if (around.empty()) return false;
    return web::Object{{"where", where}, {"pieces", web::pieces(around, words)}};
}

web::Object card_of(const frameworks::Framework* framework, const EvidenceListed& listed, const EvidenceFilter& filter, Date at) {
    static const frameworks::Framework none;
    const auto& words = framework ? *framework : none;
    const auto& item = listed.evidence;
    web::List meta;
    if (!listed.owner_name.empty()) meta.push_back(text("evaluations.sharing.owned_by", {{"owner", listed.owner_name}}));
    meta.push_back(period_in_words(item.from, item.to));
    if (framework) meta.push_back(currency_in_words(*framework, item, at));
    meta.push_back(text("evaluations.security." + name_of(item.security) + ".name"));
    meta.push_back(web::counted("evaluations.evidence.findings_count", listed.findings) + " · " +
                   web::counted("evaluations.evidence.uses_count", listed.uses));
    if (listed.files > 0) meta.push_back(web::counted("evaluations.evidence.files_count", listed.files));
    return {{"label", short_source_word(words, item.source)},
            {"title", item.title},
            {"href", "/evidence/" + item.id.text + (filter.evaluation.is_empty() ? "" : "?evaluation=" + filter.evaluation.text)},
            {"text", item.line == item.title ? item.summary : item.line},
            {"meta", meta},
            {"in_finding", found_in(text("evaluations.evidence.in_finding"), listed.in_finding, filter.words)},
            {"in_file", found_in(text("evaluations.evidence.in_file", {{"name", listed.file_name}}), listed.in_file, filter.words)},
            {"id", item.id.text},
            {"is_used_here", listed.is_used_here}};
}

struct LibraryView {
    std::string address;
    bool is_choosing = false;  // of everything that is there, for this evaluation
    const Evaluation* evaluation = nullptr;
};

// Those of the evaluation's framework; where there is no evaluation, of all.
std::vector<web::Option> sources_offered(db::Read& db, const Evaluation* evaluation) {
    std::vector<web::Option> sources{{"", text("evaluations.evidence.any_source"), {}}};
    const auto add = [&](const std::vector<frameworks::EvidenceSource>& some) {
        for (const auto& source : some) sources.push_back({source.key, source.title, {}});
    };
    if (evaluation)
        add(frameworks::framework_of(db, evaluation->framework_hash).sources);
    else
        add(worded_by(frameworks::latest_frameworks(db)).sources);
    return sources;
}

// Words and a source.
web::Object search_form(db::Read& db, const LibraryView& view, const std::string& words, const std::string& source) {
    return {{"action", view.address},
            {"is_choosing", view.is_choosing},
            {"words", web::text_input({.name = "q",
                                       .label = text("evaluations.evidence.search"),
                                       .hint = {},
                                       .value = words,
                                       .type = "search",
                                       .autocomplete = "off",
                                       .width = {}})},
            {"source", web::select({.name = "source",
                                    .legend = text("evaluations.evidence.field.source"),
                                    .hint = {},
                                    .options = sources_offered(db, view.evaluation),
                                    .chosen = {source}})},
            {"button", web::button(text("evaluations.evidence.search_button"), "", "", true)}};
}

// The address of the search, to which a page is added.
std::string address_of_search(const LibraryView& view, const std::string& words, const std::string& source) {
    std::string query;
    const auto add = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) query += (query.empty() ? "?" : "&") + name + "=" + web::percent_encoded(value);
    };
    add("choose", view.is_choosing ? "yes" : "");
    add("q", words);
    add("source", source);
    return view.address + query;
}

web::Object library_data(const web::Visit& visit, db::Read& db, const LibraryView& view, const web::Data& add) {
    EvidenceFilter filter;
    if (view.evaluation) filter.evaluation = view.evaluation->id;
    filter.only_used = view.evaluation && !view.is_choosing;
    const auto typed = visit.query.text("q");
    filter.words = search_words(typed);
    const bool is_long = filter.words.size() > search_words_max;
    if (is_long) filter.words.resize(search_words_max);
    const auto source = visit.query.text("source");
    filter.source = source;
    filter.page = std::clamp(visit.query.number("page"), 1, 10'000);
    const auto page = list_evidence(db, visit.sight(), filter);
    const auto* framework = page.framework_hash.empty() ? nullptr : &frameworks::framework_of(db, page.framework_hash);
    web::List cards;
    for (const auto& listed : page.items) cards.push_back(card_of(framework, listed, filter, date_of(visit.now)));
    const bool searching = !filter.words.empty() || !filter.source.empty(), nothing = page.total == 0 && !searching;
    const auto pages = (page.total + evidence_per_page - 1) / evidence_per_page;
    return {
        {"search", search_form(db, view, typed, source)},
        {"reading", web::counted(searching ? "evaluations.evidence.found" : "evaluations.evidence.total", page.total)},
        {"only_first",
         is_long ? web::Data(text("evaluations.evidence.only_first", {{"count", std::to_string(search_words_max)}})) : web::Data(false)},
        {"cards", cards},
        {"nothing", nothing ? web::Data(web::empty_state(text("evaluations.evidence.nothing"), text("evaluations.evidence.nothing_what"),
                                                         text("evaluations.evidence.nothing_why"), add))
                            : web::Data(false)},
        {"add", nothing ? web::Data(false) : add},
        {"add_many", false},
        {"none_fits", false},
        {"choose", false},
        {"pagination", web::pagination(text("evaluations.evidence.pages"), address_of_search(view, typed, source), filter.page, pages)},
        {"csrf", visit.csrf}};
}

web::Response library(const web::Visit& visit, db::Read& db) {
    const auto add =
        may::contribute.holds(visit.actor) ? web::Data(web::link("/evidence/new", text("evaluations.evidence.add"))) : web::Data(false);
    auto data = library_data(visit, db, {.address = "/evidence"}, add);
    data.emplace("header", web::header("", text("evaluations.evidence.title"), text("evaluations.evidence.lead")));
    if (may::contribute.holds(visit.actor)) data["add_many"] = web::link("/evidence/import", text("evaluations.evidence_import.title"));
    auto response = web::page("evidence/library", text("evaluations.evidence.title"), std::move(data));
    response.who_can_see = text("people.seen_as_each");
    return response;
}

// How items are brought in and taken out, where this actor may.
web::Data choice(const web::Visit& visit, const Evaluation& evaluation, bool is_choosing) {
    if (!visit.may(Ability::evaluate, "evaluation") || evaluation.is_finished()) return false;
    const auto address = address_of(evaluation.id);
    return web::Object{{"is_choosing", is_choosing}, {"address", address + "/evidence"}, {"use_address", address + "/uses"}};
}

// What this evaluation uses, or, with ?choose=yes, everything that is there already and could be used.
web::Response of_evaluation(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const bool choosing = visit.query.text("choose") == "yes" && visit.may(Ability::evaluate, "evaluation") && !evaluation->is_finished();
    const auto address = address_of(evaluation->id) + "/evidence";
    const auto add = visit.may(Ability::contribute, "evaluation") && !evaluation->is_finished()
                         ? web::Data(web::link(address + "/new", text("evaluations.evidence.add")))
                         : web::Data(false);
    auto data = library_data(visit, db, {.address = address, .is_choosing = choosing, .evaluation = &*evaluation}, add);
    const auto title = text(choosing ? "evaluations.evidence.choose_title" : "evaluations.evidence.used_title");
    data.emplace("header", web::header(evaluation->title, title,
                                       text(choosing ? "evaluations.evidence.choose_lead" : "evaluations.evidence.used_lead")));
    data["choose"] = choice(visit, *evaluation, choosing);
    const bool may_choose = !data["choose"].is_false();
    auto response = evaluation_page("evidence/library", title, *evaluation, std::move(data));
    if (may_choose) response.forms = {{address_of(evaluation->id) + "/uses", {{{use_shapes[0], {""}}, {use_shapes[1], {""}}}, {}}}};
    return response;
}

web::Response change_use(const web::Visit& visit, db::Write& db) {
    const auto evaluation = evaluation_at(visit);
    const EvidenceId item{visit.form.text("evidence")};
    const auto whole = find_evidence(db, visit.sight(), item);
    if (!evaluation || evaluation->is_finished() || !whole) return web::not_found();
    const bool use = visit.form.text("use") == "yes";
    if (use)
        use_evidence(db, visit.by(), evaluation->id, item);
    else
        stop_using_evidence(db, visit.by(), evaluation->id, item);
    const bool offers =
        use && needs_sharing(*evaluation, whole->evidence) && may_do(visit.actor, Ability::evaluate, visit.seen.at("evidence"));
    return web::see_other(offers ? "/evidence/" + item.text + "/sharing?first=yes" : address_of(evaluation->id) + "/evidence?choose=yes");
}

}  // namespace

web::Response already_gathered(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    auto data = library_data(visit, db, {.address = visit.address, .is_choosing = true, .evaluation = &*evaluation}, false);
    const auto title = text("evaluations.evidence.already_title");
    data.emplace("header", web::header(evaluation->title, title, text("evaluations.evidence.already_lead")));
    data["choose"] = choice(visit, *evaluation, true);
    if (!evaluation->is_finished()) data["none_fits"] = web::link(visit.address + "?add=yes", text("evaluations.evidence.none_fits"));
    return evaluation_page("evidence/library", title, *evaluation, std::move(data));
}

void add_library_pages(web::Router& router) {
    router.get("/evidence", may::read, library);
    router.get("/evaluations/{evaluation}/evidence", may::read, of_evaluation);
    router.post("/evaluations/{evaluation}/uses", may::evaluate, change_use,
                {.fields = use_shapes, .form_at = "/evaluations/{evaluation}/evidence", .ids = {"evidence"}});
}

}  // namespace touchstone::evidence
