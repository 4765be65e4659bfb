#include "voice/receipt_words_pages.h"

#include "voice/voice_words_pages.h"
#include "web/texts.h"

namespace touchstone::voice {

using web::text;

std::string anchor_of(const std::string& question) { return "about_" + question; }

web::List subject_sections(const Wave& wave, const std::vector<Subject>& told) {
    const auto when = wave.decides_by ? text("voice.subject.decides", {{"who", wave.decides}, {"day", in_words(*wave.decides_by)}})
                                      : text("voice.subject.later", {{"day", in_words(wave.closes)}});
    web::List sections;
    for (const auto& subject : subjects_shown(wave, told))
        sections.push_back(web::Object{{"id", anchor_of(subject.question)},
                                       {"question", question_in_words(wave, subject.question)},
                                       {"is_told", subject.version > 0},
                                       {"when", when},
                                       {"heard", web::paragraphs(subject.heard)},
                                       {"has_done", !subject.done.empty()},
                                       {"done", web::paragraphs(subject.done)},
                                       {"has_not_done", !subject.not_done.empty()},
                                       {"not_done", web::paragraphs(subject.not_done)}});
    return sections;
}

}  // namespace touchstone::voice
