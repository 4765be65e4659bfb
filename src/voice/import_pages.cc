// A questionnaire from a file of another tool: what has to change in it, or the questionnaire with what was left out.
#include <nlohmann/json.hpp>

#include "base/sheet.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_pages.h"
#include "voice/form_file.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/questionnaire_store.h"
#include "voice/voice_words_pages.h"
#include "web/form_reader.h"

namespace touchstone::voice {

using web::text;

namespace {

const FieldShape owner_shape{"owner", FieldShape::Kind::choice};

std::set<std::string> values_of(const std::vector<web::Option>& options) {
    std::set<std::string> values;
    for (const auto& option : options) values.insert(option.value);
    return values;
}

// What was read of the file, as JSON, or the key of what is wrong with it.
std::string read_upload(const web::Visit& visit, db::Read& db) {
    const auto uploads = visit.form.uploads("file");
    if (uploads.empty() || uploads.front().size == 0) return "voice.import.file_missing";
    if (uploads.front().size > sheet_max_bytes) return "people.sheet.too_large";
    const web::MappedFile file(uploads.front().path);
    auto form = read_form_file(file.bytes());
    if (!form) return form.error().front().text;
    const auto all = frameworks::latest_frameworks(db);
    keep_nameable(*form, values_of(evidence::theme_options(all)), values_of(evidence::outcome_options(all)));
    auto json = nlohmann::json{{"content", as_json(form->questionnaire)}, {"refused", nlohmann::json::array()}, {"left_out", ""}};
    for (const auto& refusal : form->refused) json["refused"].push_back(said_of(refusal));
    std::string left_out;
    for (const auto& refusal : form->left_out) left_out += (left_out.empty() ? "" : "\n") + said_of(refusal);
    json["left_out"] = left_out;
    return json.dump();
}

web::Response import_page(const web::Visit& visit, db::Read& db, const std::vector<std::string>& refused, const Problems& problems,
                          web::Status status) {
    const auto owner = visit.form.text("owner");
    web::List lines;
    for (const auto& line : refused) lines.push_back(line);
    auto response = questionnaire_page("voice/questionnaire_import", text("voice.import.title"), {},
                                       {{"header", web::header("", text("voice.import.title"), text("voice.import.lead"))},
                                        {"csrf", visit.csrf},
                                        {"action", import_address},
                                        {"refused", lines},
                                        {"has_refused", !refused.empty()},
                                        {"file", web::file_upload({.name = "file",
                                                                   .label = text("voice.import.file"),
                                                                   .hint = text("voice.import.file_hint"),
                                                                   .accept = ".xlsx,.json,.txt,.tsv",
                                                                   .is_multiple = false},
                                                                  problems)},
                                        {"owner", evaluations::owner_choice(evaluations::owners_offered(visit, db), owner, problems)},
                                        {"button", web::button(text("voice.import.button"))}},
                                       status);
    response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    response.forms = {{import_address, {{{owner_shape, {owner}}}, {}}}};
    return response;
}

web::Response show_import(const web::Visit& visit, db::Read& db) { return import_page(visit, db, {}, {}, web::Status::ok); }

web::Response import_form(const web::Visit& visit, db::Write& db) {
    const auto owner = evaluations::owner_from(evaluations::owners_offered(visit, db), visit.form.text("owner"));
    Problems problems;
    if (!visit.prepared.starts_with('{')) problems.push_back({"file", visit.prepared});
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) return import_page(visit, db, {}, problems, web::Status::unprocessable);
    const auto read = nlohmann::json::parse(visit.prepared);
    const auto refused = read.at("refused").get<std::vector<std::string>>();
    if (!refused.empty()) return import_page(visit, db, refused, {{"file", "voice.import.refused"}}, web::Status::unprocessable);
    KeptQuestionnaire kept;
    kept.id = QuestionnaireId::make(visit.now);
    kept.owner = owner->organisation;
    kept.content = questionnaire_from(read.at("content").get<std::string>());
    if (kept.content.title.empty()) kept.content.title = visit.form.uploads("file").front().name;
    kept.left_out = read.at("left_out").get<std::string>();
    add_questionnaire(db, visit.by(), kept);
    return web::see_other(address_of(kept.id), "questionnaire");
}

}  // namespace

void add_import_pages(web::Router& router) {
    router.get(import_address, may::evaluate, show_import);
    router.post(import_address, may::evaluate, import_form,
                {.takes_files = true, .keeps_files = false, .prepare = read_upload, .fields = {owner_shape}});
}

}  // namespace touchstone::voice
