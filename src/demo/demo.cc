#include "demo/demo.h"

#include <algorithm>
#include <fstream>
#include <regex>

#include "base/assets.h"
#include "concerns/concern_store.h"
#include "conclusions/conclusion_store.h"
#include "demo/loader.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/sharing_store.h"
#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "frameworks/framework_store.h"
#include "judging/conflict_store.h"
#include "judging/inspection_store.h"
#include "judging/judgement_store.h"
#include "judging/moderation_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "people/placing_store.h"
#include "web/texts.h"

namespace touchstone::demo {

using namespace evidence;

std::string word(const YAML::Node& node, const char* key) {
    const auto value = node[key];
    return value && !value.IsNull() ? value.as<std::string>() : std::string();
}

std::vector<std::string> words(const YAML::Node& node, const char* key) {
    std::vector<std::string> all;
    for (const auto& value : node[key]) all.push_back(value.as<std::string>());
    return all;
}

// Its story ends on 23 November 2026; told later, every year in it is later by as many as have passed since.
YAML::Node Loader::told_now(const std::string& name) const {
    const auto content = assets::content("demo/" + name + ".yaml");
    const auto today = date_of(now_);
    const bool has_ended = today.month() / today.day() >= std::chrono::November / 23;
    const int later = std::max(0, static_cast<int>(today.year()) - 2026 - (has_ended ? 0 : 1));
    static const std::regex year("\\b20[23][0-9]\\b");
    std::string told;
    auto at = content.cbegin();
    for (std::sregex_iterator found(content.begin(), content.end(), year), end; found != end; ++found) {
        told.append(at, content.cbegin() + found->position());
        told += std::to_string(std::stoi(found->str()) + later);
        at = content.cbegin() + found->position() + found->length();
    }
    return YAML::Load(told.append(at, content.cend()));
}

void Loader::load() {
    const auto frameworks = frameworks::list_frameworks(db_);
    if (frameworks.empty()) throw std::runtime_error("demo: no framework is published");
    framework_hash_ = frameworks.front().hash;
    framework_ = &frameworks::framework_of(db_, framework_hash_);
    load_people(told_now("people"));
    for (const auto& item : told_now("evidence")["evidence"]) load_evidence(item);
    for (const auto& evaluation : told_now("evaluations")["evaluations"]) load_evaluation(evaluation);
    load_moderation(told_now("moderation"));
    load_figures(told_now("conclusions"));
    for (const auto& measure : told_now("measures")["measures"]) load_measure(measure);
    load_plan(told_now("plan"));
    for (const auto& duty : told_now("duties")["duties"]) load_duty(duty);
    for (const auto& standard : told_now("standards")["standards"]) load_standard(standard);
    for (const auto& practice : told_now("practice")["practices"]) load_practice(practice);
    const auto asked = told_now("voice");
    for (const auto& questionnaire : asked["questionnaires"]) load_questionnaire(questionnaire);
    for (const auto& wall : asked["walls"]) load_wall(wall);
    for (const auto& talk : asked["talks"]) load_talk(talk);
    for (const auto& comment : asked["comments"]) load_comment(comment);
    const auto work = told_now("work");
    for (const auto& task : work["tasks"]) load_task(task);
    for (const auto& conversation : work["conversations"]) load_conversation(conversation);
}

namespace {

// Of the service of this key, the organisation's key.
std::string organisation_of(const YAML::Node& root, const std::string& service) {
    for (const auto& node : root["services"])
        if (word(node, "key") == service) return word(node, "organisation");
    return {};
}

}  // namespace

void Loader::load_people(const YAML::Node& root) {
    const auto about = root["partnership"];
    partnership_ = PartnershipId::make(now_);
    partnership_name_ = word(about, "name");
    people::add_partnership(db_, {partnership_, partnership_name_, word(about, "area"), word(about, "about")});
    people::mark_demonstration(db_, partnership_);
    for (const auto& node : root["organisations"]) {
        const auto id = OrganisationId::make(now_);
        organisations_[word(node, "key")] = id;
        names_[word(node, "key")] = word(node, "name");
        people::add_organisation(db_, by({}, now_), {id, word(node, "name"), word(node, "kind")});
    }
    for (const auto& node : root["services"]) {
        const auto id = ServiceId::make(now_);
        const auto parent = word(node, "parent");
        const bool is_own = organisation_of(root, parent) == word(node, "organisation");
        const auto level = service_level_from(word(node, "level")).value();
        services_[word(node, "key")] = id;
        names_[word(node, "key")] = word(node, "name");
        people::add_service(db_, by({}, now_),
                            {.id = id,
                             .organisation = named(organisations_, word(node, "organisation")),
                             .parent = is_own ? std::optional(named(services_, parent)) : std::nullopt,
                             .name = word(node, "name"),
                             .level = static_cast<int>(level),
                             .organisation_name = names_.at(word(node, "organisation")),
                             .version = 1,
                             .children_part = word(node, "children_part")});
    }
    for (const auto& node : root["people"]) load_person(node);
    load_places(root);
    for (const auto& node : root["concern_receivers"]) {
        const auto organisation = word(node, "organisation");
        const auto person = named(accounts_, word(node, "person"));
        concerns::add_receiver(db_, by(person, now_), organisation.empty() ? OrganisationId{} : named(organisations_, organisation),
                               person);
    }
}

// Below another organisation's service: asked for by one, agreed to by the other.
void Loader::load_places(const YAML::Node& root) {
    const auto somebody_of = [&](const std::string& organisation) {
        for (const auto& node : root["people"])
            for (const auto& held : node["roles"])
                if (word(held, "organisation") == organisation) return named(accounts_, word(node, "key"));
        return named(accounts_, word(root["people"][0], "key"));
    };
    for (const auto& node : root["services"]) {
        const auto parent = word(node, "parent"), organisation = word(node, "organisation"), above = organisation_of(root, parent);
        if (parent.empty() || above == organisation) continue;
        const auto all = people::list_services(db_, partnership_);
        const auto service = std::ranges::find(all, named(services_, word(node, "key")), &people::Service::id);
        const auto after = accepted(people::placed(*service, named(services_, parent), all), word(node, "key"));
        people::ask_for_place(db_, by(somebody_of(organisation), now_), service->id,
                              *std::ranges::find(all, *after.parent, &people::Service::id));
        if (!people::agree_to_place(db_, by(somebody_of(above), now_), *service, after))
            throw std::runtime_error("demo: a service was changed meanwhile");
    }
}

void Loader::load_person(const YAML::Node& node) {
    auto opened = accepted(people::open_account({word(node, "email"), word(node, "name"), word(node, "job"), new_id_text(now_)}, "", now_),
                           word(node, "key"));
    accounts_[word(node, "key")] = opened.id;
    names_[word(node, "key")] = opened.name;
    if (!people::add_account(db_, opened)) throw std::runtime_error("demo: " + opened.email + " is there twice");
    const Instant since{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
    for (const auto& held : node["roles"]) {
        auto given = people::on_partnership(partnership_, opened.id, people::role_from(word(held, "role")).value(), since);
        if (const auto organisation = word(held, "organisation"); !organisation.empty()) {
            given.reach = Reach::organisation;
            given.on = named(organisations_, organisation).text;
        }
        if (const auto service = word(held, "service"); !service.empty()) {
            given.reach = Reach::service;
            given.on = named(services_, service).text;
        }
        const auto& key = given.reach == Reach::organisation ? word(held, "organisation") : word(held, "service");
        hold(given, given.reach == Reach::partnership ? partnership_name_ : names_.at(key));
    }
}

void Loader::hold(const people::Assignment& given, const std::string& on) {
    people::give_role(db_, by({}, now_), given, {web::text("people.roles." + people::name_of(given.role) + ".name"), on});
}

void Loader::load_evidence(const YAML::Node& node) {
    const auto key = word(node, "key");
    const auto by = named(accounts_, word(node, "added_by"));
    const auto at = calendar_.at(node, "added_on");
    Evidence fresh;
    fresh.id = EvidenceId::make(at);
    fresh.added_by = by;
    fresh.added_at = at;
    fresh.owner = owner_of(node);
    const auto item =
        accepted(gather(fresh,
                        {word(node, "title"), word(node, "source"), word(node, "line"), word(node, "whose_view"), word(node, "from"),
                         word(node, "to"), word(node, "security"), word(node, "link"), word(node, "summary"), 0, word(node, "collected"),
                         word(node, "received"), word(node, "collector"), words(node, "outcomes"), words(node, "groups")},
                        groups_of(*framework_), date_of(at)),
                 key);
    evidence_[key] = item.id;
    add_evidence(db_, {partnership_, by, at}, item);
    load_shares(node, Shared::evidence, item.id.text, item.owner, by, at);
    if (const auto file = node["file"]; file && file.IsMap()) load_file(file, item.id, by, at);
    for (const auto& found : node["findings"]) load_finding(found, key, item.id, by, at);
}

OrganisationId Loader::owner_of(const YAML::Node& node) const {
    const auto owner = word(node, "owner");
    return owner.empty() ? OrganisationId{} : named(organisations_, owner);
}

void Loader::load_shares(const YAML::Node& node, Shared kind, const std::string& object, const OrganisationId& owner, const AccountId& by,
                         Instant at) {
    std::vector<OrganisationId> partners;
    for (const auto& [key, id] : organisations_) partners.push_back(id);
    for (const auto& shared : node["shares"]) {
        const auto with = word(shared, "with");
        const auto share_of = accepted(share(kind, object, owner,
                                             {with == "partnership" ? with : named(organisations_, with).text, word(shared, "extent"),
                                              word(shared, "purpose"), word(shared, "until")},
                                             partners, by, at),
                                       object);
        add_share(db_, {partnership_, by, at}, share_of,
                  {with == "partnership" ? web::text("evaluations.sharing.whole_partnership") : names_.at(with),
                   web::text("evaluations.sharing.extent_" + name_of(share_of.extent))});
    }
}

void Loader::load_file(const YAML::Node& node, const EvidenceId& item, const AccountId& by, Instant at) {
    const auto text = word(node, "text");
    const auto fresh = std::filesystem::temp_directory_path() / new_id_text(at);
    std::ofstream(fresh) << text;
    const auto kept = files_.keep(fresh);
    std::filesystem::remove(fresh);
    add_file(
        db_, {partnership_, by, at},
        {FileId::make(at), item, word(node, "name"), "application/octet-stream", static_cast<std::int64_t>(kept.size), kept.hash, by, at});
}

void Loader::load_finding(const YAML::Node& node, const std::string& key, const EvidenceId& item, const AccountId& by, Instant at) {
    const auto known = linkable_of({framework_});
    FindingDraft draft{word(node, "kind"), word(node, "statement"), {}, 0, word(node, "excerpt"), word(node, "place"), {}};
    for (const auto& theme : node["themes"]) draft.themes.push_back(theme.as<std::string>());
    Finding fresh;
    fresh.id = FindingId::make(at);
    fresh.evidence = item;
    fresh.added_by = by;
    fresh.added_at = at;
    const auto finding = accepted(find(fresh, draft, known), key);
    add_finding(db_, {partnership_, by, at}, finding);
}

void Loader::load_evaluation(const YAML::Node& node) {
    const auto key = word(node, "key");
    const auto by = named(accounts_, word(node, "created_by"));
    const auto at = calendar_.at(node, "created_on");
    EvaluationDraft draft{word(node, "title"),
                          word(node, "kind"),
                          word(node, "why"),
                          word(node, "level"),
                          {},
                          word(node, "children"),
                          word(node, "from"),
                          word(node, "to"),
                          0,
                          word(node, "judging")};
    for (const auto& service : node["services"]) draft.services.push_back(named(services_, service.as<std::string>()).text);
    draft.groups = words(node, "groups");
    draft.neighbourhood = word(node, "neighbourhood");
    std::vector<ServiceId> known;
    for (const auto& [name, id] : services_) known.push_back(id);
    std::vector<std::string> groups;
    for (const auto& group : framework_->children_groups) groups.push_back(group.key);
    Evaluation fresh;
    fresh.id = EvaluationId::make(at);
    fresh.framework_hash = framework_hash_;
    fresh.created_by = by;
    fresh.created_at = at;
    fresh.owner = owner_of(node);
    auto evaluation = accepted(set_up(fresh, draft, known, {}, groups), key);
    evaluations_[key] = evaluation.id;
    add_evaluation(db_, {partnership_, by, at}, evaluation);
    load_shares(node, Shared::evaluation, evaluation.id.text, evaluation.owner, by, at);
    load_scope(node, evaluation, by, at);
    for (const auto& item : node["evidence"])
        use_evidence(db_, {partnership_, by, at}, evaluation.id, named(evidence_, item.as<std::string>()));
    for (const auto& judged : node["judgements"]) load_judgement(judged, evaluation);
    for (const auto& concluded : node["conclusions"]) load_conclusion(concluded, evaluation);
    if (word(node, "state") == "finished") finish_it(evaluation, by);
}

void Loader::load_scope(const YAML::Node& node, const Evaluation& evaluation, const AccountId& by, Instant at) {
    ScopeDraft draft;
    for (const auto& choice : node["scope"]) {
        draft.depths[word(choice, "indicator")] = word(choice, "depth");
        draft.reasons[word(choice, "indicator")] = word(choice, "reason");
    }
    replace_scope(db_, {partnership_, by, at}, evaluation.id, *framework_, {},
                  accepted(choose(evaluation, *framework_, draft), evaluation.title));
    scope_ = draft;
}

Ground Loader::ground_on(const Evaluation& evaluation, const std::string& indicator, Instant at) {
    const auto found = std::ranges::find(framework_->indicators, indicator, &frameworks::Indicator::code);
    auto ground = ground_of(*framework_, *found, list_on_themes(db_, everything(at), evaluation.id, indicator), {}, date_of(at));
    ground.in_scope = scope_.depths[indicator] == "full" || scope_.depths[indicator] == "light";
    return ground;
}

void Loader::load_judgement(const YAML::Node& node, const Evaluation& evaluation) {
    const auto indicator = word(node, "indicator");
    const auto by = named(accounts_, word(node, "by"));
    const auto at = calendar_.at(node, "on");
    const auto judgement =
        accepted(judge(evaluation, indicator, ground_on(evaluation, indicator, at),
                       {word(node, "level"), word(node, "rationale"), word(node, "confidence"), 0, word(node, "caveat")}, by, at),
                 indicator);
    if (!record_judgement(db_, {partnership_, by, at}, evaluation.id, *framework_, nullptr, judgement))
        throw std::runtime_error("demo: " + indicator + " is judged twice");
}

Sight Loader::everything(Instant at) const {
    std::vector<OrganisationId> owners;
    for (const auto& [key, id] : organisations_) owners.push_back(id);
    return sight_of_everything(partnership_, owners, at);
}

void Loader::finish_it(Evaluation evaluation, const AccountId& by) {
    const auto at = latest_ + std::chrono::hours{1};
    evaluation.version = 1;
    if (!save_evaluation(db_, {partnership_, by, at}, evaluation, accepted(finish(evaluation, at), evaluation.title)))
        throw std::runtime_error("demo: an evaluation was not finished");
}

void load_demo(db::Write& db, const db::FileStore& files, Instant now) {
    if (people::has_any_account(db)) return;
    Loader(db, files, now).load();
}

}  // namespace touchstone::demo
