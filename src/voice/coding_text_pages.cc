// Coding one text after another, each coder in an order of their own, and settling together what two coded differently.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "privacy/vault.h"
#include "voice/coding_pages.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/voice_words_pages.h"
#include "web/numbers.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

constexpr std::size_t beginning = 80;  // characters of a text that stand for it

std::string beginning_of(const std::string& words) {
    return characters(words) > beginning ? first_characters(words, beginning) + "…" : words;
}

// One who codes, as long as they have not finished, with the texts in an order that is theirs alone.
struct Coder {
    CodingWhole whole;
    Hand hand;
};
std::optional<Coder> coder_at(const web::Visit& visit, db::Read& db) {
    auto whole = coding_at(visit, db);
    const auto hand = whole ? whole->coding.hand_of(visit.actor.id) : std::nullopt;
    if (!hand || whole->coding.is_laid_open()) return std::nullopt;
    const auto wave = whole->found.wave.id.text;
    whole->texts = in_own_order(std::move(whole->texts),
                                [&](const std::string& id) { return privacy::vault().mark(wave, "order/" + visit.actor.id.text, id); });
    return Coder{std::move(*whole), *hand};
}

std::string text_address(const CodingWhole& whole, const std::string& id) { return coding_address(whole.found.wave) + "/texts/" + id; }
std::string settling_address(const CodingWhole& whole, const std::string& id) {
    return coding_address(whole.found.wave) + "/differences/" + id;
}

int left_of(const Coder& coder) {
    return static_cast<int>(std::ranges::count_if(coder.whole.texts, [&](const CodedText& one) { return !one.by.contains(coder.hand); }));
}

web::Response list_page(const web::Visit& visit, db::Read& db, const Coder& coder, const Problems& problems, web::Status status) {
    const auto& [whole, hand] = coder;
    const auto codes = codes_to_choose(whole.coding, db);
    const auto left = left_of(coder);
    web::List waiting, coded;
    for (const auto& one : whole.texts) {
        const bool is_coded = one.by.contains(hand);
        (is_coded ? coded : waiting)
            .push_back(web::Object{{"words", one.words},
                                   {"codes", codes_in_words(codes, one.given(hand).codes)},
                                   {"act", whole.coding.has_finished(hand)
                                               ? web::Data(false)
                                               : web::Data(web::link(text_address(whole, one.id),
                                                                     text(is_coded ? "voice.coded.again" : "voice.coded.code")))}});
    }
    const bool may_finish = left == 0 && !whole.coding.has_finished(hand);
    auto response = coding_page(
        "voice/coding_texts", text("voice.coding.code_link"), whole,
        {{"header", web::header(name_of_wave(whole.found.wave), text("voice.coding.code_link"), web::counted("voice.coded.left", left))},
         {"finish", may_finish ? web::Data(web::Object{{"csrf", visit.csrf},
                                                       {"action", coding_address(whole.found.wave) + "/finish"},
                                                       {"button", web::button(text("voice.coding.finish"))}})
                               : web::Data(false)},
         {"has_finished", whole.coding.has_finished(hand)},
         {"waiting", waiting},
         {"has_coded", !coded.empty()},
         {"coded", coded}},
        status);
    response.problems = problems;
    response.who_can_see = text("voice.coding.who_blind");
    return response;
}

// All texts with the codes that count, to choose words from.
web::Response open_list(const web::Visit& visit, db::Read& db) {
    const auto whole = coding_at(visit, db);
    if (!whole || !whole->coding.is_laid_open()) return web::not_found();
    const auto codes = codes_to_choose(whole->coding, db);
    web::List coded;
    for (const auto& one : whole->texts) {
        const auto given = settled(whole->coding, one).value_or(std::vector<std::string>{});
        coded.push_back(web::Object{{"words", one.words},
                                    {"codes", codes_in_words(codes, given)},
                                    {"act", web::link(text_address(*whole, one.id) + "/excerpts", text("voice.coded_excerpt.title"))}});
    }
    return coding_page("voice/coding_texts", text("voice.coding.texts_link"), *whole,
                       {{"header", web::header(name_of_wave(whole->found.wave), text("voice.coding.texts_link"))},
                        {"finish", false},
                        {"has_finished", false},
                        {"waiting", coded},
                        {"has_coded", false},
                        {"coded", web::List{}}});
}

web::Response list(const web::Visit& visit, db::Read& db) {
    const auto coder = coder_at(visit, db);
    return coder ? list_page(visit, db, *coder, {}, web::Status::ok) : open_list(visit, db);
}

// One text with the codes to choose from; `both` is what each gave, where that may be seen.
web::Response text_page(const web::Visit& visit, db::Read& db, const CodingWhole& whole, const CodedText& one, const std::string& address,
                        const std::string& title, const std::string& lead, const web::List& both, const CodesDraft& draft,
                        const Problems& problems, web::Status status) {
    auto data = web::components(codes_fields(), draft, problems, {{"codes", codes_to_choose(whole.coding, db)}});
    data.merge({{"header", web::header(question_in_words(whole.found.wave, one.question), title, lead)},
                {"words", web::paragraphs(one.words)},
                {"both", both},
                {"csrf", visit.csrf},
                {"action", address},
                {"button", web::button(text("voice.coded.save"))}});
    auto response = coding_page("voice/coding_text", title, whole, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(codes_fields(), draft)}};
    return response;
}

