#include "voice/replies_words_pages.h"

#include "web/language.h"
#include "web/texts.h"

namespace touchstone::voice {

using web::text;

std::string address_of(const ReplyImportId& id) { return std::string(replies_address) + "/" + id.text; }

std::string word_of(Tool tool) { return text("voice.replies.tool_choice." + name_in(tools(), tool)); }

std::string collected_with(const Wave& wave) {
    if (!wave.tool) return {};
    const auto day = web::in_words(date_of(wave.published_at));
    if (*wave.tool == Tool::other) return text("voice.replies.collected_elsewhere", {{"day", day}});
    return text("voice.replies.collected_with", {{"tool", word_of(*wave.tool)}, {"day", day}});
}

std::string line_of(const DroppedColumn& dropped) {
    const auto why = text("voice.replies.dropped_why." + name_in(reasons_dropped(), dropped.why));
    return dropped.head.empty() ? why : text("voice.replies.dropped_line", {{"column", dropped.head}, {"why", why}});
}

std::string line_of(const NotUnderstood& it) {
    const auto why = text(it.why);
    const auto row = std::to_string(it.row);
    return it.value.empty() ? text("voice.replies.row_line", {{"row", row}, {"column", it.column}, {"why", why}})
                            : text("voice.replies.value_line", {{"row", row}, {"column", it.column}, {"value", it.value}, {"why", why}});
}

std::string word_of_kind(const std::string& into) { return text("voice.replies.into_choice." + into); }

std::vector<std::string> lines_of(const FoundReplies& found) {
    std::vector<std::string> lines{web::counted("voice.replies.rows", static_cast<int>(found.rows)),
                                   web::counted("voice.replies.columns", static_cast<int>(found.columns.size()))};
    if (found.emptied > 0) lines.push_back(web::counted("voice.replies.emptied", found.emptied));
    return lines;
}

std::vector<std::string> lines_of(const ReplyCheck& check) {
    std::vector<std::string> lines{web::counted("voice.replies.taken", static_cast<int>(check.taken))};
    if (check.empty > 0) lines.push_back(web::counted("voice.replies.empty", static_cast<int>(check.empty)));
    if (check.not_understood > 0) lines.push_back(web::counted("voice.replies.not_understood", static_cast<int>(check.not_understood)));
    return lines;
}

}  // namespace touchstone::voice
