#include "voice/foreign_expression.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "voice/foreign_tokens.h"

namespace touchstone::voice {
namespace {

using Kind = ForeignToken::Kind;
using Holds = ForeignAnswer::Holds;

// A part of the condition as it is kept, with what is known of it.
struct Part {
    std::string text;
    std::optional<ForeignAnswer> answer = {};  // it is one answer
    std::optional<std::string> literal = {};   // it is one text, number, true or false
    std::vector<std::string> list = {};        // texts in square brackets
    bool is_list = false, is_condition = false, is_in_brackets = false;
};

class Reader {
public:
    Reader(Dialect tool, const std::string& text, const FindAnswer& find) : tool_(tool), text_(text), find_(find), tokens_(text) {}

    std::string read() {
        auto whole = chain(0);
        if (tokens_.next().kind != Kind::end) fail("voice.expression.unexpected");
        return as_condition(std::move(whole)).text;
    }

private:
    [[noreturn]] void fail(const char* sentence) const {
        const auto& token = tokens_.next();
        const auto at = characters(std::string_view(text_).substr(0, token.start)) + 1;
        const auto* said = token.kind == Kind::end ? "voice.expression.ends_early" : sentence;
        throw ExpressionProblem(ExpressionProblem{said, {{"met", token.as_it_stands}, {"at", std::to_string(at)}}});
    }
    [[noreturn]] static void fail_over(const char* sentence, std::map<std::string, std::string> values = {}) {
        throw ExpressionProblem(ExpressionProblem{sentence, std::move(values)});
    }
    void demand(std::string_view sign) {
        if (!tokens_.is(sign)) fail("voice.expression.unexpected");
        tokens_.go_on();
    }
    static Part condition(std::string text) { return {.text = std::move(text), .is_condition = true}; }
    static Part value(std::string text) { return {.text = std::move(text)}; }
    static Part literal_of(const std::string& text) {
        const auto in_quotes = quoted(text);
        if (!in_quotes) fail_over("voice.form.refused.both_quotes");
        return {.text = *in_quotes, .literal = text};
    }

    // What another condition can be joined to.
    static Part as_condition(Part part) {
        if (part.is_condition) return part;
        const auto word = part.literal ? lowered(*part.literal) : std::string();
        if (word == "true" || word == "1") return condition("true()");
        if (word == "false" || word == "0") return condition("false()");
        fail_over("voice.form.refused.no_condition");
    }

    // From the loosest: or, and, comparisons.
    Part chain(int level) {
        if (level == 2) return comparison();
        if (level == 0 && ++depth_ > Expression::depth_max) fail("voice.expression.too_deep");
        const std::string word = level == 0 ? "or" : "and";
        auto part = chain(level + 1);
        while (tokens_.is(word) || tokens_.is_word(word)) {
            tokens_.go_on();
            const auto left = as_condition(std::move(part)).text;
            part = condition(left + " " + word + " " + as_condition(chain(level + 1)).text);
        }
        if (level == 0) --depth_;
        return part;
    }

    // The sign as it is kept; empty where no comparison goes on.
    [[nodiscard]] std::string comparing() const {
        using Spelled = std::pair<std::string_view, std::string_view>;
        constexpr std::array<Spelled, 12> words = {{{"equal", "="},
                                                    {"eq", "="},
                                                    {"notequal", "!="},
                                                    {"ne", "!="},
                                                    {"less", "<"},
                                                    {"lt", "<"},
                                                    {"lessorequal", "<="},
                                                    {"le", "<="},
                                                    {"greater", ">"},
                                                    {"gt", ">"},
                                                    {"greaterorequal", ">="},
                                                    {"ge", ">="}}};
        for (const auto* sign : {"=", "!=", "<", "<=", ">", ">="})
            if (tokens_.is(sign)) return sign;
        for (const auto& [word, sign] : words)
            if (tokens_.is_word(word)) return std::string(sign);
        return {};
    }
    Part comparison() {
        auto part = sum(0);
        for (auto sign = comparing(); !sign.empty(); sign = comparing()) {
            tokens_.go_on();
            part = compared(part, sign, sum(0));
        }
        return part;
    }
    static Part compared(const Part& left, const std::string& sign, const Part& right) {
        if (left.is_list || right.is_list || left.is_condition || right.is_condition) fail_over("voice.form.refused.comparison");
        const auto& answer = left.answer ? left.answer : right.answer;
        const auto& literal = left.answer ? right.literal : left.literal;
        if (!literal && (is_of_several(left) || is_of_several(right))) fail_over("voice.form.refused.comparison");
        if (!answer || !literal) return condition(left.text + " " + sign + " " + right.text);
        if (!answer->choice.empty()) return one_of_several(*answer, sign, *literal);
        if (answer->holds == Holds::choices && !literal->empty()) fail_over("voice.form.refused.several", {{"name", answer->written}});
        const auto called = called_here(*answer, *literal);
        const auto other = called == *literal ? (left.answer ? right.text : left.text) : literal_of(called).text;
        return condition(left.answer ? left.text + " " + sign + " " + other : other + " " + sign + " " + right.text);
    }
    static std::string called_here(const ForeignAnswer& answer, const std::string& choice) {
        if (!answer.values) return choice;
        const auto found = answer.values->find(choice);
        return found == answer.values->end() ? choice : found->second;
    }
    static bool is_of_several(const Part& part) {
        return part.answer && (!part.answer->choice.empty() || part.answer->holds == Holds::choices);
    }
    // LimeSurvey's q_SQ001 == "Y".
    static Part one_of_several(const ForeignAnswer& answer, const std::string& sign, const std::string& literal) {
        const bool is_yes = literal == "Y", is_no = literal.empty() || literal == "N", is_equal = sign == "=";
        if ((!is_yes && !is_no) || (!is_equal && sign != "!=")) fail_over("voice.form.refused.comparison");
        const auto chosen = selected(answer.written, answer.choice);
        return condition(is_yes == is_equal ? chosen : "not(" + chosen + ")");
    }
    static std::string selected(const std::string& written, const std::string& choice) {
        return fmt::format("selected({}, {})", written, literal_of(choice).text);
    }

