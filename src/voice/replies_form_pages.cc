#include "voice/replies_form_pages.h"

#include "voice/replies_words_pages.h"
#include "web/fields.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

// Into a questionnaire that is there, a column only goes somewhere.
Fields<ColumnChoice> fields_for(const ReplyImport& import) {
    auto fields = column_fields();
    if (import.existing) fields.list.resize(1);
    return fields;
}

std::vector<web::Option> places_offered(const ReplyImport& import) {
    std::vector<web::Option> options{{into_nothing, word_of_kind(into_nothing), {}}};
    if (import.existing) {
        for (const auto& [value, question, part] : reply_places(*import.existing))
            options.push_back({value, part.empty() ? question : question + " – " + part, {}});
        return options;
    }
    for (const auto* kind : {"choice", "choices", into_ticks, "scale", "number", "text", "day"})
        options.push_back({kind, word_of_kind(kind), {}});
    return options;
}

web::List rows_of(const ReplyImport& import, const ReplyDraft& draft, const Problems& problems) {
    const web::Offers offers{{"into", places_offered(import)}};
    const auto fields = fields_for(import);
    web::List rows;
    for (std::size_t at = 0; at < import.found->columns.size(); ++at) {
        const auto data = web::components(fields.in_row(std::to_string(at + 1)), draft.columns.at(at), problems, offers);
        rows.push_back(web::Object{{"name", import.found->columns[at].head.words()}, {"fields", data.at("fields")}});
    }
    return rows;
}

}  // namespace

std::vector<FieldShape> reply_shapes() { return web::taken(reply_fields(), column_fields().in_row("*").shapes()); }

ReplyDraft read_reply_draft(const FoundReplies& found, const web::Form& form) {
    auto draft = web::read_draft(reply_fields(), form);
    for (std::size_t at = 0; at < found.columns.size(); ++at)
        draft.columns.push_back(web::read_draft(column_fields().in_row(std::to_string(at + 1)), form));
    return draft;
}

ReplyDraft reply_draft_begun(const ReplyImport& import) {
    auto draft = import.answers;
    if (!import.is_answered) {
        draft.tool = name_in(tools(), import.found->tool);
        draft.title = import.found->title;
        draft.smallest = std::to_string(smallest_least);
        draft.zeros_shown = "no";
        draft.columns = columns_begun(*import.found, import.existing ? &*import.existing : nullptr, import.said_before);
    }
    draft.seen_version = import.version;
    return draft;
}

web::Object reply_form(const web::Visit& visit, const ReplyImport& import, const ReplyDraft& draft, const Offered& offered,
                       const Problems& problems) {
    auto fields = reply_fields();
    if (import.existing) std::erase_if(fields.list, [](const auto& field) { return field.shape.name == "title"; });
    auto form = web::components(fields, draft, problems, offered.options);
    form.merge({{"csrf", visit.csrf},
                {"action", address_of(import.id) + "/answers"},
                {"into", import.existing ? web::Data(text("voice.replies.into_existing", {{"title", import.existing->title}}))
                                         : web::Data(text("voice.replies.into_new"))},
                {"columns", rows_of(import, draft, problems)},
                {"button", web::button(text("voice.replies.check"))}});
    return form;
}

web::FormNow reply_form_now(const ReplyImport& import, const ReplyDraft& draft) {
    const auto fields = fields_for(import);
    std::vector<FieldValue> rows;
    for (std::size_t at = 0; at < draft.columns.size(); ++at)
        for (auto& value : fields.in_row(std::to_string(at + 1)).values(draft.columns[at])) rows.push_back(std::move(value));
    return web::form_now(reply_fields(), draft, std::move(rows));
}

}  // namespace touchstone::voice
