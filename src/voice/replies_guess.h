// What a column of answers seems to be, from what is in it. Only a suggestion: a person says what it is.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>

#include "voice/replies_found.h"

namespace touchstone::voice {

// Looks at the cells of one column, one after another, in constant memory but for a number for each cell that may be somebody's identifier.
class ColumnGuess {
public:
    void see(const std::string& written);

    // Why the column is to be dropped, where what is in it says who answered.
    [[nodiscard]] std::optional<Dropped> why_dropped() const;
    [[nodiscard]] ReplyColumn guessed(const ReplyHead&) const;
    [[nodiscard]] std::size_t answered() const { return answered_ + telling_; }

private:
    // As they were written first, by how they read; none any more where there are too many.
    struct Values {
        std::map<std::string, std::string> by_key;
        std::set<std::string> twice;  // keys of those that came more than once
        std::size_t seen = 0;
        bool are_many = false;
        void add(const std::string& value);
    };

    std::size_t answered_ = 0, telling_ = 0, numbers_ = 0, steps_ = 0, days_ = 0, several_ = 0, ticks_ = 0, longest_ = 0;
    std::map<Dropped, std::size_t> telling_by_;
    Values values_, parts_;
    bool are_identifiers_ = true;
    std::unordered_set<std::size_t> identifiers_;
};

}  // namespace touchstone::voice
