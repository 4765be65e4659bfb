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
#include "evidence/sight_store.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "web/fields.h"
#include "web/form_reader.h"
#include "web/lists.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using web::text;

// One form for the items that are ticked: to bring them in or to take them out.
const std::vector<FieldShape> use_shapes{{"evidence", FieldShape::Kind::choices, 0, true},
                                         {"use", FieldShape::Kind::choice, 0, true, {"yes", "no"}}};

// Another for labels: to give them one, or to take it away.
const std::vector<FieldShape> label_shapes{use_shapes[0],
                                           {"label", FieldShape::Kind::words, label_max_characters, true},
                                           {"has", FieldShape::Kind::choice, 0, true, {"yes", "no"}}};

// Where else the words stand, with what is around them.
web::Data found_in(const std::string& where, const std::string& around, const std::vector<std::string>& words) {
    if (around.empty()) return false;
    return web::Object{{"where", where}, {"pieces", web::pieces(around, words)}};
}

// `on` is there for who came to write about a theme: then each item leads to the form for a finding.
web::Object card_of(const frameworks::Framework* framework, const EvidenceListed& listed, const EvidenceFilter& filter,
                    const std::string& on, Date at) {
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
            {"href",
             "/evidence/" + item.id.text +
                 (filter.evaluation.is_empty() ? "" : "?evaluation=" + filter.evaluation.text + on + (on.empty() ? "" : "#add_finding"))},
            {"text", item.line == item.title ? item.summary : item.line},
            {"meta", meta},
            {"in_finding", found_in(text("evaluations.evidence.in_finding"), listed.in_finding, filter.words)},
            {"in_file", found_in(text("evaluations.evidence.in_file", {{"name", listed.file_name}}), listed.in_file, filter.words)},
            {"id", item.id.text},
            {"is_ticked", false},
            {"is_used_here", listed.is_used_here}};
}

struct LibraryView {
    std::string address;
    bool is_choosing = false;  // of everything that is there, for this evaluation
    const Evaluation* evaluation = nullptr;
    std::string on = {};          // the theme that somebody came to write about
    web::Data labelling = false;  // the form that labels what is ticked
    std::vector<Ticked> ticked = {};
};

// That of the evaluation; where there is no evaluation, all.
std::vector<const frameworks::Framework*> frameworks_offered(db::Read& db, const Evaluation* evaluation) {
    if (evaluation) return {&frameworks::framework_of(db, evaluation->framework_hash)};
    return frameworks::latest_frameworks(db);
}

std::vector<web::Option> sources_offered(const std::vector<const frameworks::Framework*>& all) {
    std::vector<web::Option> sources{{"", text("evaluations.evidence.any_source"), {}}};
    for (const auto& source : worded_by(all).sources) sources.push_back({source.key, source.title, {}});
    return sources;
}

// What is asked for, as the address has it.
struct Asked {
    std::string words, source, security, indicator, ended, owner, label;
    explicit Asked(const web::Form& query)
        : words(query.text("q")),
          source(query.text("source")),
          security(query.text("security")),
          indicator(query.text("about")),
          ended(query.text("ended")),
          owner(query.text("owner")),
          label(query.text("label")) {}
    [[nodiscard]] bool is_narrow() const {
        return !security.empty() || !indicator.empty() || !ended.empty() || !owner.empty() || !label.empty();
    }
    [[nodiscard]] bool is_any() const { return is_narrow() || !source.empty() || !words.empty(); }
};

// How long ago what an item covers ended: in the last year, in the year before, or longer ago.
void set_ended(EvidenceFilter& filter, const std::string& ended, Date today) {
    const auto years_ago = [&](int years) { return Date{std::chrono::sys_days{today} - std::chrono::days{365 * years}}; };
    if (ended == "one_year") filter.ended_from = years_ago(1);
    if (ended == "two_years") filter.ended_from = years_ago(2), filter.ended_to = years_ago(1);
    if (ended == "older") filter.ended_to = years_ago(2);
}

