// A condition that is kept here as SurveyJS writes it.
#include <vector>

#include "voice/expression_tokens.h"
#include "voice/foreign_expression.h"

namespace touchstone::voice {
namespace {

using Kind = Token::Kind;

std::vector<Token> tokens_of(const std::string& expression) {
    std::vector<Token> all;
    Tokens tokens(expression);
    for (; tokens.next().kind != Kind::end && tokens.next().kind != Kind::broken; tokens.go_on()) all.push_back(tokens.next());
    all.push_back(tokens.next());
    return all;
}

// In SurveyJS's quotes neither kind may stand without "\".
std::string in_quotes(std::string_view text) {
    std::string kept = "'";
    for (const char c : text) kept += c == '\'' || c == '"' ? std::string("\\") + c : std::string(1, c);
    return kept + "'";
}

class Writer {
public:
    Writer(const std::string& expression, const std::string& own) : tokens_(tokens_of(expression)), own_(own) {}

    // Empty when there are no words for it.
    std::string write() {
        if (tokens_.back().kind != Kind::end) return {};
        while (tokens_[at_].kind != Kind::end)
            if (!one()) return {};
        return text_;
    }

private:
    [[nodiscard]] const Token& after(std::size_t more) const { return tokens_[std::min(at_ + more, tokens_.size() - 1)]; }
    [[nodiscard]] bool is_sign(std::size_t more, std::string_view sign) const {
        return after(more).kind == Kind::sign && after(more).what == sign;
    }
    void add(const std::string& word, std::size_t taken) {
        const bool is_close = word == ")" || word == ",";
        if (!text_.empty() && !is_close && !is_joined_) text_ += ' ';
        text_ += word;
        is_joined_ = word == "(";
        at_ += taken;
    }
    // A word and the bracket after it.
    void add_call(const std::string& word, std::size_t taken) {
        add(word + "(", taken);
        is_joined_ = true;
    }
    bool one() {
        const auto& token = tokens_[at_];
        switch (token.kind) {
            case Kind::number:
                add(std::string(token.what), 1);
                return true;
            case Kind::text:
                if (token.what.contains('\\')) return false;
                add(in_quotes(token.what), 1);
                return true;
            case Kind::answer:
                return answer(std::string(token.what));
            case Kind::name:
                return word(token.what);
            case Kind::sign:
                return sign(std::string(token.what));
            default:
                return false;
        }
    }
    bool answer(const std::string& name) {
        if (name.empty()) return false;
        const bool is_nothing = after(2).kind == Kind::text && after(2).what.empty();
        if (is_nothing && is_sign(1, "=")) return add("{" + name + "} empty", 3), true;
        if (is_nothing && is_sign(1, "!=")) return add("{" + name + "} notempty", 3), true;
        add("{" + name + "}", 1);
        return true;
    }
    bool sign(const std::string& sign) {
        if (sign == ".") return answer(own_);
        if (!std::string_view("= != < <= > >= + - * ( ) ,").contains(sign)) return false;
        const bool is_minus = sign == "-" && !follows_value();
        if (is_minus && after(1).kind != Kind::number) return false;
        add(sign, 1);
        is_joined_ = is_joined_ || is_minus;
        return true;
    }
    [[nodiscard]] bool follows_value() const {
        if (at_ == 0) return false;
        const auto& before = tokens_[at_ - 1];
        return before.kind == Kind::sign ? before.what == ")" || before.what == "." : before.kind != Kind::name;
    }
    bool word(std::string_view word) {
        if (word == "and" || word == "or") return add(std::string(word), 1), true;
        if (word == "div" || word == "mod") return add(word == "div" ? "/" : "%", 1), true;
        if (!is_sign(1, "(")) return false;
        if (word == "selected") {
            const bool is_plain = (after(2).kind == Kind::answer || is_sign(2, ".")) && is_sign(3, ",") && after(4).kind == Kind::text &&
                                  is_sign(5, ")") && !after(4).what.contains('\\');
            const auto name = after(2).kind == Kind::answer ? std::string(after(2).what) : own_;
            if (!is_plain || name.empty()) return false;
            add("{" + name + "} contains " + in_quotes(after(4).what), 6);
            return true;
        }
        const bool is_empty = is_sign(2, ")");
        if (is_empty && (word == "true" || word == "false")) return add(std::string(word), 3), true;
        if (is_empty && word == "today") return add("today()", 3), true;
        if (word == "not") return add_call("!", 2), true;
        if (word == "if") return add_call("iif", 2), true;
        return false;
    }

    std::vector<Token> tokens_;
    const std::string& own_;
    std::string text_;
    std::size_t at_ = 0;
    bool is_joined_ = false;
};

}  // namespace

std::string as_visible_if(const std::string& expression, const std::string& own) { return Writer(expression, own).write(); }

}  // namespace touchstone::voice
