#include "carrying/export_register_pages.h"

#include "base/actor.h"
#include "duties/duty.h"
#include "people/assignment.h"
#include "practice/practice.h"
#include "web/lists.h"
#include "web/texts.h"
#include "web/view.h"

namespace touchstone::carrying {
namespace {

using web::text;

// Several notes on the same aspect stand as they were written; the last is what is known now.
std::string duties_page(const Tables& tables, const ExportNames& names) {
    using namespace duties;
    const TableIndex all(tables, "duty", "id"), notes(tables, "duty_aspect", "duty_id"), links(tables, "duty_evidence", "aspect_id");
    const auto note_words = [&](const std::string& partnership, const TableRow& row) {
        web::List evidence;
        for (const auto* link : links.of(partnership, notes.text(row, "id")))
            if (const auto title = names.evidence(partnership, links.text(*link, "evidence_id")); !title.empty()) evidence.push_back(title);
        return web::Object{{"words", notes.text(row, "words")},
                           {"sureness", text("duties.sureness." + name_of(notes.as<Sureness>(row, "sureness")) + ".name")},
                           {"said", text("duties.note.said", {{"name", names.person(notes.text(row, "noted_by"))},
                                                              {"when", moment_day(notes, row, "noted_at")}})},
                           {"evidence", evidence},
                           {"any_evidence", !evidence.empty()}};
    };
    web::List shown;
    for (const auto& row : all.table_rows().rows) {
        const auto partnership = all.text(row, "partnership_id"), applies_to = all.text(row, "applies_to");
        const auto lead = names.person(all.text(row, "lead_id")), review = stored_day(all.text(row, "review_on"));
        web::List aspects;
        for (const auto aspect : all_aspects) {
            web::List said;
            for (const auto* note : notes.of(partnership, all.text(row, "id")))
                if (notes.as<Aspect>(*note, "aspect") == aspect) said.push_back(note_words(partnership, *note));
            const auto key = "duties.aspect." + name_of(aspect);
            aspects.push_back(web::Object{{"name", text(key + ".name")}, {"about", text(key + ".about")}, {"notes", said}});
        }
        shown.push_back(web::Object{{"title", all.text(row, "title")},
                                    {"kind", text("duties.kind." + name_of(all.as<DutyKind>(row, "kind")) + ".name")},
                                    {"owner", names.owner(all, row)},
                                    {"asks", all.text(row, "asks")},
                                    {"applies_to", applies_to.empty() ? text("duties.duty.not_said") : applies_to},
                                    {"lead", lead.empty() ? text("duties.duty.nobody") : lead},
                                    {"review", review.empty() ? text("duties.duty.no_review") : review},
                                    {"aspects", aspects}});
    }
    return web::render("carrying/export_duties", {{"duties", shown}, {"any", !shown.empty()}});
}

std::string practice_page(const Tables& tables, const ExportNames& names) {
    const TableIndex all(tables, "practice", "id"), indicators(tables, "practice_indicator", "practice_id"),
        links(tables, "practice_evidence", "practice_id"), adoptions(tables, "practice_adopted", "practice_id");
    web::List shown;
    for (const auto& row : all.table_rows().rows) {
        const auto partnership = all.text(row, "partnership_id"), id = all.text(row, "id");
        const auto origin = names.evaluation(partnership, all.text(row, "evaluation_id"));
        web::List about, evidence, taken_up;
        for (const auto* indicator : indicators.by_code(partnership, id, "indicator"))
            about.push_back(names.indicator(all.text(row, "framework_hash"), indicators.text(*indicator, "indicator")));
        for (const auto* link : links.of(partnership, id))
            if (const auto title = names.evidence(partnership, links.text(*link, "evidence_id")); !title.empty()) evidence.push_back(title);
        for (const auto* adoption : adoptions.of(partnership, id))
            taken_up.push_back(
                web::Object{{"name", names.organisation(partnership, adoptions.text(*adoption, "organisation_id"))},
                            {"note", web::or_false(adoptions.text(*adoption, "note"))},
                            {"said", text("practice.adoption.said", {{"name", names.person(adoptions.text(*adoption, "adopted_by"))},
                                                                     {"when", moment_day(adoptions, *adoption, "adopted_at")}})}});
        shown.push_back(web::Object{
            {"title", all.text(row, "title")},
            {"owner", names.owner(all, row)},
            {"published", text(all.as<int>(row, "is_published") == 1 ? "practice.published" : "practice.not_published")},
            {"done", all.text(row, "done")},
            {"for_whom", web::or_false(all.text(row, "for_whom"))},
            {"effect", all.text(row, "effect")},
            {"contact", web::or_false(names.person(all.text(row, "contact_id")))},
            {"ask", web::or_false(all.text(row, "ask"))},
            {"origin", origin.empty() ? web::Data(false)
                                      : web::Data(text("practice.origin",
                                                       {{"indicator", all.text(row, "origin_indicator")}, {"evaluation", origin}}))},
            {"indicators", about},
            {"any_indicators", !about.empty()},
            {"evidence", evidence},
            {"any_evidence", !evidence.empty()},
            {"adoptions", taken_up}});
    }
    return web::render("carrying/export_practice", {{"entries", shown}, {"any", !shown.empty()}});
}

// What a role is held on, as it is called.
class Held {
public:
    Held(const Tables& tables, const ExportNames& names) : names_(names), services_(tables, "service", "id") {
        const auto& partnerships = tables.at("partnership");
        for (const auto& row : partnerships.rows) partnerships_[partnerships.text(row, "id")] = partnerships.text(row, "name");
    }
    std::string name_of(const std::string& partnership, Reach reach, const std::string& id) const {
        const auto* service = reach == Reach::service ? services_.one(partnership, id) : nullptr;
        const auto name = reach == Reach::partnership    ? partnership_name(id)
                          : reach == Reach::organisation ? names_.organisation(partnership, id)
                          : reach == Reach::evaluation   ? names_.evaluation(partnership, id)
                          : service                      ? web::listed_apart({services_.text(*service, "name"),
                                                                              names_.organisation(partnership, services_.text(*service, "organisation_id"))})
                                                         : "";
        return name.empty() ? text("app.export.elsewhere") : name;
    }

private:
    std::string partnership_name(const std::string& id) const {
        const auto found = partnerships_.find(id);
        return found == partnerships_.end() ? "" : found->second;
    }
    const ExportNames& names_;
    TableIndex services_;
    std::map<std::string, std::string> partnerships_;
};

std::string people_page(const Tables& tables, const ExportNames& names) {
    const Held held(tables, names);
    const TableIndex assignments(tables, "assignment", "id");
    std::map<std::string, web::List> roles;  // by account
    for (const auto& row : assignments.table_rows().rows) {
        const auto role =
            text("people.list.role_on", {{"role", text("people.roles." + people::name_of(assignments.as<Role>(row, "role")) + ".name")},
                                         {"on", held.name_of(assignments.text(row, "partnership_id"), assignments.as<Reach>(row, "reach"),
                                                             assignments.text(row, "on_id"))}});
        const auto since = moment_day(assignments, row, "since"), until = moment_day(assignments, row, "until");
        roles[assignments.text(row, "account_id")].push_back(
            until.empty() ? text("app.export.role_since", {{"role", role}, {"since", since}})
                          : text("app.export.role_until", {{"role", role}, {"since", since}, {"until", until}}));
    }
    const auto& accounts = tables.at("account");
    std::vector<const TableRow*> people;
    for (const auto& row : accounts.rows) people.push_back(&row);
    std::ranges::stable_sort(people, web::comes_before, [&](const TableRow* row) { return accounts.text(*row, "name"); });
    web::List shown;
    for (const auto* row : people) {
        const auto found = roles.find(accounts.text(*row, "id"));
        shown.push_back(web::Object{{"name", accounts.text(*row, "name")},
                                    {"job", web::or_false(accounts.text(*row, "job"))},
                                    {"closed", accounts.number(*row, "disabled_at") > 0},
                                    {"roles", found == roles.end() ? web::List{} : found->second},
                                    {"any_roles", found != roles.end()}});
    }
    return web::render("carrying/export_people", {{"people", shown}});
}

}  // namespace

std::vector<ExportPage> export_register_pages(const Tables& tables, const ExportNames& names) {
    return {{"duties.html", duties_page(tables, names)},
            {"good-practice.html", practice_page(tables, names)},
            {"people.html", people_page(tables, names)}};
}

}  // namespace touchstone::carrying