std::vector<web::Option> indicators_offered(const std::vector<const frameworks::Framework*>& all) {
    std::vector<web::Option> options{{"", text("evaluations.evidence.any_indicator"), {}}};
    for (const auto* framework : all)
        for (const auto& indicator : framework->indicators) options.push_back({indicator.code, indicator.code + " " + indicator.title, {}});
    return options;
}

using Owners = std::vector<std::pair<std::string, std::string>>;

// Where everything is one owner's there is nothing to choose.
web::Data owner_choice(const Owners& owners, const std::string& chosen) {
    if (owners.size() < 2 && chosen.empty()) return false;
    std::vector<web::Option> options;
    for (const auto& [id, name] : owners)
        options.push_back(id.empty() ? web::Option{of_partnership, text("evaluations.evidence.of_partnership"), {}}
                                     : web::Option{id, name, {}});
    web::sort_by_label(options);
    options.insert(options.begin(), {"", text("evaluations.evidence.any_owner"), {}});
    return web::select({.name = "owner", .legend = text("evaluations.evidence.owner"), .hint = {}, .options = options, .chosen = {chosen}});
}

// Words and a source; how far it can be relied on, what it is about and its age where somebody wants to say.
web::Data label_choice(const std::vector<std::string>& labels, const std::string& chosen) {
    if (labels.empty() && chosen.empty()) return false;
    std::vector<web::Option> options;
    for (const auto& label : labels) options.push_back({label, label, {}});
    web::sort_by_label(options);
    options.insert(options.begin(), {"", text("evaluations.evidence.any_label"), {}});
    return web::select({.name = "label", .legend = text("evaluations.evidence.label"), .hint = {}, .options = options, .chosen = {chosen}});
}

web::Object search_form(db::Read& db, const LibraryView& view, const Asked& asked, const Owners& owners,
                        const std::vector<std::string>& labels) {
    const auto choice = [](const char* name, const char* label, std::vector<web::Option> options, const std::string& chosen) {
        return web::select({.name = name, .legend = text(label), .hint = {}, .options = std::move(options), .chosen = {chosen}});
    };
    auto securities = options_of(all_securities(), "evaluations.security");
    securities.insert(securities.begin(), {"", text("evaluations.evidence.any_security"), {}});
    std::vector<web::Option> ages;
    for (const auto* age : {"", "one_year", "two_years", "older"})
        ages.push_back({age, text(std::string("evaluations.evidence.ended.") + (*age == 0 ? "any" : age)), {}});
    const auto all = frameworks_offered(db, view.evaluation);
    return {{"action", view.address},
            {"is_choosing", view.is_choosing},
            {"on", web::or_false(view.on)},
            {"words", web::text_input({.name = "q",
                                       .label = text("evaluations.evidence.search"),
                                       .hint = {},
                                       .value = asked.words,
                                       .type = "search",
                                       .autocomplete = "off",
                                       .width = {}})},
            {"source", choice("source", "evaluations.evidence.field.source", sources_offered(all), asked.source)},
            {"is_narrow", asked.is_narrow()},
            {"security", choice("security", "evaluations.evidence.field.security", securities, asked.security)},
            {"about", choice("about", "evaluations.evidence.about_indicator", indicators_offered(all), asked.indicator)},
            {"ended", choice("ended", "evaluations.evidence.ended.label", ages, asked.ended)},
            {"owner", owner_choice(owners, asked.owner)},
            {"label", label_choice(labels, asked.label)},
            {"button", web::button(text("evaluations.evidence.search_button"), "", "", true)}};
}

// The address of the search, to which a page is added.
std::string address_of_search(const LibraryView& view, const Asked& asked) {
    std::string query;
    const auto add = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) query += (query.empty() ? "?" : "&") + name + "=" + web::percent_encoded(value);
    };
    add("choose", view.is_choosing ? "yes" : "");
    add("on", view.on);
    add("q", asked.words);
    add("source", asked.source);
    add("security", asked.security);
    add("about", asked.indicator);
    add("ended", asked.ended);
    add("owner", asked.owner);
    add("label", asked.label);
    return view.address + query;
}

