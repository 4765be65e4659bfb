// The words of a condition that another tool wrote, one after the other.
#pragma once
#include <string>
#include <string_view>

namespace touchstone::voice {

struct ForeignToken {
    enum class Kind { end, number, text, answer, name, sign, broken };
    Kind kind = Kind::end;
    std::string what;       // of a text what stands between its quotes, of {name} the name; a sign that is spelled in several ways, in one
    std::size_t start = 0;  // byte
    std::string as_it_stands = {};
};

class ForeignTokens {
public:
    explicit ForeignTokens(std::string_view text) : text_(text) { go_on(); }

    [[nodiscard]] const ForeignToken& next() const { return next_; }
    [[nodiscard]] bool is(std::string_view sign) const { return next_.kind == ForeignToken::Kind::sign && next_.what == sign; }
    // In any case.
    [[nodiscard]] bool is_word(std::string_view word) const;
    void go_on();

private:
    void take(ForeignToken::Kind, std::size_t length);
    void take_quoted();

    std::string_view text_;
    std::size_t at_ = 0;
    ForeignToken next_;
};

}  // namespace touchstone::voice