web::Response own_text_page(const web::Visit& visit, db::Read& db, const Coder& coder, const CodedText& one, const CodesDraft& draft,
                            const Problems& problems, web::Status status) {
    auto response = text_page(visit, db, coder.whole, one, text_address(coder.whole, one.id), text("voice.coded.title"),
                              web::counted("voice.coded.left", left_of(coder)), {}, draft, problems, status);
    response.crumbs.push_back({coding_address(coder.whole.found.wave) + "/texts", text("voice.coding.code_link")});
    response.who_can_see = text("voice.coding.who_blind");
    return response;
}

web::Response show_text(const web::Visit& visit, db::Read& db) {
    const auto coder = coder_at(visit, db);
    const auto* one = coder ? text_in(coder->whole, visit.path.at("text")) : nullptr;
    if (one == nullptr || coder->whole.coding.has_finished(coder->hand)) return web::not_found();
    const auto given = one->given(coder->hand);
    return own_text_page(visit, db, *coder, *one, {given.codes, given.version}, {}, web::Status::ok);
}

// The next one without codes, after this one and then from the beginning; none: the list.
std::string next_after(const Coder& coder, const CodedText& one) {
    auto texts = coder.whole.texts;
    const auto here = std::ranges::find(texts, one.id, &CodedText::id);
    std::ranges::rotate(texts, here + 1);
    for (const auto& other : texts)
        if (other.id != one.id && !other.by.contains(coder.hand)) return text_address(coder.whole, other.id) + "#text";
    return coding_address(coder.whole.found.wave) + "/texts";
}