web::Object library_data(const web::Visit& visit, db::Read& db, const LibraryView& view, const web::Data& add) {
    EvidenceFilter filter;
    if (view.evaluation) filter.evaluation = view.evaluation->id;
    filter.only_used = view.evaluation && !view.is_choosing;
    const Asked asked(visit.query);
    filter.words = search_words(asked.words);
    const bool is_long = filter.words.size() > search_words_max;
    if (is_long) filter.words.resize(search_words_max);
    filter.source = asked.source;
    filter.security = security_from(asked.security);
    filter.indicator = asked.indicator;
    filter.owner = asked.owner;
    filter.label = asked.label;
    set_ended(filter, asked.ended, date_of(visit.now));
    filter.page = std::clamp(visit.query.number("page"), 1, 10'000);
    db::Trip trip(db);
    const auto found = ask_evidence_listed(trip, visit.sight(), filter);
    const auto owners = ask_evidence_owners(trip, visit.sight());
    const auto labels = ask_evidence_labels(trip, visit.sight());
    trip.go();
    const auto& page = *found;
    const auto* framework = page.framework_hash.empty() ? nullptr : &frameworks::framework_of(db, page.framework_hash);
    web::List cards;
    auto ticked_elsewhere = view.ticked;
    for (const auto& listed : page.items) {
        auto card = card_of(framework, listed, filter, on_theme_of(visit, '&'), date_of(visit.now));
        card["is_ticked"] = std::erase_if(ticked_elsewhere, [&](const Ticked& one) { return one.id == listed.evidence.id; }) > 0;
        cards.push_back(std::move(card));
    }
    web::List also_ticked;
    for (const auto& [id, title, is_full] : ticked_elsewhere) also_ticked.push_back(web::Object{{"id", id.text}, {"title", title}});
    const bool searching = asked.is_any(), nothing = page.total == 0 && !searching;
    const auto pages = (page.total + evidence_per_page - 1) / evidence_per_page;
    return {
        {"search", search_form(db, view, asked, *owners, *labels)},
        {"reading", web::counted(searching ? "evaluations.evidence.found" : "evaluations.evidence.total", page.total)},
        {"only_first",
         is_long ? web::Data(text("evaluations.evidence.only_first", {{"count", std::to_string(search_words_max)}})) : web::Data(false)},
        {"nothing", nothing ? web::Data(web::empty_state(text("evaluations.evidence.nothing"), text("evaluations.evidence.nothing_what"),
                                                         text("evaluations.evidence.nothing_why"), add))
                            : web::Data(false)},
        {"add", nothing ? web::Data(false) : add},
        {"add_many", false},
        {"ask", false},
        {"none_fits", false},
        {"choose", false},
        {"labelling", cards.empty() ? web::Data(false) : view.labelling},
        {"any_also_ticked", !also_ticked.empty()},
        {"also_ticked", std::move(also_ticked)},
        {"cards", std::move(cards)},
        {"pagination", web::pagination(text("evaluations.evidence.pages"), address_of_search(view, asked), filter.page, pages)},
        {"csrf", visit.csrf}};
}

// Labels for the items that are ticked, where this person may change any.
web::Object labelling(const std::string& label, const std::vector<Ticked>& ticked, const Problems& problems) {
    std::vector<std::string> full;
    for (const auto& one : ticked)
        if (one.is_full) full.push_back(one.title);
    const bool is_too_many = std::ranges::find(problems, "evaluations.evidence.labels_full", &Problem::text) != problems.end();
    return {{"full", is_too_many ? web::Data(text("evaluations.evidence.labels_full_are", {{"items", web::listed_apart(full)}}))
                                 : web::Data(false)},
            {"label", web::text_input({.name = "label",
                                       .label = text("evaluations.evidence.label"),
                                       .hint = text("evaluations.evidence.label_hint"),
                                       .value = label,
                                       .type = "text",
                                       .autocomplete = "off",
                                       .width = {}},
                                      problems)}};
}

web::Response library_page(const web::Visit& visit, db::Read& db, const std::vector<Ticked>& ticked, const Problems& problems) {
    const auto add =
        may::contribute.holds(visit.actor) ? web::Data(web::link("/evidence/new", text("evaluations.evidence.add"))) : web::Data(false);
    const bool may_label = may::contribute.holds(visit.actor);
    auto data = library_data(visit, db,
                             {.address = "/evidence",
                              .labelling = may_label ? web::Data(labelling(visit.form.text("label"), ticked, problems)) : web::Data(false),
                              .ticked = ticked},
                             add);
    data.emplace("header", web::header("", text("evaluations.evidence.title"), text("evaluations.evidence.lead")));
    if (may::evaluate.holds(visit.actor)) data["ask"] = web::link("/questionnaires", text("evaluations.evidence.ask_people"));
    if (may::contribute.holds(visit.actor)) data["add_many"] = web::link("/evidence/import", text("evaluations.evidence_import.title"));
    auto response = web::page("evidence/library", text("evaluations.evidence.title"), std::move(data),
                              problems.empty() ? web::Status::ok : web::Status::unprocessable);
    response.problems = problems;
    if (may_label)
        response.forms = {{"/evidence/many/labels", {{{label_shapes[0], {}}, {label_shapes[1], {""}}, {label_shapes[2], {""}}}, {}}}};
    response.who_can_see = text("people.seen_as_each");
    return response;
}

web::Response library(const web::Visit& visit, db::Read& db) { return library_page(visit, db, {}, {}); }

web::Response change_labels(const web::Visit& visit, db::Write& db) {
    const auto items = visit.form.list("evidence");
    const auto label = visit.form.text("label");
    Problems problems;
    if (items.empty()) problems.push_back({"evidence", "evaluations.evidence.none_ticked"});
    const auto labels = labels_from(label);
    if (!labels || labels->size() != 1)
        problems.push_back({"label", label.empty() ? "evaluations.evidence.label_missing" : "evaluations.evidence.label_too_long"});
    for (const auto& id : items) {
        const auto seen = look_up_evidence(db, visit.actor, id, visit.now);
        if (seen && !may_do(visit.actor, Ability::contribute, *seen)) {
            problems.push_back({"evidence", "evaluations.evidence.label_not_yours"});
            break;
        }
    }
    const bool has = visit.form.text("has") != "no";
    const auto ticked = list_ticked(db, visit.actor.partnership, items, label);
    if (has && std::ranges::any_of(ticked, &Ticked::is_full)) problems.push_back({"evidence", "evaluations.evidence.labels_full"});
    if (!problems.empty()) return library_page(visit, db, ticked, problems);
    for (const auto& id : items) label_evidence(db, visit.by(), EvidenceId{id}, labels->front(), has);
    return web::see_other("/evidence?label=" + web::percent_encoded(labels->front()), has ? "labelled" : "unlabelled");
}

// How items are brought in and taken out, where this actor may.
web::Data choice(const web::Visit& visit, const Evaluation& evaluation, bool is_choosing) {
    if (!visit.may(Ability::evaluate, "evaluation") || evaluation.is_finished()) return false;
    const auto address = address_of(evaluation.id);
    return web::Object{{"is_choosing", is_choosing}, {"address", address + "/evidence"}, {"use_address", address + "/uses"}};
}

// What this evaluation uses, or, while somebody chooses, everything that is there already and could be used.
web::Response page_of_evaluation(const web::Visit& visit, db::Read& db, const Evaluation& evaluation, bool choosing,
                                 const Problems& problems) {
    const auto address = address_of(evaluation.id) + "/evidence";
    const auto add = visit.may(Ability::contribute, "evaluation") && !evaluation.is_finished()
                         ? web::Data(web::link(address + "/new" + on_theme_of(visit, '?'), text("evaluations.evidence.add")))
                         : web::Data(false);
    auto data = library_data(visit, db,
                             {.address = address, .is_choosing = choosing, .evaluation = &evaluation, .on = visit.query.text("on")}, add);
    const auto title = text(choosing ? "evaluations.evidence.choose_title" : "evaluations.evidence.used_title");
    data.emplace("header", web::header(evaluation.title, title,
                                       text(choosing ? "evaluations.evidence.choose_lead" : "evaluations.evidence.used_lead")));
    data["choose"] = choice(visit, evaluation, choosing);
    const bool may_choose = !data["choose"].is_false();
    auto response = evaluation_page("evidence/library", title, evaluation, std::move(data),
                                    problems.empty() ? web::Status::ok : web::Status::unprocessable);
    response.problems = problems;
    if (may_choose) response.forms = {{address_of(evaluation.id) + "/uses", {{{use_shapes[0], {}}, {use_shapes[1], {""}}}, {}}}};
    return response;
}

web::Response of_evaluation(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const bool choosing = visit.query.text("choose") == "yes" && visit.may(Ability::evaluate, "evaluation") && !evaluation->is_finished();
    return page_of_evaluation(visit, db, *evaluation, choosing, {});
}

web::Response change_use(const web::Visit& visit, db::Write& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation || evaluation->is_finished()) return web::not_found();
    const auto items = visit.form.list("evidence");
    const bool use = visit.form.text("use") == "yes";
    if (items.empty()) return page_of_evaluation(visit, db, *evaluation, true, {{"evidence", "evaluations.evidence.none_ticked"}});
    std::string to_share;           // the first that the partners do not see yet, and that this person may share
    for (const auto& id : items) {  // each seen by the guard
        if (!use) {
            stop_using_evidence(db, visit.by(), evaluation->id, EvidenceId{id});
            continue;
        }
        use_evidence(db, visit.by(), evaluation->id, EvidenceId{id});
        if (!to_share.empty()) continue;
        const auto seen = look_up_evidence(db, visit.actor, id, visit.now);
        if (seen && may_do(visit.actor, Ability::evaluate, *seen) &&
            needs_sharing(*evaluation, std::any_cast<const EvidenceHead&>(seen->object).evidence))
            to_share = id;
    }
    return web::see_other(
        to_share.empty() ? address_of(evaluation->id) + "/evidence?choose=yes" : "/evidence/" + to_share + "/sharing?first=yes",
        use ? "used" : "not_used");
}

}  // namespace

