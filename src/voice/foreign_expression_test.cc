#include "voice/foreign_expression.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/texts.h"

namespace touchstone::voice {
namespace {

using Holds = ForeignAnswer::Holds;

std::optional<ForeignAnswer> known(const std::string& name) {
    static const auto renamed =
        std::make_shared<const std::map<std::string, std::string>>(std::map<std::string, std::string>{{"Very good", "Very_good"}});
    static const std::map<std::string, ForeignAnswer> all = {{"q", {"${q}", Holds::choice, {}, renamed}},
                                                             {"n", {"${n}"}},
                                                             {"m", {"${m}", Holds::choices}},
                                                             {"feel.safe", {"${feel.safe}", Holds::choice}},
                                                             {"m_SQ1", {"${m}", Holds::choices, "SQ1"}},
                                                             {"own", {"."}}};
    const auto found = all.find(name);
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

// What it is here, or the last word of the sentence's key.
std::string from(Dialect tool, const std::string& text) {
    const auto kept = from_foreign(tool, text, known);
    if (kept) return *kept;
    EXPECT_NE(web::text(kept.error().sentence, kept.error().values), "");
    return "! " + kept.error().sentence.substr(kept.error().sentence.rfind('.') + 1);
}

TEST(ForeignExpressions, of_surveyjs_are_read) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"{q} = 'a'", "${q} = 'a'"},
        {"{q}=='a' && {n} >= 3", "${q} = 'a' and ${n} >= 3"},
        {"{q} <> \"a\" or {n} < -1.5", "${q} != 'a' or ${n} < -1.5"},
        {"{q} = 'Very good'", "${q} = 'Very_good'"},
        {"{q} = true", "${q} = 'true'"},
        {"({q} = 'a' OR {q} = 'b') and {n} notempty", "(${q} = 'a' or ${q} = 'b') and ${n} != ''"},
        {"{n} empty", "${n} = ''"},
        {"{n} = 'it\\'s'", "${n} = \"it's\""},
        {"{m} contains 'x'", "selected(${m}, 'x')"},
        {"{m} contains ['x', 'y']", "(selected(${m}, 'x') and selected(${m}, 'y'))"},
        {"{q} anyof ['Very good', 'b']", "(selected(${q}, 'Very_good') or selected(${q}, 'b'))"},
        {"{m} notcontains 'x'", "not(selected(${m}, 'x'))"},
        {"{m} noneof ['x', 'y']", "not(selected(${m}, 'x') or selected(${m}, 'y'))"},
        {"!({n} > 1)", "not(${n} > 1)"},
        {"{feel.safe} = 2", "${feel.safe} = 2"},
        {"{own} > 0", ". > 0"},
        {"{n} * 2 + 1 > 7", "${n} * 2 + 1 > 7"},
        {"{n} / 2 = 1", "${n} div 2 = 1"},
        {"iif({q} = 'a', 1, 2) = {n}", "if(${q} = 'a', 1, 2) = ${n}"},
        {"{n} <= today()", "${n} <= today()"},
        {"true", "true()"}};
    for (const auto& [text, kept] : cases) EXPECT_EQ(from(Dialect::surveyjs, text), kept) << text;
}

TEST(ForeignExpressions, of_limesurvey_are_read) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"q == \"A1\"", "${q} = 'A1'"},
        {"((q.NAOK == \"A1\")) and !is_empty(n.NAOK)", "(${q} = 'A1') and not(${n} = '')"},
        {"q ne 'A1' or n gt 3", "${q} != 'A1' or ${n} > 3"},
        {"m_SQ1 == \"Y\"", "selected(${m}, 'SQ1')"},
        {"m_SQ1.NAOK != 'Y' && is_empty(m_SQ1)", "not(selected(${m}, 'SQ1')) and not(selected(${m}, 'SQ1'))"},
        {"strlen(n) > 2", "string-length(${n}) > 2"},
        {"if(q == 'a', 1, 0) == 1", "if(${q} = 'a', 1, 0) = 1"}};
    for (const auto& [text, kept] : cases) EXPECT_EQ(from(Dialect::limesurvey, text), kept) << text;
}

TEST(ForeignExpressions, that_cannot_be_asked_here_are_refused) {
    const std::vector<std::pair<std::string, std::string>> cases = {{"{later} = 1", "asks_about"},
                                                                    {"{q} =", "ends_early"},
                                                                    {"{q} = 'a", "unexpected"},
                                                                    {"{q", "unexpected"},
                                                                    {"{q} = 1)", "unexpected"},
                                                                    {"{q}", "no_condition"},
                                                                    {"{m} = 'x'", "several"},
                                                                    {"{m} = {n}", "comparison"},
                                                                    {"{n} contains 'x'", "contains"},
                                                                    {"{m} = ['x']", "comparison"},
                                                                    {"{n} + 'a' = 'b'", "comparison"},
                                                                    {"age({n}) > 3", "no_such_function"},
                                                                    {"{n} = 'it\\'s \\\"so\\\"'", "both_quotes"},
                                                                    {"{n} ^ 2 > 3", "unexpected"},
                                                                    {fmt::format("{}{{n}} = 1", std::string(60, '(')), "too_deep"},
                                                                    {fmt::format("{{n}} = '{}'", std::string(2'000, 'x')), "too_long"},
                                                                    {"", "ends_early"}};
    for (const auto& [text, why] : cases) EXPECT_EQ(from(Dialect::surveyjs, text), "! " + why) << text;
    EXPECT_EQ(from(Dialect::limesurvey, "12345X1X2 == 'Y'"), "! unexpected");
    EXPECT_EQ(from(Dialect::limesurvey, "m_SQ1 > 1"), "! comparison");
    EXPECT_EQ(from(Dialect::limesurvey, "{q} == 1"), "! unexpected");
}

TEST(ForeignExpressions, are_written_for_surveyjs) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"${q} = 'a'", "{q} = 'a'"},
        {"${n} = \"it's\"", "{n} = 'it\\'s'"},
        {"selected(${m}, 'x') and ${n} != ''", "{m} contains 'x' and {n} notempty"},
        {"(${n} > 1 or ${n} = '') and not(${n} = 2)", "({n} > 1 or {n} empty) and !({n} = 2)"},
        {". >= -3 and . <= 10 div 2", "{own} >= -3 and {own} <= 10 / 2"},
        {"if(${q} = 'a', 1, 2) = 1", "iif({q} = 'a', 1, 2) = 1"},
        {"${n} <= today()", "{n} <= today()"},
        {"true()", "true"},
        // without words for it there
        {". = int(.)", ""},
        {"regex(., 'a+')", ""},
        {"${n} = 'a\\b'", ""},
        {"selected(${m}, ${n})", ""},
        {"${n} > -${q}", ""},
        {"${n} = 'a", ""},
        {"", ""}};
    for (const auto& [expression, written] : cases) {
        EXPECT_EQ(as_visible_if(expression, "own"), written) << expression;
        if (written.empty()) continue;
        EXPECT_EQ(from(Dialect::surveyjs, written), expression);
    }
    EXPECT_EQ(as_visible_if(". > 1", ""), "") << "a condition has no answer of its own";
}

TEST(ForeignExpressions, of_patterns_describe_the_whole_answer) {
    EXPECT_EQ(rule_of_pattern("^[A-Z]{2}$"), "regex(., '^[A-Z]{2}$')");
    for (const auto* part : {"[A-Z]", "^a|b$", "^a\\$", "^(a$", "^'\"$", ""}) EXPECT_EQ(rule_of_pattern(part), "") << part;
}

}  // namespace
}  // namespace touchstone::voice
