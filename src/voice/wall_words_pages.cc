#include "voice/wall_words_pages.h"

#include <algorithm>

#include <fmt/format.h>

#include "web/language.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

// How many gave this answer of those who said something, and how far that is known of more people.
std::optional<charts::Share> share_of(const ShownCount& count, int of) {
    if (!count || of == 0) return std::nullopt;
    const auto bounds = statistics::wilson(*count, of, 0.95);
    return charts::Share{*count, static_cast<double>(*count) / of, bounds.lower, bounds.upper};
}

charts::Shares picture_of(const std::optional<Tally>& tally, const std::string& id, const std::string& title, bool says) {
    charts::Shares picture{.id = id, .title = title, .sentence = text("voice.wall.not_shown"), .words = share_words(), .rows = {}};
    if (tally) picture.sentence = web::counted(tally->is_of_all ? "voice.wall.of_all" : "voice.wall.of", tally->of);
    if (tally && says && tally->said != Said::nothing) picture.sentence += " " + text("voice.wall.said." + name_of(tally->said));
    const auto shown = tally.value_or(Tally{});
    picture.rows = {{text("voice.wall.vote.agree"), share_of(shown.agree, shown.of)},
                    {text("voice.wall.vote.disagree"), share_of(shown.disagree, shown.of)},
                    {text("voice.wall.vote.unsure"), share_of(shown.unsure, shown.of)}};
    return picture;
}

int agreeing(const Results& results, const Statement& statement) {
    const auto* table = table_of(results, statement);
    const auto tally = table ? tally_of(*table, table->all) : std::nullopt;
    return tally ? tally->agree.value_or(-1) : -1;
}

std::string percent(double share) { return fmt::format("{:.1f}", 100 * share); }

std::vector<std::string> row_of(const Statement& statement, const std::string& group, const std::optional<Tally>& tally) {
    const auto word = [](const ShownCount& count) { return count ? std::to_string(*count) : std::string("*"); };
    if (!tally) return {statement.words, group, "*", "*", "*", "*", "", "", "", fate_in_words(statement)};
    const auto share = share_of(tally->agree, tally->of);
    return {statement.words,
            group,
            word(tally->agree),
            word(tally->disagree),
            word(tally->unsure),
            std::to_string(tally->of),
            share ? percent(share->share) : std::string(),
            share ? percent(share->lower) : std::string(),
            share ? percent(share->upper) : std::string(),
            fate_in_words(statement)};
}

}  // namespace

std::string fate_in_words(const Statement& statement) {
    if (!statement.fate) return text("voice.fate.none_yet");
    const auto day = statement.fate_by ? in_words(*statement.fate_by) : std::string();
    const auto said = text("voice.fate.said." + name_of(*statement.fate), {{"day", day}});
    return statement.fate_words.empty() ? said + "." : said + ": " + statement.fate_words;
}

std::string fate_address(const Wave& wave, const Statement& statement) {
    return address_of(wave) + "/statements/" + std::to_string(statement.number) + "/fate";
}

std::vector<Statement> in_order(std::vector<Statement> statements, const Results& results, bool by_agreement) {
    std::erase_if(statements, [](const Statement& statement) { return !statement.stands(); });
    if (by_agreement)
        std::ranges::stable_sort(statements, std::ranges::greater{},
                                 [&](const Statement& statement) { return agreeing(results, statement); });
    return statements;
}

web::List statement_tables(const Wave& wave, const std::vector<Statement>& statements, const Results& results, bool may_write) {
    web::List tables;
    for (const auto& statement : statements) {
        const auto* table = table_of(results, statement);
        const auto id = "statement_" + std::to_string(statement.number);
        web::List groups;
        for (std::size_t i = 0; table != nullptr && i < table->by_group.size(); ++i) {
            const auto& row = table->by_group[i];
            groups.push_back(charts::shares_figure(
                picture_of(tally_of(*table, row), fmt::format("{}_{}", id, i + 1), groups_word(wave, row.groups), false)));
        }
        const auto tally = table ? tally_of(*table, table->all) : std::nullopt;
        tables.push_back(web::Object{
            {"figure", charts::shares_figure(picture_of(tally, id, statement.words, true))},
            {"unclear", false},
            {"change", false},
            {"has_groups", !groups.empty()},
            {"groups_head", text("voice.results.by_group")},
            {"groups", groups},
            {"fate", web::Object{{"said", fate_in_words(statement)},
                                 {"act", may_write ? web::Data(web::link(fate_address(wave, statement), text("voice.fate.link")))
                                                   : web::Data(false)},
                                 {"of", statement.words}}}});
    }
    return tables;
}

std::vector<std::vector<std::string>> statement_rows(const Wave& wave, const std::vector<Statement>& statements, const Results& results) {
    std::vector<std::vector<std::string>> rows{{text("voice.wall.statement"), text("voice.results.group"), text("voice.wall.vote.agree"),
                                                text("voice.wall.vote.disagree"), text("voice.wall.vote.unsure"), text("voice.results.of"),
                                                text("voice.wall.share"), text("voice.wall.lower"), text("voice.wall.upper"),
                                                text("voice.fate.title")}};
    for (const auto& statement : statements) {
        const auto* table = table_of(results, statement);
        rows.push_back(row_of(statement, text("voice.results.everybody"), table ? tally_of(*table, table->all) : std::nullopt));
        for (std::size_t i = 0; table != nullptr && i < table->by_group.size(); ++i)
            rows.push_back(row_of(statement, groups_word(wave, table->by_group[i].groups), tally_of(*table, table->by_group[i])));
    }
    return rows;
}

}  // namespace touchstone::voice
