// Words of a text that a person chooses to stand under a code.
#include "voice/coding_pages.h"
#include "voice/pages.h"
#include "voice/voice_words_pages.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

// A text, once everything is settled.
struct Quotable {
    CodingWhole whole;
    CodedText text;
};
std::optional<Quotable> quotable_at(const web::Visit& visit, db::Read& db) {
    auto whole = coding_at(visit, db);
    const auto* one = whole && whole->coding.is_laid_open() ? text_in(*whole, visit.path.at("text")) : nullptr;
    if (one == nullptr) return std::nullopt;
    auto found = *one;
    return Quotable{std::move(*whole), std::move(found)};
}

web::Response excerpt_page(const web::Visit& visit, db::Read& db, const Quotable& at, const CodedExcerptDraft& draft,
                           const Problems& problems, web::Status status) {
    const auto& [whole, one] = at;
    const auto& wave = whole.found.wave;
    const auto address = coding_address(wave) + "/texts/" + one.id + "/excerpts";
    const auto codes = codes_to_choose(whole.coding, db);
    const auto question = std::ranges::find(wave.content.questions, one.question, &Question::name);
    const auto needed = question == wave.content.questions.end() ? wave.smallest : k_of(wave, *question);
    std::vector<web::Option> offered;
    for (const auto& code : quotable(wave, whole.coding, whole.texts, one.id)) offered.push_back({code, label_of(codes, code), {}});
    auto data = web::components(coded_excerpt_fields(), draft, problems, {{"code", offered}});
    data.merge(
        {{"header",
          web::header(question_in_words(wave, one.question), text("voice.coded_excerpt.title"), text("voice.coded_excerpt.lead"))},
         {"shown", web::paragraphs(one.words)},
         {"none", offered.empty() ? web::Data(text("voice.coded_excerpt.none", {{"count", std::to_string(needed)}})) : web::Data(false)},
         {"csrf", visit.csrf},
         {"action", address},
         {"button", web::button(text("voice.excerpt.save"))}});
    auto response = coding_page("voice/coding_excerpt", text("voice.coded_excerpt.title"), whole, std::move(data), status);
    response.crumbs.push_back({coding_address(wave) + "/texts", text("voice.coding.texts_link")});
    response.problems = problems;
    response.forms = {{address, web::form_now(coded_excerpt_fields(), draft)}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto at = quotable_at(visit, db);
    return at ? excerpt_page(visit, db, *at, {}, {}, web::Status::ok) : web::not_found();
}

web::Response choose(const web::Visit& visit, db::Write& db) {
    const auto at = quotable_at(visit, db);
    if (!at) return web::not_found();
    const auto draft = web::read_draft(coded_excerpt_fields(), visit.form);
    const auto& wave = at->whole.found.wave;
    auto excerpt = quote(wave, at->whole.coding, at->whole.texts, at->whole.excerpts, at->text.id, draft);
    if (!excerpt) return excerpt_page(visit, db, *at, draft, excerpt.error(), web::Status::unprocessable);
    excerpt->id = CodedExcerptId::make(visit.now);
    add_coded_excerpt(db, visit.by(), wave.id, *excerpt);
    return web::see_other(coding_address(wave), "excerpt");
}

web::Response drop(const web::Visit& visit, db::Write& db) {
    const auto whole = coding_at(visit, db);
    if (!whole) return web::not_found();
    remove_coded_excerpt(db, visit.by(), whole->found.wave.id, visit.id<CodedExcerptId>("excerpt"));
    return web::see_other(coding_address(whole->found.wave), "excerpt_removed");
}

}  // namespace

void add_coding_excerpt_pages(web::Router& router) {
    router.word("text");
    router.word("excerpt");
    const std::string one = "/waves/{wave}/coding";
    router.get(one + "/texts/{text}/excerpts", may::evaluate, show);
    router.post(one + "/texts/{text}/excerpts", may::evaluate, choose, {.fields = web::taken(coded_excerpt_fields())});
    router.post(one + "/excerpts/{excerpt}/removal", may::evaluate, drop, {.is_button = true, .form_at = one});
}

}  // namespace touchstone::voice
