// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::voice {

void add_pages(web::Router&);

void add_questionnaire_pages(web::Router&);
void add_suggestion_pages(web::Router&);
void add_language_pages(web::Router&);
void add_translation_pages(web::Router&);
void add_translation_file_pages(web::Router&);
void add_import_pages(web::Router&);
void add_replies_pages(web::Router&);
void add_wave_pages(web::Router&);
void add_answer_pages(web::Router&);
void add_take_back_pages(web::Router&);
void add_results_pages(web::Router&);
void add_text_pages(web::Router&);
void add_coding_pages(web::Router&);
void add_coding_text_pages(web::Router&);
void add_coding_excerpt_pages(web::Router&);
void add_wall_pages(web::Router&);
void add_wall_reading_pages(web::Router&);
void add_talk_pages(web::Router&);
void add_talk_form_pages(web::Router&);
void add_comment_pages(web::Router&);
void add_comment_evidence_pages(web::Router&);
void add_deletion_pages(web::Router&);
void add_receipt_pages(web::Router&);

}  // namespace touchstone::voice
