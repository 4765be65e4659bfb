// Statutory duties of the demonstration partnership, its specific standards, and its good practice.
#include "demo/loader.h"
#include "duties/duty_store.h"
#include "practice/practice_store.h"
#include "standards/standard_store.h"

namespace touchstone::demo {

void Loader::load_duty(const YAML::Node& node) {
    const auto at = calendar_.at(node, "on_day");
    const auto author = named(accounts_, word(node, "by"));
    const auto lead = word(node, "lead");
    std::vector<AccountId> people;
    for (const auto& [key, id] : accounts_) people.push_back(id);
    duties::Duty fresh;
    fresh.id = duties::DutyId::make(at);
    fresh.owner = owner_of(node);
    fresh.created_by = author;
    fresh.created_at = at;
    const auto title = word(node, "title");
    const auto duty = accepted(duties::set_duty(fresh,
                                                {title, word(node, "kind"), word(node, "asks"), word(node, "applies_to"),
                                                 lead.empty() ? "" : named(accounts_, lead).text, word(node, "review_on"), 0},
                                                people),
                               title);
    duties::add_duty(db_, by(author, at), duty);
    for (const auto& noted : node["notes"]) {
        const auto when = calendar_.at(noted, "on_day");
        const auto who = named(accounts_, word(noted, "by"));
        const auto aspect = duties::aspect_from(word(noted, "aspect")).value();
        const auto items = evidence_named(noted);
        duties::NoteDraft draft{word(noted, "words"), word(noted, "sureness"), {}};
        for (const auto& item : items) draft.evidence.push_back(item.text);
        duties::add_note(db_, by(who, when), duty.id, accepted(duties::note_aspect(aspect, draft, items, who, when), title),
                         web::text("duties.aspect." + duties::name_of(aspect) + ".name"));
    }
}

void Loader::load_standard(const YAML::Node& node) {
    const auto at = calendar_.at(node, "on_day");
    const auto who = named(accounts_, word(node, "by"));
    standards::Standard fresh;
    fresh.id = standards::StandardId::make(at);
    fresh.framework = framework_->id;
    fresh.made_by = who;
    fresh.made_at = at;
    std::vector<std::string> codes;
    for (const auto& indicator : framework_->indicators) codes.push_back(indicator.code);
    const auto title = word(node, "title");
    const auto standard = accepted(
        standards::set_standard(fresh, {word(node, "document"), word(node, "publisher"), "", title, "", words(node, "serves"), 0}, codes),
        title);
    standards::add_standard(db_, by(who, at), standard);
    for (const auto& item : evidence_named(node)) {
        const auto before = standards_of_[item];
        standards_of_[item].push_back(standard);
        standards::replace_standards_of(db_, by(who, at), item, before, standards_of_[item]);
    }
}

void Loader::load_practice(const YAML::Node& node) {
    const auto at = calendar_.at(node, "on_day");
    const auto author = named(accounts_, word(node, "by")), contact = named(accounts_, word(node, "contact"));
    const auto title = word(node, "title");
    practice::Practice fresh;
    fresh.id = practice::PracticeId::make(at);
    fresh.owner = owner_of(node);
    fresh.framework_hash = framework_hash_;
    if (const auto origin = node["origin"]; origin.IsMap())
        fresh.origin = practice::Origin{named(evaluations_, word(origin, "evaluation")), word(origin, "indicator")};
    fresh.created_by = author;
    fresh.created_at = at;
    practice::PracticeDraft draft{title,
                                  word(node, "done"),
                                  word(node, "for_whom"),
                                  word(node, "effect"),
                                  word(node, "ask"),
                                  contact.text,
                                  words(node, "indicators"),
                                  {},
                                  word(node, "is_published") == "true" ? "yes" : "",
                                  0};
    const auto items = evidence_named(node);
    for (const auto& item : items) draft.evidence.push_back(item.text);
    const auto practice = accepted(practice::set_practice(fresh, draft, {{contact}, draft.indicators, items, {}}), title);
    practice::add_practice(db_, by(author, at), practice);
    for (const auto& adopted : node["adopted"]) {
        const auto when = calendar_.at(adopted, "on_day");
        const auto who = named(accounts_, word(adopted, "by"));
        const auto organisation = named(organisations_, word(adopted, "organisation"));
        auto adoption =
            accepted(practice::adopt(practice, {}, {organisation}, {organisation.text, word(adopted, "note")}, who, when), title);
        adoption.organisation_name = names_.at(word(adopted, "organisation"));
        practice::add_adoption(db_, by(who, when), practice.id, adoption);
    }
}

std::vector<EvidenceId> Loader::evidence_named(const YAML::Node& node) const {
    std::vector<EvidenceId> items;
    for (const auto& key : words(node, "evidence")) items.push_back(named(evidence_, key));
    return items;
}

}  // namespace touchstone::demo
