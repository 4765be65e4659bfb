#include "voice/expression.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/text.h"
#include "voice/expression_node.h"
#include "voice/expression_tokens.h"
#include "voice/questionnaire.h"

namespace touchstone::voice {
namespace {

using Node = Expression::Node;
using Kind = Token::Kind;

struct Spelled {
    std::string_view sign;
    Operator done;
};
// From the loosest to the tightest.
const std::array<std::vector<Spelled>, 6> levels = {{
    {{"or", Operator::either}},
    {{"and", Operator::both}},
    {{"=", Operator::equal}, {"!=", Operator::unequal}},
    {{"<", Operator::less}, {"<=", Operator::at_most}, {">", Operator::more}, {">=", Operator::at_least}},
    {{"+", Operator::add}, {"-", Operator::subtract}},
    {{"*", Operator::multiply}, {"div", Operator::divide}, {"mod", Operator::remainder}},
}};

struct Named {
    std::string_view name;
    Function function;
    std::size_t least, most;  // arguments
};
constexpr std::array<Named, 15> functions = {{{"not", Function::no, 1, 1},
                                              {"selected", Function::selected, 2, 2},
                                              {"count-selected", Function::count_selected, 1, 1},
                                              {"string-length", Function::string_length, 0, 1},
                                              {"regex", Function::regex, 2, 2},
                                              {"if", Function::choose, 3, 3},
                                              {"coalesce", Function::coalesce, 2, 2},
                                              {"today", Function::today, 0, 0},
                                              {"now", Function::now, 0, 0},
                                              {"int", Function::whole, 1, 1},
                                              {"round", Function::round, 1, 2},
                                              {"true", Function::yes, 0, 0},
                                              {"false", Function::never, 0, 0},
                                              {"number", Function::number, 0, 1},
                                              {"string", Function::text, 0, 1}}};

// Reads all of XPath, so that what is sound and not ours is told from what is no expression: the former is noted, the latter thrown.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text), tokens_(text) {}

    Node read() {
        auto node = chain(0);
        if (tokens_.next().kind != Kind::end) fail(unexpected());
        if (beyond_) throw ExpressionProblem(*beyond_);
        return node;
    }
    std::vector<std::string> names;

private:
    [[nodiscard]] ExpressionProblem about(const char* sentence, const Token& token) const {
        return {sentence, {{"met", std::string(token.what)}, {"at", std::to_string(characters(text_.substr(0, token.start)) + 1)}}, false};
    }
    [[nodiscard]] ExpressionProblem unexpected() const {
        const auto& token = tokens_.next();
        if (token.kind == Kind::end) return about("voice.expression.ends_early", token);
        const bool is_open = token.kind == Kind::broken && (token.what.front() == '\'' || token.what.front() == '"');
        return about(is_open ? "voice.expression.open_quotes" : "voice.expression.unexpected", token);
    }
    [[noreturn]] static void fail(const ExpressionProblem& problem) { throw ExpressionProblem(problem); }
    void note(const char* sentence, const Token& token) {
        if (beyond_) return;
        beyond_ = about(sentence, token);
        beyond_->is_beyond = true;
    }
    void note_path(const Token& token) { note("voice.expression.beyond", token); }

    void demand(std::string_view sign) {
        if (!tokens_.is(sign)) fail(unexpected());
        tokens_.go_on();
    }

    Node chain(std::size_t level) {
        if (level == levels.size()) return signed_one();
        if (level == 0 && ++depth_ > Expression::depth_max) fail(about("voice.expression.too_deep", tokens_.next()));
        Node node;
        node.kind = Node::Kind::chain;
        node.parts.push_back(chain(level + 1));
        for (auto found = operator_at(level); found; found = operator_at(level)) {
            node.operators.push_back(*found);
            tokens_.go_on();
            node.parts.push_back(chain(level + 1));
        }
        if (level == 0) --depth_;
        if (!node.operators.empty()) return node;
        auto only = std::move(node.parts.front());
        return only;
    }
    [[nodiscard]] std::optional<Operator> operator_at(std::size_t level) const {
        for (const auto& [sign, done] : levels.at(level))
            if (tokens_.is(sign) || tokens_.is_word(sign)) return done;
        return std::nullopt;
    }
    Node signed_one() {
        if (!tokens_.is("-")) return either_path();
        Node node;
        node.kind = Node::Kind::sign;
        node.number = 1;
        for (; tokens_.is("-"); tokens_.go_on()) node.number = -node.number;
        node.parts.push_back(either_path());
        return node;
    }
    Node either_path() {
        auto node = path();
        while (tokens_.is("|")) {
            note_path(tokens_.next());
            tokens_.go_on();
            (void)path();
        }
        return node;
    }

