// Coding of what people wrote: what was found, who codes, and the frame.
#include "voice/coding_pages.h"

#include <algorithm>

#include "charts/shares.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "people/actor_store.h"
#include "people/draft_pages.h"
#include "statistics/intervals.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/voice_words_pages.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::voice {

using web::text;

std::optional<CodingWhole> coding_at(const web::Visit& visit, db::Read& db) {
    return find_coding(db, visit.actor.partnership, visit.id<WaveId>("wave"), visit.actor.id);
}

std::string coding_address(const Wave& wave) { return address_of(wave) + "/coding"; }

std::vector<web::Option> codes_to_choose(const Coding& coding, db::Read& db) {
    const auto themes = evidence::theme_options(frameworks::latest_frameworks(db));
    std::vector<web::Option> options;
    for (const auto& [key, label] : coding.frame) {
        const auto theme = label.empty() ? label_of(themes, key) : label;
        options.push_back({key, theme.empty() ? key : theme, {}});
    }
    options.push_back({nothing_fits, text("voice.coded.nothing"), {}});
    return options;
}

std::string codes_in_words(const std::vector<web::Option>& options, const std::vector<std::string>& codes) {
    std::vector<std::string> words;
    for (const auto& code : codes) words.push_back(label_of(options, code));
    return words.empty() ? text("voice.coded.not_yet") : web::listed_apart(words);
}

web::Response coding_page(const std::string& view, const std::string& title, const CodingWhole& whole, web::Object data,
                          web::Status status) {
    auto response = wave_page(view, title, whole.found, std::move(data), status);
    response.crumbs.push_back({coding_address(whole.found.wave), text("voice.coding.title")});
    return response;
}

const CodedText* text_in(const CodingWhole& whole, const std::string& id) {
    const auto found = std::ranges::find(whole.texts, id, &CodedText::id);
    return found == whole.texts.end() ? nullptr : &*found;
}

namespace {

constexpr double coverage = 0.95;

// Why there is nothing to see yet; nothing where there is.
std::string why_none(const CodingWhole& whole) {
    const auto& [found, coding, first, second, has_begun, texts, excerpts] = whole;
    if (!found.wave.closed_at) return text("voice.results.still_open");
    if (texts.empty()) return text("voice.words.none");
    if (coding.version == 0) return text("voice.coding.none");
    if (!coding.is_laid_open()) return text(coding.second.is_empty() ? "voice.coding.under_way" : "voice.coding.under_way_two");
    const auto left = left_to_settle(coding, texts);
    return left > 0 ? web::counted("voice.coding.to_settle", left) : std::string();
}

web::Object about(const CodingWhole& whole) {
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const std::string& key, const std::string& name, bool done) {
        if (!name.empty()) rows.push_back({key, text(done ? "voice.coding.done" : "voice.coding.not_done", {{"name", name}}), {}, {}, {}});
    };
    add(text("voice.coding.coder"), whole.first_name, whole.coding.first_done);
    add(text("voice.coding.second_coder"), whole.second_name, whole.coding.second_done);
    return web::summary_list(rows);
}

web::Object figure_of(const CodingWhole& whole, const std::vector<web::Option>& codes, const CodesFound& found, const std::string& id) {
    charts::Shares picture{.id = id,
                           .title = text("voice.coding.figure"),
                           .sentence = web::counted("voice.coding.base", found.base.value_or(0)),
                           .words = share_words(),
                           .rows = {}};
    picture.words.answer = text("voice.coding.code");
    picture.words.count = text("voice.coding.texts");
    for (const auto& [key, label] : whole.coding.frame) {
        std::optional<charts::Share> share;
        if (const auto& count = found.texts.at(key); count && found.base) {
            const auto bounds = statistics::wilson(*count, *found.base, coverage);
            share = charts::Share{*count, static_cast<double>(*count) / *found.base, bounds.lower, bounds.upper};
        }
        picture.rows.push_back({label_of(codes, key), share});
    }
    return charts::shares_figure(picture);
}

