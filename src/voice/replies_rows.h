// Rows of a table of answers as the answers that they are, as far as they can be understood.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "voice/ballot.h"
#include "voice/replies_choice.h"

namespace touchstone::voice {

// A cell that is left out, since it is no answer to its question.
struct NotUnderstood {
    std::int64_t row = 0;  // of the file, from 1
    std::string column;    // its head in words
    std::string value;     // its beginning; empty for what is written in somebody's own words
    std::string why;       // the key of a sentence
    bool operator==(const NotUnderstood&) const = default;
};

// Reads rows one after another. Where choices are added, its questionnaire grows.
class ReplyReader {
public:
    using OnNotUnderstood = std::function<void(const NotUnderstood&)>;
    ReplyReader(const FoundReplies&, ReplyGoals, OnNotUnderstood);

    // Nothing in it: a row without a single answer.
    [[nodiscard]] Answers read(const ReplyRow&);
    [[nodiscard]] const Questionnaire& questionnaire() const { return goals_.questionnaire; }

private:
    struct Choosing {
        std::map<std::string, std::string> by_key;  // names, by how words read
    };
    void learn(const Question&);
    [[nodiscard]] Question* question_of(const ReplyTarget&);
    void place(const ReplyRow&, std::size_t column, Answers& typed);
    [[nodiscard]] std::string chosen(const Question&, const std::string& words, bool adds);
    void say(const ReplyRow&, std::size_t column, const std::string& value, const char* why);

    std::vector<std::string> columns_;  // heads in words
    ReplyGoals goals_;
    OnNotUnderstood on_not_understood_;
    std::map<std::string, Choosing> choosing_;  // by question
    std::map<std::string, std::size_t> column_of_;
};

// What the whole table comes to, before anything is brought in.
struct ReplyCheck {
    Questionnaire questionnaire;  // with the choices that were added
    std::int64_t taken = 0;       // rows with at least one answer
    std::int64_t empty = 0;       // without
    std::int64_t not_understood = 0;
    std::vector<NotUnderstood> problems;  // the first of them, in the file's order
    std::string content;                  // the same for the same answers to the same questions, in whatever order
    std::string why;                      // the key of the sentence that says why it cannot be brought in; empty: it can
    bool operator==(const ReplyCheck&) const = default;
};
inline constexpr std::size_t not_understood_kept = 50;

class ReplyChecking {
public:
    ReplyChecking(const FoundReplies&, ReplyGoals);
    ReplyChecking(const ReplyChecking&) = delete;
    ReplyChecking& operator=(const ReplyChecking&) = delete;
    void see(const std::vector<ReplyRow>&);
    [[nodiscard]] ReplyCheck end();

private:
    ReplyCheck check_;
    std::array<std::uint64_t, 2> sum_{};  // of a hash of each row
    ReplyReader reader_;
};

[[nodiscard]] std::string as_json(const ReplyCheck&);
[[nodiscard]] ReplyCheck reply_check_from(const std::string& json);

}  // namespace touchstone::voice
