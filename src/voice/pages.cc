#include "voice/pages.h"

namespace touchstone::voice {

void add_pages(web::Router& router) {
    add_questionnaire_pages(router);
    add_suggestion_pages(router);
    add_language_pages(router);
    add_translation_pages(router);
    add_translation_file_pages(router);
    add_import_pages(router);
    add_replies_pages(router);
    add_wave_pages(router);
    add_answer_pages(router);
    add_take_back_pages(router);
    add_results_pages(router);
    add_text_pages(router);
    add_coding_pages(router);
    add_coding_text_pages(router);
    add_coding_excerpt_pages(router);
    add_wall_pages(router);
    add_wall_reading_pages(router);
    add_talk_pages(router);
    add_talk_form_pages(router);
    add_comment_pages(router);
    add_comment_evidence_pages(router);
    add_deletion_pages(router);
    add_receipt_pages(router);
}

}  // namespace touchstone::voice
