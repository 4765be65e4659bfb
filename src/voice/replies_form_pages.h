// The form about a table of answers that waits for somebody's word.
#pragma once
#include "voice/replies_store.h"
#include "voice/wave_form_pages.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::voice {

[[nodiscard]] std::vector<FieldShape> reply_shapes();
[[nodiscard]] ReplyDraft read_reply_draft(const FoundReplies&, const web::Form&);
// What was said of this table, else what its columns seem to be.
[[nodiscard]] ReplyDraft reply_draft_begun(const ReplyImport&);

[[nodiscard]] web::Object reply_form(const web::Visit&, const ReplyImport&, const ReplyDraft&, const Offered&, const Problems&);
[[nodiscard]] web::FormNow reply_form_now(const ReplyImport&, const ReplyDraft&);

}  // namespace touchstone::voice
