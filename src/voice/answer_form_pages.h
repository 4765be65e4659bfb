// Questions as whoever answers sees them.
#pragma once
#include <vector>

#include "voice/ballot.h"
#include "web/components.h"
#include "web/visit.h"

namespace touchstone::voice {

// For the component "fields", notes among them. `offers_instead`: "I don't know" and the like stand at every question.
[[nodiscard]] web::List question_components(const Questionnaire&, const std::vector<const Question*>&, const Answers& given,
                                            const Problems&, bool offers_instead);
// A statement of a wall and the buttons by which one says what one thinks of it, for the component "vote".
[[nodiscard]] web::Object vote_on(const Questionnaire&, const Question&, const Answers& given);
// Where somebody adds statements of their own to a wall, for the component "fields".
[[nodiscard]] web::List own_statements(const std::vector<const Question*>&, const Answers& given, const Problems&);
// What was typed, of all questions.
[[nodiscard]] Answers typed_answers(const Questionnaire&, const web::Form&);
// Hidden fields that carry the answers of other pages.
[[nodiscard]] web::List carried(const Answers&, const std::vector<const Question*>& on_this_page);
// Whether somebody writes in their own words there.
[[nodiscard]] bool is_written_in(const std::vector<const Question*>&);

}  // namespace touchstone::voice
