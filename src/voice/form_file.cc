#include "voice/form_file.h"

#include "base/sheet.h"
#include "base/text.h"
#include "voice/limesurvey.h"
#include "voice/surveyjs.h"
#include "voice/xlsform.h"

namespace touchstone::voice {
namespace {

using namespace std::string_view_literals;

// Whether the first line names columns that a LimeSurvey export begins with.
bool begins_as_limesurvey(std::string_view text) {
    const auto line = lowered(text.substr(0, std::min(text.find_first_of("\r\n"), text.size())));
    return line.contains('\t') && line.contains("class") && line.contains("type/scale");
}

// Of what is none of these.
const char* what_it_is(std::string_view bytes) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0"sv)) {
        constexpr auto encrypted = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
        return bytes.contains(encrypted) ? "voice.form.file.protected" : "voice.form.file.old_workbook";
    }
    if (bytes.starts_with("%PDF")) return "voice.form.file.pdf";
    if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "voice.form.file.utf_16";
    if (bytes.starts_with("<?xml")) return bytes.contains("LimeSurveyDocType") ? "voice.form.file.limesurvey_xml" : "voice.form.file.xml";
    return "voice.form.file.no_form";
}

}  // namespace

Outcome<ImportedForm> read_form_file(std::string_view bytes) {
    if (bytes.empty()) return refuse({{"file", "people.sheet.empty"}});
    if (bytes.size() > sheet_max_bytes) return refuse({{"file", "people.sheet.too_large"}});
    if (bytes.starts_with("PK")) return read_xlsform(bytes);
    constexpr auto mark = "\xEF\xBB\xBF"sv;
    const auto text = bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && (text[first] == '{' || text[first] == '[')) return read_surveyjs(text);
    if (begins_as_limesurvey(text)) return read_limesurvey(text);
    return refuse({{"file", what_it_is(text)}});
}

void keep_nameable(ImportedForm& form, const std::set<std::string>& themes, const std::set<std::string>& outcomes) {
    for (auto& question : form.questionnaire.questions) {
        const auto keep = [&](std::vector<std::string>& named, const std::set<std::string>& known, const char* why) {
            for (const auto& each : named)
                if (!known.contains(each)) form.left_out.push_back({"", 0, "", question.name, why, {{"name", each}}});
            std::erase_if(named, [&](const std::string& each) { return !known.contains(each); });
        };
        keep(question.themes, themes, "voice.form.left_out.unknown_theme");
        keep(question.outcomes, outcomes, "voice.form.left_out.unknown_outcome");
    }
}

}  // namespace touchstone::voice