    Node path() {
        if (tokens_.is("..")) return from_above();
        const auto first = tokens_.next();
        if (tokens_.is("/") || tokens_.is("//")) {
            note_path(first);
            tokens_.go_on();
            if (begins_step()) step();
            steps();
            return {};
        }
        auto node = operand();
        if (tokens_.is("[") || tokens_.is("/") || tokens_.is("//")) note_path(first);
        steps();
        return node;
    }
    // "../name" is a question beside this one; groups are no places here, so "../../name" and "../group/name" are that question too.
    Node from_above() {
        const auto first = tokens_.next();
        std::string name;
        for (tokens_.go_on(); tokens_.is("/"); tokens_.go_on()) {
            tokens_.go_on();
            if (tokens_.is("..") && name.empty()) continue;
            if (tokens_.next().kind != Kind::name) {
                step();
                note_path(first);
                break;
            }
            name = tokens_.next().what;
        }
        if (!is_name(name) || tokens_.is("[") || tokens_.is("//") || tokens_.is("(") || tokens_.is("::")) note_path(first);
        if (tokens_.is("(") || tokens_.is("::")) fail(unexpected());
        steps();
        return answer(name);
    }
    void steps() {
        for (;;) {
            if (tokens_.is("[")) {
                tokens_.go_on();
                (void)chain(0);
                demand("]");
            } else if (tokens_.is("/") || tokens_.is("//")) {
                tokens_.go_on();
                step();
            } else {
                return;
            }
        }
    }
    [[nodiscard]] bool begins_step() const {
        return tokens_.next().kind == Kind::name || tokens_.is("*") || tokens_.is("@") || tokens_.is(".") || tokens_.is("..");
    }
    void step() {
        if (!begins_step()) fail(unexpected());
        const bool is_attribute = tokens_.is("@");
        const bool is_name = tokens_.next().kind == Kind::name;
        tokens_.go_on();
        if (is_attribute || (is_name && tokens_.is("::"))) {
            if (!is_attribute) tokens_.go_on();
            if (tokens_.next().kind != Kind::name && !tokens_.is("*")) fail(unexpected());
            tokens_.go_on();
        }
        if (is_name && tokens_.is("(")) (void)arguments();
    }

    Node answer(std::string_view name) {
        Node node;
        node.kind = Node::Kind::answer;
        node.text = name;
        if (std::ranges::find(names, node.text) == names.end()) names.push_back(node.text);
        return node;
    }
    Node operand() {
        const auto token = tokens_.next();
        Node node;
        switch (token.kind) {
            case Kind::number:
                std::from_chars(token.what.data(), token.what.data() + token.what.size(), node.number, std::chars_format::fixed);
                break;
            case Kind::text:
                node.kind = Node::Kind::text;
                node.text = token.what;
                break;
            case Kind::answer:
                node = answer(token.what);
                break;
            case Kind::name:
                return named();
            default:
                return in_signs();
        }
        tokens_.go_on();
        return node;
    }
    Node in_signs() {
        const auto token = tokens_.next();
        if (tokens_.is("(")) {
            tokens_.go_on();
            auto node = chain(0);
            demand(")");
            return node;
        }
        Node node;
        node.kind = Node::Kind::own;
        if (!tokens_.is(".")) {
            note_path(token);
            step();
            return node;
        }
        tokens_.go_on();
        return node;
    }
    Node named() {
        const auto token = tokens_.next();
        tokens_.go_on();
        if (tokens_.is("(")) return call(token);
        note_path(token);
        if (!tokens_.is("::")) return {};
        tokens_.go_on();
        step();
        return {};
    }
    std::vector<Node> arguments() {
        std::vector<Node> parts;
        demand("(");
        if (!tokens_.is(")")) {
            parts.push_back(chain(0));
            for (; tokens_.is(","); parts.push_back(chain(0))) tokens_.go_on();
        }
        demand(")");
        return parts;
    }
    Node call(const Token& token) {
        Node node;
        node.kind = Node::Kind::call;
        node.parts = arguments();
        const auto* found = std::ranges::find(functions, token.what, &Named::name);
        if (found == functions.end()) {
            note("voice.expression.no_such_function", token);
            return node;
        }
        node.function = found->function;
        if (node.parts.size() < found->least || node.parts.size() > found->most) fail(about("voice.expression.arguments", token));
        if (node.function == Function::regex) check_pattern(node.parts[1], token);
        return node;
    }
    void check_pattern(const Node& pattern, const Token& token) {
        if (++patterns_ > Expression::patterns_max) fail(about("voice.expression.too_many_patterns", token));
        if (pattern.kind == Node::Kind::text && !is_pattern(pattern.text)) fail(about("voice.expression.no_pattern", token));
    }

    std::string_view text_;
    Tokens tokens_;
    std::optional<ExpressionProblem> beyond_;
    int depth_ = 0, patterns_ = 0;
};

}  // namespace

std::expected<Expression, ExpressionProblem> Expression::read(std::string_view text) {
    if (!is_text(text)) return std::unexpected(ExpressionProblem{"voice.expression.no_text", {}});
    if (characters(text) > characters_max) return std::unexpected(ExpressionProblem{"voice.expression.too_long", {}});
    try {
        Reader reader(text);
        Expression expression;
        expression.root_ = std::make_shared<const Node>(reader.read());
        expression.names_ = std::move(reader.names);
        return expression;
    } catch (const ExpressionProblem& problem) {
        return std::unexpected(problem);
    }
}

bool Expression::holds(const Answers& answers, const std::string& own, std::optional<Instant> now) const {
    return root_ && comes_true(*root_, {answers, own, now});
}

}  // namespace touchstone::voice