web::Response code(const web::Visit& visit, db::Write& db) {
    const auto coder = coder_at(visit, db);
    const auto* one = coder ? text_in(coder->whole, visit.path.at("text")) : nullptr;
    if (one == nullptr || coder->whole.coding.has_finished(coder->hand)) return web::not_found();
    auto draft = web::read_draft(codes_fields(), visit.form);
    const auto before = one->given(coder->hand);
    const auto after = give(coder->whole.coding, coder->hand, draft);
    if (!after) return own_text_page(visit, db, *coder, *one, draft, after.error(), web::Status::unprocessable);
    if (!save_given(db, visit.by(), coder->whole.found.wave.id, one->id, coder->hand, before, *after)) {
        draft.seen_version = before.version;  // saving again is now a choice
        return own_text_page(visit, db, *coder, *one, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    }
    return web::see_other(next_after(*coder, *one), "coded");
}

web::Response finish_it(const web::Visit& visit, db::Write& db) {
    const auto coder = coder_at(visit, db);
    if (!coder) return web::not_found();
    const auto after = finish(coder->whole.coding, coder->hand, coder->whole.texts);
    if (!after) return list_page(visit, db, *coder, after.error(), web::Status::unprocessable);
    if (!save_finished(db, visit.by(), coder->whole.found.wave.id, *after))
        return list_page(visit, db, *coder, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(coding_address(coder->whole.found.wave), "coding_finished");
}

std::string figure(const std::optional<double>& value) { return value ? fmt::format("{:.2f}", *value) : text("voice.agreement.none"); }

web::Data agreement_of(const CodingWhole& whole, const std::vector<web::Option>& codes) {
    const auto all = agreement(whole.coding, whole.texts);
    if (all.empty()) return false;
    web::Table table{
        .id = "agreement", .caption = text("voice.agreement.title"), .heads = {{text("voice.coding.code"), {}}}, .rows = {}, .csv = {}};
    for (const auto* column : {"same", "kappa", "interval"})
        table.heads.push_back({text(std::string("voice.agreement.") + column), {}, true});
    std::set<std::string> known;
    for (const auto& [code, same, kappa, interval, said] : all) {
        table.rows.push_back(
            {{label_of(codes, code), {}},
             {same ? web::in_percent(*same, 0) : text("voice.agreement.none"), {}, true},
             {figure(kappa), {}, true},
             {interval ? figure(interval->low) + " – " + figure(interval->high) : text("voice.agreement.none"), {}, true}});
        known.insert(said.begin(), said.end());
    }
    web::List cautions;
    for (const std::string name : {"few_items", "one_level", "mostly_one_level", "wide_interval", "undefined_resamples"})
        if (known.contains("evaluations.agreement." + name)) cautions.push_back(text("voice.agreement." + name));
    return web::Object{{"table", web::table(table)}, {"cautions", cautions}};
}

web::Response differences(const web::Visit& visit, db::Read& db) {
    const auto whole = coding_at(visit, db);
    if (!whole || !whole->coding.is_laid_open()) return web::not_found();
    const auto& coding = whole->coding;
    const auto codes = codes_to_choose(coding, db);
    const bool is_two = !coding.second.is_empty(), may_settle = coding.hand_of(visit.actor.id).has_value();
    web::Table table{.id = "differences",
                     .caption = text("voice.differences.texts"),
                     .heads = {{text("voice.differences.text"), {}}},
                     .rows = {},
                     .csv = {}};
    table.heads.push_back({whole->first_name, {}});
    if (is_two) table.heads.push_back({whole->second_name, {}});
    table.heads.push_back({text("voice.differences.agreed"), {}});
    for (const auto& one : differing(coding, whole->texts)) {
        const auto said = [&](Hand hand) { return web::Cell{codes_in_words(codes, one.given(hand).codes), {}}; };
        auto& row = table.rows.emplace_back();
        row.push_back({beginning_of(one.words), may_settle ? settling_address(*whole, one.id) : std::string()});
        row.push_back(said(Hand::first));
        if (is_two) row.push_back(said(Hand::second));
        row.push_back(one.by.contains(Hand::agreed) ? said(Hand::agreed) : web::Cell{text("voice.differences.not_settled"), {}});
    }
    const bool is_none = table.rows.empty();
    return coding_page("voice/coding_differences", text("voice.coding.differences_link"), *whole,
                       {{"header", web::header(name_of_wave(whole->found.wave), text("voice.coding.differences_link"),
                                               text(may_settle ? "voice.differences.lead" : "voice.differences.lead_others"))},
                        {"none", is_none},
                        {"table", is_none ? web::Data(false) : web::Data(web::table(table))},
                        {"agreement", agreement_of(*whole, codes)}});
}

// A text that differs, for one of those who coded.
struct Settling {
    CodingWhole whole;
    CodedText text;
};
std::optional<Settling> settling_at(const web::Visit& visit, db::Read& db) {
    auto whole = coding_at(visit, db);
    if (!whole || !whole->coding.hand_of(visit.actor.id)) return std::nullopt;
    for (auto& one : differing(whole->coding, whole->texts))
        if (one.id == visit.path.at("text")) return Settling{std::move(*whole), std::move(one)};
    return std::nullopt;
}

web::Response settling_page(const web::Visit& visit, db::Read& db, const Settling& at, const CodesDraft& draft, const Problems& problems,
                            web::Status status) {
    const auto& [whole, one] = at;
    const auto codes = codes_to_choose(whole.coding, db);
    web::List both;
    const auto add = [&](Hand hand, const std::string& name) {
        if (!name.empty())
            both.push_back(text("voice.differences.gave", {{"name", name}, {"codes", codes_in_words(codes, one.given(hand).codes)}}));
    };
    add(Hand::first, whole.first_name);
    add(Hand::second, whole.second_name);
    if (one.by.contains(Hand::agreed)) add(Hand::agreed, text("voice.differences.agreed"));
    auto response = text_page(visit, db, whole, one, settling_address(whole, one.id), text("voice.differences.title"),
                              text(whole.coding.second.is_empty() ? "voice.differences.settle_alone" : "voice.differences.settle_lead"),
                              both, draft, problems, status);
    response.crumbs.push_back({coding_address(whole.found.wave) + "/differences", text("voice.coding.differences_link")});
    return response;
}

web::Response show_settling(const web::Visit& visit, db::Read& db) {
    const auto at = settling_at(visit, db);
    if (!at) return web::not_found();
    const auto given = at->text.given(Hand::agreed);
    return settling_page(visit, db, *at, {given.codes, given.version}, {}, web::Status::ok);
}

web::Response settle(const web::Visit& visit, db::Write& db) {
    const auto at = settling_at(visit, db);
    if (!at) return web::not_found();
    auto draft = web::read_draft(codes_fields(), visit.form);
    const auto before = at->text.given(Hand::agreed);
    const auto after = give(at->whole.coding, Hand::agreed, draft);
    if (!after) return settling_page(visit, db, *at, draft, after.error(), web::Status::unprocessable);
    if (!save_given(db, visit.by(), at->whole.found.wave.id, at->text.id, Hand::agreed, before, *after)) {
        draft.seen_version = before.version;  // saving again is now a choice
        return settling_page(visit, db, *at, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    }
    return web::see_other(coding_address(at->whole.found.wave) + "/differences", "settled_codes");
}

}  // namespace

void add_coding_text_pages(web::Router& router) {
    router.word("text");
    const std::string one = "/waves/{wave}/coding";
    router.get(one + "/texts", may::evaluate, list);
    router.get(one + "/texts/{text}", may::evaluate, show_text);
    router.post(one + "/texts/{text}", may::evaluate, code, {.fields = web::taken(codes_fields())});
    router.post(one + "/finish", may::evaluate, finish_it, {.is_button = true, .form_at = one + "/texts"});
    router.get(one + "/differences", may::evaluate, differences);
    router.get(one + "/differences/{text}", may::evaluate, show_settling);
    router.post(one + "/differences/{text}", may::evaluate, settle, {.fields = web::taken(codes_fields())});
}

}  // namespace touchstone::voice
