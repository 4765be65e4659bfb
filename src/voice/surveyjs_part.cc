#include "voice/surveyjs_part.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/control_characters.h"
#include "base/sheet.h"
#include "base/text.h"
#include "voice/markup.h"

namespace touchstone::voice {
namespace {

constexpr std::size_t name_said_max = 100;

// What only says how something looks, or how it is typed.
const std::set<std::string, std::less<>> looks = {"acceptCarriageReturn",
                                                  "allowClear",
                                                  "allowResize",
                                                  "alternateRows",
                                                  "autoGrow",
                                                  "autocomplete",
                                                  "checkErrorsMode",
                                                  "clearIfInvisible",
                                                  "colCount",
                                                  "colSpan",
                                                  "cols",
                                                  "columnMinWidth",
                                                  "cssClasses",
                                                  "descriptionLocation",
                                                  "displayMode",
                                                  "displayRateDescriptionsAsExtremeItems",
                                                  "displayStyle",
                                                  "errorLocation",
                                                  "fitToContainer",
                                                  "gridLayoutColumns",
                                                  "headerView",
                                                  "hideNumber",
                                                  "indent",
                                                  "innerIndent",
                                                  "inputSize",
                                                  "itemSize",
                                                  "maxWidth",
                                                  "minWidth",
                                                  "mobileView",
                                                  "navigationButtonsLocation",
                                                  "nextLineAlign",
                                                  "placeHolder",
                                                  "placeholder",
                                                  "progressBarLocation",
                                                  "progressBarShowPageNumbers",
                                                  "progressBarShowPageTitles",
                                                  "progressBarType",
                                                  "questionDescriptionLocation",
                                                  "questionErrorLocation",
                                                  "questionStartIndex",
                                                  "questionTitleLocation",
                                                  "questionTitlePattern",
                                                  "questionTitleWidth",
                                                  "questionsOnPageMode",
                                                  "rateColorMode",
                                                  "rateDisplayMode",
                                                  "rateType",
                                                  "renderAs",
                                                  "requiredMark",
                                                  "requiredText",
                                                  "rightIndent",
                                                  "rowTitleWidth",
                                                  "scaleColorMode",
                                                  "searchEnabled",
                                                  "searchMode",
                                                  "separateSpecialChoices",
                                                  "showHeader",
                                                  "showNumber",
                                                  "showPageNumbers",
                                                  "showPageTitles",
                                                  "showProgressBar",
                                                  "showQuestionNumbers",
                                                  "showTOC",
                                                  "size",
                                                  "startWithNewLine",
                                                  "state",
                                                  "textUpdateMode",
                                                  "titleLocation",
                                                  "useDisplayValuesInDynamicTexts",
                                                  "verticalAlign",
                                                  "width",
                                                  "widthMode"};

const std::map<std::string, const char*, std::less<>> reasons = {{"choicesEnableIf", "voice.form.left_out.choice_filter"},
                                                                 {"choicesOrder", "voice.form.left_out.order"},
                                                                 {"choicesVisibleIf", "voice.form.left_out.choice_filter"},
                                                                 {"columnsVisibleIf", "voice.form.left_out.choice_filter"},
                                                                 {"defaultRowValue", "voice.form.left_out.default"},
                                                                 {"defaultValue", "voice.form.left_out.default"},
                                                                 {"defaultValueExpression", "voice.form.left_out.default"},
                                                                 {"enableIf", "voice.form.left_out.enabled"},
                                                                 {"hasComment", "voice.form.left_out.comment"},
                                                                 {"imageLink", "voice.form.left_out.media"},
                                                                 {"logo", "voice.form.left_out.media"},
                                                                 {"requiredErrorText", "voice.form.left_out.required_message"},
                                                                 {"requiredIf", "voice.form.left_out.required_condition"},
                                                                 {"resetValueIf", "voice.form.left_out.trigger"},
                                                                 {"rowOrder", "voice.form.left_out.order"},
                                                                 {"rowsOrder", "voice.form.left_out.order"},
                                                                 {"rowsVisibleIf", "voice.form.left_out.choice_filter"},
                                                                 {"setValueExpression", "voice.form.left_out.trigger"},
                                                                 {"setValueIf", "voice.form.left_out.trigger"},
                                                                 {"showCommentArea", "voice.form.left_out.comment"},
                                                                 {"triggers", "voice.form.left_out.trigger"},
                                                                 {"calculatedValues", "voice.form.left_out.trigger"},
                                                                 {"visibleIf", "voice.form.left_out.choice_filter"}};

std::string clean(const std::string& text) { return tidied(without_control_characters(text)); }

}  // namespace

void SurveyNotes::refuse(const std::string& path, const std::string& name, const std::string& why,
                         std::map<std::string, std::string> values) {
    notes_.refuse({"", 0, "", name, why, std::move(values), path});
}

void SurveyNotes::leave_out(const std::string& path, const std::string& name, const std::string& why,
                            std::map<std::string, std::string> values) {
    notes_.leave_out({"", 0, "", name, why, std::move(values), path});
}

std::string SurveyNotes::text_in(const Json& json, const std::string& path, const std::string& name, bool is_html) {
    const auto said = json.is_string() ? json.get<std::string>() : json.is_number() ? json.dump() : std::string();
    if (!json.is_string() && !json.is_number() && !json.is_null()) refuse(path, name, wrong_kind);
    const bool is_small = said.size() <= sheet_max_cell_bytes;
    auto text = !is_small ? std::string() : clean(is_html ? text_of_html(said) : said);
    if (is_small && is_html && holds_more_than_text(said)) leave_out(path, name, "voice.form.left_out.more_than_text");
    if (is_small && characters(text) <= label_max) return text;
    refuse(path, name, "voice.form.refused.text_too_long", {{"max", std::to_string(label_max)}});
    return {};
}

Wording SurveyNotes::wording(const Json& json, const std::string& path, const std::string& name, bool is_html) {
    constexpr std::size_t languages_max = 100;
    Wording wording;
    if (!json.is_object()) {
        if (auto text = text_in(json, path, name, is_html); !text.empty()) wording[language()] = {std::move(text)};
    } else {
        if (json.size() > languages_max) refuse(path, name, wrong_kind);
        for (const auto& [code, said] : json.items()) {
            if (is_full() || json.size() > languages_max) return wording;
            const bool is_known = is_choice_name(code) && !has_control_characters(code);
            // SurveyJS's "default" is English, unless the text in the file's own language stands only there.
            const bool is_default = code == "default" && language() != "default";
            const std::string kept = !is_default ? code : json.contains(language()) ? "en" : language();
            if (!is_known || (is_default && kept != language() && json.contains("en")))
                leave_out(path + "." + first_characters(code, name_said_max), name, "voice.form.left_out.language");
            else if (auto text = text_in(said, path + "." + code, name, is_html); !text.empty())
                wording[kept] = {std::move(text)};
        }
    }
    const auto source = wording.find(language());
    for (auto& [code, text] : wording) {
        auto& languages = form_.questionnaire.languages;
        const bool is_new = std::ranges::find(languages, code) == languages.end();
        if (is_new && languages.size() >= languages_max) refuse(path, name, wrong_kind);
        if (is_new) languages.push_back(code);
        if (code != language() && source != wording.end()) text.of_text = source->second.text;
        if (const auto open = text.text.find('{'); open != std::string::npos && text.text.find('}', open) != std::string::npos)
            leave_out(path, name, "voice.form.left_out.answer_in_text");
    }
    return wording;
}

SurveyPart::SurveyPart(const Json& json, std::string path, SurveyNotes& notes) : json_(&json), path_(std::move(path)), notes_(&notes) {
    static const Json none = Json::object();
    if (json.is_object()) return;
    json_ = &none;
    notes.refuse(path_, "", wrong_kind);
}

const Json* SurveyPart::find(const std::string& property) {
    read_.insert(property);
    const auto found = json_->find(property);
    return found == json_->end() || found->is_null() ? nullptr : &*found;
}

std::string SurveyPart::word(const std::string& property) {
    const auto* found = find(property);
    if (found == nullptr) return {};
    const auto text = value_text(*found);
    if (!text || text->size() > sheet_max_cell_bytes) refuse(property, wrong_kind);
    return text && text->size() <= sheet_max_cell_bytes ? *text : std::string();
}

std::optional<bool> SurveyPart::truth(const std::string& property) {
    const auto* found = find(property);
    if (found == nullptr) return std::nullopt;
    if (found->is_boolean()) return found->get<bool>();
    refuse(property, wrong_kind);
    return std::nullopt;
}
bool SurveyPart::is_true(const std::string& property) { return truth(property).value_or(false); }
bool SurveyPart::is_false(const std::string& property) { return !truth(property).value_or(true); }

std::optional<double> SurveyPart::number(const std::string& property) {
    const auto* found = find(property);
    if (found == nullptr) return std::nullopt;
    if (found->is_number()) return found->get<double>();
    refuse(property, wrong_kind);
    return std::nullopt;
}

Wording SurveyPart::wording(const std::string& property, bool is_html) {
    const auto* found = find(property);
    return found == nullptr ? Wording{} : notes_->wording(*found, path_of(property), name, is_html);
}

std::vector<SurveyPart> SurveyPart::parts(const std::string& property) {
    std::vector<SurveyPart> all;
    const auto* found = find(property);
    if (found == nullptr) return all;
    if (!found->is_array()) refuse(property, wrong_kind);
    for (std::size_t i = 0; found->is_array() && i < found->size() && !notes_->is_full(); ++i) {
        all.emplace_back((*found)[i], fmt::format("{}[{}]", path_of(property), i), *notes_);
        all.back().name = name;
    }
    return all;
}

void SurveyPart::refuse(const std::string& property, const std::string& why, std::map<std::string, std::string> values) {
    read_.insert(property);
    notes_->refuse(property.empty() ? path_ : path_of(property), name, why, std::move(values));
}

void SurveyPart::leave_out(const std::string& property, const std::string& why, std::map<std::string, std::string> values) {
    read_.insert(property);
    notes_->leave_out(property.empty() ? path_ : path_of(property), name, why, std::move(values));
}

void SurveyPart::leave_out_rest() {
    for (const auto& [property, value] : json_->items()) {
        if (notes_->is_full()) return;
        if (read_.contains(property) || looks.contains(property) || value.is_null()) continue;
        const auto reason = reasons.find(property);
        const auto said = first_characters(clean(property), name_said_max);
        notes_->leave_out(path_of(said), name, reason == reasons.end() ? "voice.form.left_out.unknown_property" : reason->second);
    }
}

std::optional<std::string> value_text(const Json& json) {
    if (json.is_string()) return clean(json.get<std::string>());
    if (json.is_number() || json.is_boolean()) return json.dump();
    return std::nullopt;
}

Wording joined(const Wording& first, const std::string& between, const Wording& second, const std::string& language) {
    auto all = first;
    for (const auto& [code, text] : second) {
        const auto front = in_language(first, code, language).text;
        all[code].text = front.empty() ? text.text : front + between + text.text;
    }
    const auto source = all.find(language);
    for (auto& [code, text] : all)
        if (code != language && source != all.end()) text.of_text = source->second.text;
    return all;
}

}  // namespace touchstone::voice