// Under each code of one question what is quoted, in the order of the frame.
web::List quotes_of(const web::Visit& visit, const CodingWhole& whole, const std::vector<web::Option>& codes,
                    const std::vector<CodedExcerpt>& shown, const std::string& question) {
    web::List all;
    for (const auto& [key, label] : whole.coding.frame) {
        web::List quotes;
        for (const auto& excerpt : shown) {
            if (excerpt.code != key || text_in(whole, excerpt.text)->question != question) continue;
            web::Data remove = false;
            if (may_write(visit))
                remove = web::Object{{"csrf", visit.csrf},
                                     {"action", coding_address(whole.found.wave) + "/excerpts/" + excerpt.id.text + "/removal"},
                                     {"words", excerpt.words}};
            quotes.push_back(
                web::Object{{"quote", web::Object{{"excerpt", excerpt.words}, {"place", false}, {"language", false}}}, {"remove", remove}});
        }
        if (!quotes.empty()) all.push_back(web::Object{{"code", label_of(codes, key)}, {"quotes", quotes}});
    }
    return all;
}

web::List found_of(const web::Visit& visit, const CodingWhole& whole, const std::vector<web::Option>& codes) {
    const auto& wave = whole.found.wave;
    const auto shown = quoted(wave, whole.coding, whole.texts, whole.excerpts);
    web::List all;
    for (const auto& found : found_in(wave, whole.coding, whole.texts)) {
        const auto id = "found_" + std::to_string(all.size() + 1);
        web::Data figure = false;
        if (found.base) figure = figure_of(whole, codes, found, id);
        all.push_back(web::Object{{"question", question_in_words(wave, found.question)},
                                  {"too_few", !found.base},
                                  {"figure", figure},
                                  {"under", quotes_of(visit, whole, codes, shown, found.question)}});
    }
    return all;
}

// What this person can do next, the first of them first.
web::List steps_of(const web::Visit& visit, const CodingWhole& whole) {
    web::List steps;
    if (!may_write(visit) || whole.texts.empty()) return steps;
    const auto& coding = whole.coding;
    const auto address = coding_address(whole.found.wave);
    const auto add = [&](const std::string& part, const std::string& key) { steps.push_back(web::link(address + part, text(key))); };
    if (const auto hand = coding.hand_of(visit.actor.id); hand && !coding.is_laid_open()) add("/texts", "voice.coding.code_link");
    if (!differing(coding, whole.texts).empty() || (coding.is_laid_open() && !coding.second.is_empty()))
        add("/differences", "voice.coding.differences_link");
    if (coding.is_laid_open()) add("/texts", "voice.coding.texts_link");
    if (!coding.is_laid_open()) add("/frame", coding.version == 0 ? "voice.coding.begin" : "voice.coding.frame_link");
    return steps;
}

web::Response found_page(const web::Visit& visit, db::Read& db, const std::optional<CodingWhole>& whole) {
    if (!whole) return web::not_found();
    const auto& wave = whole->found.wave;
    const auto codes = codes_to_choose(whole->coding, db);
    auto steps = steps_of(visit, *whole);
    web::Data next = false, coders = false;
    if (!steps.empty()) {
        next = steps.front();
        steps.erase(steps.begin());
    }
    if (whole->coding.version > 0) coders = about(*whole);
    return wave_page(
        "voice/coding", text("voice.coding.title"), whole->found,
        {{"header", web::header(name_of_wave(wave), text("voice.coding.title"), text("voice.coding.lead"))},
         {"none", web::or_false(why_none(*whole))},
         {"next", next},
         {"steps", steps},
         {"about", coders},
         {"one", whole->coding.is_laid_open() && whole->coding.second.is_empty()},
         {"rule", text("voice.results.rule", {{"count", std::to_string(wave.smallest)}})},
         {"found", found_of(visit, *whole, codes)},
         {"words", visit.may(Ability::evaluate, "wave") ? web::Data(web::link(address_of(wave) + "/words", text("voice.words.link")))
                                                        : web::Data(false)}});
}

web::Response show(const web::Visit& visit, db::Read& db) { return found_page(visit, db, coding_at(visit, db)); }

