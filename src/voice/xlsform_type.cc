#include "voice/xlsform_type.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <sstream>
#include <vector>

#include "base/text.h"
#include "voice/xlsform_table.h"

namespace touchstone::voice {
namespace {

const std::map<std::string, FormType, std::less<>> types = {
    {"note", {Take::note, "note"}},
    {"text", {Take::words, "text"}},
    {"string", {Take::words, "text"}},
    {"phone_number", {Take::words, "phone number"}},
    {"integer", {Take::whole_number, "integer"}},
    {"int", {Take::whole_number, "integer"}},
    {"decimal", {Take::number, "decimal"}},
    {"range", {Take::range, "range"}},
    {"date", {Take::day, "date"}},
    {"time", {Take::moment, "time"}},
    {"datetime", {Take::moment, "dateTime"}},
    {"date_time", {Take::moment, "dateTime"}},
    {"acknowledge", {Take::acknowledge, "acknowledge"}},
    {"trigger", {Take::acknowledge, "acknowledge"}},
    {"calculate", {Take::computed, "calculate"}},
    {"hidden", {Take::computed, "hidden"}},
    {"start", {Take::metadata, "start"}},
    {"end", {Take::metadata, "end"}},
    {"today", {Take::metadata, "today"}},
    {"deviceid", {Take::metadata, "deviceid"}},
    {"imei", {Take::metadata, "deviceid"}},
    {"device_id", {Take::metadata, "deviceid"}},
    {"subscriberid", {Take::metadata, "subscriberid"}},
    {"simserial", {Take::metadata, "simserial"}},
    {"phonenumber", {Take::metadata, "phonenumber"}},
    {"username", {Take::metadata, "username"}},
    {"email", {Take::metadata, "email"}},
    {"begin_group", {Take::begin_group, "begin_group"}},
    {"end_group", {Take::end_group, "end_group"}},
    {"begin_repeat", {Take::begin_repeat, "begin_repeat"}},
    {"end_repeat", {Take::end_repeat, "end_repeat"}},
    {"rank", {Take::refused, "rank", {}, false, "voice.form.refused.rank"}},
    {"audit", {Take::refused, "audit", {}, false, "voice.form.refused.audit"}},
};

const std::map<std::string, FormType, std::less<>> selects = {
    {"select_one", {Take::choice, "select_one"}},
    {"select one", {Take::choice, "select_one"}},
    {"select one from", {Take::choice, "select_one"}},
    {"select1", {Take::choice, "select_one"}},
    {"add select one prompt using", {Take::choice, "select_one"}},
    {"select_multiple", {Take::choices, "select_multiple"}},
    {"select multiple", {Take::choices, "select_multiple"}},
    {"select multiple from", {Take::choices, "select_multiple"}},
    {"select all that apply", {Take::choices, "select_multiple"}},
    {"select all that apply from", {Take::choices, "select_multiple"}},
    {"add select multiple prompt using", {Take::choices, "select_multiple"}},
    {"rank", {Take::refused, "rank", {}, false, "voice.form.refused.rank"}},
};

FormType refused(const std::string& name, const char* why) { return {Take::refused, name, {}, false, why}; }

// Of what XLSForm has and we do not ask for; the first word decides.
FormType otherwise(const std::string& word) {
    constexpr std::array<std::string_view, 6> files = {"image", "photo", "audio", "background-audio", "video", "file"};
    if (word.starts_with("geo") || word.starts_with("start-geo") || word == "osm") return refused(word, "voice.form.refused.place");
    if (std::ranges::find(files, word) != files.end()) return refused(word, "voice.form.refused.file");
    if (word == "barcode") return refused(word, "voice.form.refused.barcode");
    if (word.ends_with("_from_file") || word.ends_with("external")) return refused(word, "voice.form.refused.elsewhere");
    return {Take::unknown, word};
}

std::vector<std::string> words_of(const std::string& cell) {
    std::istringstream in(cell);
    return {std::istream_iterator<std::string>(in), {}};
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
    std::string text;
    for (auto i = from; i < to; ++i) text += (text.empty() ? "" : " ") + words[i];
    return text;
}

}  // namespace

FormType form_type(const std::string& cell) {
    if (const auto found = types.find(form_word(cell)); found != types.end()) return found->second;
    const auto words = words_of(cell);
    const auto lower = words_of(lowered(cell));
    for (auto count = std::min<std::size_t>(words.size(), 5); count > 0; --count) {
        const auto found = selects.find(joined(lower, 0, count));
        if (found == selects.end()) continue;
        auto type = found->second;
        const auto rest = joined(lower, std::min(count + 1, lower.size()), lower.size());
        type.has_other = rest == "or_other" || rest == "or other" || rest == "or specify other";
        if (count < words.size() && (rest.empty() || type.has_other)) type.list = words[count];
        return type;
    }
    return otherwise(lower.empty() ? "" : lower.front());
}

}  // namespace touchstone::voice