std::optional<web::Response> already_gathered(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    auto data = library_data(
        visit, db, {.address = visit.address, .is_choosing = true, .evaluation = &*evaluation, .on = visit.query.text("on")}, false);
    if (!data["nothing"].is_false()) return std::nullopt;
    const auto title = text("evaluations.evidence.already_title");
    data.emplace("header", web::header(evaluation->title, title, text("evaluations.evidence.already_lead")));
    data["choose"] = choice(visit, *evaluation, true);
    if (!evaluation->is_finished())
        data["none_fits"] = web::link(visit.address + "?add=yes" + on_theme_of(visit, '&'), text("evaluations.evidence.none_fits"));
    return evaluation_page("evidence/library", title, *evaluation, std::move(data));
}

void add_library_pages(web::Router& router) {
    router.get("/evidence", may::read, library);
    router.post("/evidence/many/labels", may::contribute, change_labels,
                {.fields = label_shapes, .form_at = "/evidence", .ids = {"evidence"}});
    router.get("/evaluations/{evaluation}/evidence", may::read, of_evaluation);
    router.post("/evaluations/{evaluation}/uses", may::evaluate, change_use,
                {.fields = use_shapes, .form_at = "/evaluations/{evaluation}/evidence", .ids = {"evidence"}});
}

}  // namespace touchstone::evidence
