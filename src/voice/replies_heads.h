// The heads of a table of answers: which tool wrote it, what each column asks, and which columns say who answered and are dropped.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/named.h"
#include "base/sheet.h"
#include "voice/wave.h"

namespace touchstone::voice {

struct ReplyHead {
    std::string question;  // "How safe do you feel?"; of a row of a grid or of one choice of several, their question
    std::string part;      // "[At home]": the row or the choice; empty: the column is the whole answer
    std::string code;      // "G01Q01", where the tool gives one
    bool operator==(const ReplyHead&) const = default;

    // As the page names it: "How safe do you feel? – At home".
    [[nodiscard]] std::string words() const;
    // By which the column is known again in the next file of that kind.
    [[nodiscard]] std::string key() const;
};

// Why a column is dropped before anything is kept. `moment` is a time of day, `identifier` what stands for one person alone.
enum class Dropped { by_head = 1, email, telephone, internet_address, moment, identifier, nameless };
[[nodiscard]] const Names<Dropped>& reasons_dropped();

struct ReplyHeads {
    Tool tool = Tool::other;
    std::size_t rows = 1;          // of heads: SmartSurvey has two
    std::vector<ReplyHead> heads;  // one for each column
    std::vector<bool> is_dropped;  // by its head
};

// Of the first two rows of a table; the second may be empty.
[[nodiscard]] ReplyHeads heads_of(const Cells& first, const Cells& second);

// Whether a head asks who somebody is, how they can be reached or when and on what they answered: "Email address", "Start time".
[[nodiscard]] bool asks_who(const std::string& head);

// What a whole cell says of a person by how it looks; nothing for anything else.
[[nodiscard]] std::optional<Dropped> tells_who(const std::string& cell);
// Words with "[…]" in place of email addresses among them.
[[nodiscard]] std::string without_emails(const std::string& cell);

}  // namespace touchstone::voice