    // + and -, then * / and %.
    Part sum(int level) {
        if (level == 2) return asked();
        auto part = sum(level + 1);
        const auto goes_on = [&] {
            return level == 0 ? tokens_.is("+") || tokens_.is("-") : tokens_.is("*") || tokens_.is("div") || tokens_.is("mod");
        };
        while (goes_on()) {
            const auto sign = tokens_.next().what;
            tokens_.go_on();
            const auto right = sum(level + 1);
            if (!is_number(part) || !is_number(right)) fail_over("voice.form.refused.comparison");
            part = value(part.text + " " + sign + " " + right.text);
        }
        return part;
    }
    static bool is_number(const Part& part) {
        const bool is_text = part.literal && (part.text.starts_with('\'') || part.text.starts_with('"'));
        return !is_text && !part.is_list && !part.is_condition && !is_of_several(part);
    }

    // An answer, and SurveyJS's words after it.
    Part asked() {
        auto part = factor();
        while (tool_ == Dialect::surveyjs && tokens_.next().kind != Kind::end) {
            const auto sign = tokens_.is("contains") ? std::string("contains") : lowered(tokens_.next().what);
            const bool is_word = tokens_.next().kind == Kind::name || tokens_.is("contains");
            if (!is_word) break;
            if (sign == "empty" || sign == "notempty") {
                tokens_.go_on();
                if (!part.answer) fail_over("voice.form.refused.comparison");
                part = condition(part.text + (sign == "empty" ? " = ''" : " != ''"));
                continue;
            }
            const bool is_all = sign == "contains" || sign == "contain" || sign == "allof";
            const bool is_none = sign == "notcontains" || sign == "notcontain" || sign == "noneof";
            if (!is_all && !is_none && sign != "anyof") break;
            tokens_.go_on();
            part = chosen_among(part, factor(), is_all, is_none);
        }
        return part;
    }
    static Part chosen_among(const Part& left, const Part& right, bool is_all, bool is_none) {
        if (!left.answer || left.answer->holds == Holds::text || (!right.is_list && !right.literal))
            fail_over("voice.form.refused.contains");
        const auto wanted = right.is_list ? right.list : std::vector<std::string>{*right.literal};
        std::string all;
        for (const auto& each : wanted) {
            all += (all.empty() ? "" : is_all ? " and " : " or ") + selected(left.text, called_here(*left.answer, each));
        }
        if (wanted.empty()) fail_over("voice.form.refused.contains");
        if (is_none) return condition("not(" + all + ")");
        return condition(wanted.size() > 1 ? "(" + all + ")" : all);
    }

