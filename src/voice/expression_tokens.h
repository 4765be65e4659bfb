// The words of an expression, one after the other (XPath 1.0, section 3.7, with XLSForm's ${name}).
#pragma once
#include <string>
#include <string_view>

namespace touchstone::voice {

struct Token {
    enum class Kind { end, number, text, answer, name, sign, broken };
    Kind kind = Kind::end;
    std::string_view what;  // as it stands there; of a text what is between the quotes, of ${name} the name
    std::size_t start = 0;  // byte
};

class Tokens {
public:
    explicit Tokens(std::string_view text) : text_(text) { go_on(); }

    [[nodiscard]] const Token& next() const { return next_; }
    [[nodiscard]] bool is(std::string_view sign) const { return next_.kind == Token::Kind::sign && next_.what == sign; }
    [[nodiscard]] bool is_word(std::string_view word) const { return next_.kind == Token::Kind::name && next_.what == word; }
    void go_on();

private:
    void take(Token::Kind, std::size_t length);
    void take_quoted();
    void take_answer();
    void take_number();
    void take_name();
    void take_sign();

    std::string_view text_;
    std::size_t at_ = 0;
    Token next_;
};

}  // namespace touchstone::voice