struct FrameOffers {
    web::Offers options;
    CodingOffers values;
};
FrameOffers offers_of(const web::Visit& visit, db::Read& db, const CodingWhole& whole) {
    db::Trip trip(db);
    const auto actors = people::ask_actors_at_console(trip, visit.actor.partnership, visit.now);
    const auto published = frameworks::ask_frameworks(trip);
    trip.go();
    FrameOffers offers;
    std::vector<web::Option> people;
    for (const auto& actor : *actors) {
        if (!may_do(actor, Ability::evaluate, Place{whole.found.wave.owner, {}, {}})) continue;
        people.push_back({actor.id.text, actor.name, {}});
        offers.values.coders.push_back(actor.id);
    }
    const auto keep = [&](const AccountId& id, const std::string& name) {
        if (!id.is_empty() && label_of(people, id.text).empty()) people.push_back({id.text, name, {}});
    };
    keep(whole.coding.first, whole.first_name);
    keep(whole.coding.second, whole.second_name);
    web::sort_by_label(people);
    auto first = people, second = people;
    first.insert(first.begin(), {"", text("voice.coding.choose"), {}});
    second.insert(second.begin(), {"", text("voice.coding.nobody"), {}});
    const auto themes = evidence::theme_options(frameworks::latest_among(db, *published));
    for (const auto& theme : themes) offers.values.themes.push_back(theme.value);
    offers.options = {{"themes", themes}, {"first", first}, {"second", second}};
    return offers;
}

// `theirs` is there when somebody else was faster.
web::Response frame_page(const web::Visit& visit, const CodingWhole& whole, const FrameOffers& offers, const FrameDraft& draft,
                         const Problems& problems, web::Status status, const std::optional<FrameDraft>& theirs = {}) {
    const auto& wave = whole.found.wave;
    const auto address = coding_address(wave) + "/frame";
    auto data = web::components(frame_fields(), draft, problems, offers.options);
    data["themes"] = web::searchable(data["themes"], visit);
    web::adjust(data, "own", {{"rows", "10"}});
    data.merge({{"header", web::header(name_of_wave(wave), text("voice.coding.frame"), text("voice.coding.frame_lead"))},
                {"conflict", theirs ? web::Data(web::compared(frame_fields(), draft, *theirs, offers.options)) : web::Data(false)},
                {"has_begun", whole.has_begun},
                {"csrf", visit.csrf},
                {"action", address},
                {"button", web::button(text("voice.coding.save"))}});
    auto response = coding_page("voice/coding_frame", text("voice.coding.frame"), whole, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(frame_fields(), draft)}};
    return response;
}

// Where texts can be read and not all is laid open; else the page says why not.
bool has_frame_now(const std::optional<CodingWhole>& whole) { return whole && !whole->texts.empty() && !whole->coding.is_laid_open(); }

web::Response show_frame(const web::Visit& visit, db::Read& db) {
    const auto whole = coding_at(visit, db);
    if (!has_frame_now(whole)) return found_page(visit, db, whole);
    return frame_page(visit, *whole, offers_of(visit, db, *whole), draft_of(whole->coding), {}, web::Status::ok);
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto whole = coding_at(visit, db);
    if (!whole) return web::not_found();
    if (!has_frame_now(whole)) {
        auto response = found_page(visit, db, whole);
        response.problems = {{"", "voice.coding.frame_not_now"}};
        response.status = web::Status::unprocessable;
        return response;
    }
    const auto offers = offers_of(visit, db, *whole);
    const auto& coding = whole->coding;
    auto draft = web::read_draft(frame_fields(), visit.form);
    if (web::is_searching(visit)) return frame_page(visit, *whole, offers, draft, {}, web::Status::ok);
    const auto seen = draft.seen_version;
    draft.seen_version = coding.version;  // saving again is a choice
    const auto late = [&] {
        return frame_page(visit, *whole, offers, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict, draft_of(coding));
    };
    if (seen != coding.version) return late();
    const auto after = framed(coding, draft, offers.values, whole->has_begun);
    if (!after) return frame_page(visit, *whole, offers, draft, after.error(), web::Status::unprocessable);
    if (!save_frame(db, visit.by(), whole->found.wave.id, coding, *after)) return late();
    people::forget_draft(visit, db);
    return web::see_other(coding_address(whole->found.wave), "coding");
}

}  // namespace

void add_coding_pages(web::Router& router) {
    const std::string one = "/waves/{wave}/coding";
    router.get(one, may::read, show);
    router.get(one + "/frame", may::evaluate, show_frame);
    router.post(one + "/frame", may::evaluate, save, {.fields = web::taken(frame_fields())});
}

}  // namespace touchstone::voice