    Part factor() {
        if (++depth_ > Expression::depth_max) fail("voice.expression.too_deep");
        auto part = one();
        --depth_;
        return part;
    }
    Part one() {
        const auto token = tokens_.next();
        switch (token.kind) {
            case Kind::number:
                tokens_.go_on();
                return {.text = token.what, .literal = token.what};
            case Kind::text:
                tokens_.go_on();
                return literal_of(token.what);
            case Kind::answer:
                if (tool_ != Dialect::surveyjs) fail("voice.expression.unexpected");
                tokens_.go_on();
                return answer(token.what);
            case Kind::name:
                tokens_.go_on();
                return tokens_.is("(") ? call(lowered(token.what), token.what) : named(token.what);
            default:
                return in_signs();
        }
    }
    Part in_signs() {
        if (tokens_.is("(")) {
            tokens_.go_on();
            auto part = chain(0);
            demand(")");
            if (part.answer || part.literal || part.is_in_brackets) return part;
            part.text = "(" + part.text + ")";
            part.is_in_brackets = true;
            return part;
        }
        if (tokens_.is("!")) {
            tokens_.go_on();
            return negated();
        }
        if (tokens_.is("-")) {
            tokens_.go_on();
            auto part = factor();
            if (!is_number(part)) fail_over("voice.form.refused.comparison");
            part.text.insert(0, "-");
            if (part.literal) part.literal->insert(0, "-");
            part.answer.reset();
            return part;
        }
        if (tokens_.is("[")) return list();
        fail("voice.expression.unexpected");
    }
    Part negated() {
        const auto part = as_condition(factor());
        return condition(part.is_in_brackets ? "not" + part.text : "not(" + part.text + ")");
    }
    Part list() {
        Part part{.is_list = true};
        tokens_.go_on();
        while (!tokens_.is("]")) {
            const auto each = factor();
            if (!each.literal) fail("voice.expression.unexpected");
            part.list.push_back(*each.literal);
            if (tokens_.is("]")) break;
            demand(",");
        }
        demand("]");
        return part;
    }
    Part answer(const std::string& name) {
        const auto found = find_(name);
        if (!found) fail_over("voice.form.refused.asks_about", {{"name", name}});
        return {.text = found->written, .answer = found};
    }
    Part named(const std::string& word) {
        const auto small = lowered(word);
        if (tool_ == Dialect::surveyjs) {
            if (small == "negate") return negated();
            if (small == "undefined" || small == "null") return literal_of("");
            return literal_of(small == "true" || small == "false" ? small : word);
        }
        if (small == "true" || small == "false") return literal_of(small);
        for (const std::string_view after : {".NAOK", ".valueNAOK", ".value", ".code"})
            if (word.ends_with(after)) return answer(word.substr(0, word.size() - after.size()));
        return answer(word);
    }
    Part call(const std::string& name, const std::string& as_it_stands) {
        std::vector<Part> parts;
        demand("(");
        while (!tokens_.is(")")) {
            parts.push_back(chain(0));
            if (tokens_.is(")")) break;
            demand(",");
        }
        demand(")");
        const bool is_limesurvey = tool_ == Dialect::limesurvey;
        if (name == (is_limesurvey ? "if" : "iif") && parts.size() == 3) {
            const auto asked = as_condition(parts[0]).text;
            return value(fmt::format("if({}, {}, {})", asked, parts[1].text, parts[2].text));
        }
        if (name == "today" && parts.empty() && !is_limesurvey) return value("today()");
        const bool is_of_answer = is_limesurvey && parts.size() == 1 && parts.front().answer;
        if (is_of_answer && name == "is_empty") return compared(parts.front(), "=", literal_of(""));
        if (is_of_answer && name == "strlen" && parts.front().answer->choice.empty())
            return value("string-length(" + parts.front().text + ")");
        fail_over("voice.form.refused.no_such_function", {{"name", as_it_stands}});
    }

    Dialect tool_;
    const std::string& text_;
    const FindAnswer& find_;
    ForeignTokens tokens_;
    int depth_ = 0;
};

}  // namespace

std::expected<std::string, ExpressionProblem> from_foreign(Dialect tool, const std::string& text, const FindAnswer& find) {
    if (characters(text) > Expression::characters_max) return std::unexpected(ExpressionProblem{"voice.expression.too_long", {}});
    try {
        auto kept = Reader(tool, text, find).read();
        if (const auto read = Expression::read(kept); !read) return std::unexpected(read.error());
        return kept;
    } catch (const ExpressionProblem& problem) {
        return std::unexpected(problem);
    }
}

std::optional<std::string> quoted(const std::string& text) {
    if (!text.contains('\'')) return "'" + text + "'";
    if (!text.contains('"')) return "\"" + text + "\"";
    return std::nullopt;
}

std::string rule_of_pattern(const std::string& pattern) {
    const bool is_whole = pattern.starts_with('^') && pattern.ends_with('$') && !pattern.ends_with("\\$") && !pattern.contains('|');
    const auto in_quotes = is_whole ? quoted(pattern) : std::nullopt;
    const auto rule = in_quotes ? "regex(., " + *in_quotes + ")" : std::string();
    return rule.empty() || !Expression::read(rule) ? std::string() : rule;
}

}  // namespace touchstone::voice
