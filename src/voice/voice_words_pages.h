// How questionnaires and waves are addressed and spoken of on every page about one.
#pragma once
#include <string>
#include <vector>

#include "charts/shares.h"
#include "evidence/evidence.h"
#include "evidence/retention.h"
#include "frameworks/framework.h"
#include "voice/comment.h"
#include "voice/imported_form.h"
#include "voice/questionnaire_store.h"
#include "voice/talk_store.h"
#include "voice/waiting_store.h"
#include "voice/wave_store.h"
#include "web/components.h"
#include "web/fields.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::voice {

inline constexpr const char* walls_address = "/walls";
[[nodiscard]] std::string address_of(const QuestionnaireId&);
[[nodiscard]] std::string address_of(const WaveId&, bool is_wall = false);
[[nodiscard]] std::string address_of(const Wave&);
[[nodiscard]] std::string address_of(const TalkId&);
[[nodiscard]] std::string address_of(const CommentId&);
// As people type it, from the server's own address.
[[nodiscard]] std::string link_of(const web::Visit&, const Wave&);

[[nodiscard]] web::Response questionnaire_page(const std::string& view, const std::string& title, const KeptQuestionnaire&, web::Object,
                                               web::Status = web::Status::ok);
[[nodiscard]] web::Response wave_page(const std::string& view, const std::string& title, const WaveFound&, web::Object,
                                      web::Status = web::Status::ok);

// The words of a question, a choice or a row in the reader's language, as far as there are any.
[[nodiscard]] std::string words_of(const Questionnaire&, const Wording&);
[[nodiscard]] std::string question_in_words(const Wave&, const std::string& name);
[[nodiscard]] std::string kind_word(const Question&);
// "Wave 2: 3 to 21 March 2027"; of a wall only its days.
[[nodiscard]] std::string name_of_wave(const Wave&);

// Of an answer, by name; of groups that are shown together; heads of the table of how many gave each answer.
[[nodiscard]] std::string choice_word(const Wave&, const Question*, const std::string& choice);
[[nodiscard]] std::string groups_word(const Wave&, const std::vector<std::string>& groups);
[[nodiscard]] charts::ShareWords share_words();

// "Sheet survey · row 3 · column type · fav_color: why", "pages[0].elements[2] · fav_color: why".
[[nodiscard]] std::string said_of(const Refusal&);

// What a closed wave is as evidence: people's views, along the questionnaire's line of enquiry, over the wave's days. `address` is that of
// its results. How far it can be relied on, a person says.
[[nodiscard]] evidence::Evidence evidence_of(const Wave&, const Results&, evidence::Security, const std::string& address);

// What a talk is as evidence, with on how many of its paragraphs something was said on each theme. Nobody's words stand in it.
[[nodiscard]] evidence::Evidence evidence_of(const TalkWhole&, evidence::Security, const std::string& address);
// The same for comments of one group between two days, counted by kind. Their owner is the caller's to say.
[[nodiscard]] evidence::Evidence evidence_of(const std::vector<Comment>&, Date from, Date to, const std::string& whose_view,
                                             evidence::Security, const std::string& address);
// "2 comments, 1 complaint"
[[nodiscard]] std::string counts_by_kind(const std::vector<Comment>&);

// "Strathvarnoch Listens: phone 01632 960123, every day from 4 to 10 pm." Empty where the wave has no line of the area.
[[nodiscard]] std::string help_in_words(const Wave&);
// "12 of 40 codes have not been used", or, of few codes, no numbers.
[[nodiscard]] std::string unused_in_words(const WaveWaiting&);
// On which day what began then goes by itself. `rules` are those that were set.
[[nodiscard]] std::string goes_in_words(const std::vector<evidence::RetentionRule>& rules, evidence::RetentionClass, Date since);

// Groups of people by key, as the frameworks have them.
[[nodiscard]] std::vector<web::Option> group_options(const std::vector<const frameworks::Framework*>&);
// What may be named of groups and themes, and the label of a chosen one; empty where it is not offered.
[[nodiscard]] TalkOffers offers_in(const web::Offers&);
[[nodiscard]] std::string label_of(const std::vector<web::Option>&, const std::string& value);

}  // namespace touchstone::voice
