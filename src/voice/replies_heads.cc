#include "voice/replies_heads.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "base/text.h"
#include "base/typed_day.h"

namespace touchstone::voice {
namespace {

// What tools write beside the answers, and what people call columns about themselves; as `search_key` has them.
const std::set<std::string, std::less<>> known_heads{
    // Microsoft Forms
    "id", "start time", "completion time", "email", "name", "last modified time", "total points", "quiz feedback", "grade posted time",
    // Google Forms
    "timestamp", "email address", "username", "score",
    // SmartSurvey and its like
    "userid", "user id", "userno", "user no", "user", "respondent", "respondent id", "respondentid", "response id", "responseid",
    "collector", "collector id", "collectorid", "collector name", "tracking link", "tracking id", "ip", "ip address", "ipaddress",
    "started", "ended", "date started", "date ended", "date created", "date modified", "date submitted", "submitted", "submitted at",
    "start", "end", "duration", "time taken", "time taken seconds", "completed", "device", "device type", "browser", "operating system",
    "os", "user agent", "useragent", "referrer", "referer", "custom data", "recipient", "recipientemail", "recipientfirstname",
    "recipientlastname", "externalreference", "locationlatitude", "locationlongitude", "latitude", "longitude", "recordeddate", "startdate",
    "enddate", "distributionchannel", "userlanguage", "network id", "session id", "token", "access code",
    // LimeSurvey
    "submitdate", "lastpage", "last page", "startlanguage", "start language", "seed", "datestamp", "date last action", "ipaddr", "refurl",
    "referrer url", "interviewtime", "total time",
    // ODK and Kobo
    "today", "deviceid", "phonenumber", "uuid", "instanceid", "meta instanceid", "submissiondate", "submission time", "submitterid",
    "submittername", "submitted by",
    // People's own
    "full name", "first name", "firstname", "forename", "forenames", "given name", "last name", "lastname", "surname", "family name",
    "middle name", "initials", "nickname", "names", "your name", "pupil name", "student name", "child name", "childs name", "child s name",
    "parent name", "parents name", "parent s name", "carer name", "e mail", "mail", "emails", "phone", "telephone", "tel", "mobile",
    "mobile phone", "cell", "cell phone", "address", "street", "post code", "postcode", "zip", "zip code", "dob", "chi", "upn", "scn",
    "candidate number", "signature", "contact", "contact details"};

// In a longer head, between spaces.
constexpr std::array personal_words{
    "your name",      "my name",          "full name",          "first name",       "last name",     "surname",        "child s name",
    "childs name",    "name of child",    "name of your child", "name of pupil",    "pupil s name",  "email address",  "e mail address",
    "your email",     "your e mail",      "phone number",       "telephone number", "mobile number", "contact number", "contact details",
    "home address",   "your address",     "postal address",     "postcode",         "post code",     "date of birth",  "your birthday",
    "ip address",     "user agent",       "respondent id",      "chi number",       "nhs number",    "pupil number",   "national insurance",
    "student number", "candidate number", "user name",          "username",         "your signature"};
// In a head of few words: "Email (optional)", "Contact phone".
constexpr std::array personal_in_short{"email", "e mail", "phone", "telephone", "mobile", "whatsapp", "instagram", "snapchat"};
constexpr std::ptrdiff_t short_spaces = 2;

constexpr std::size_t line_max = 80;  // characters; what is longer says more than an address
constexpr const char* taken_out = "[…]";

// "\u00a0" and line ends in heads are spaces to a reader.
std::string key_of(std::string_view head) {
    const auto key = search_key(head);
    std::string spaced;
    for (const char letter : key)
        if (letter != ' ' || (!spaced.empty() && spaced.back() != ' ')) spaced += letter;
    while (spaced.ends_with(' ')) spaced.pop_back();
    return spaced;
}

std::string one_line(std::string head) {
    std::string line;
    for (const char letter : head)
        if (letter == '\n' || letter == '\t') {
            if (!line.ends_with(' ')) line += ' ';
        } else {
            line += letter;
        }
    return tidied(line);
}

// "How safe? [At home]" and "G01Q01[SQ001]. How safe? [At home]".
ReplyHead head_of(const std::string& written) {
    ReplyHead head{one_line(written), {}, {}};
    if (const auto dot = head.question.find(". "); dot != std::string::npos) {
        const auto code = head.question.substr(0, dot), name = code.substr(0, code.find('['));
        const bool has_digit = std::ranges::any_of(name, [](char letter) { return letter >= '0' && letter <= '9'; });
        const bool begins_with_letter = !name.empty() && (name.front() < '0' || name.front() > '9');
        if (has_digit && begins_with_letter && is_name(name)) {
            head.code = code;
            head.question = tidied(head.question.substr(dot + 2));
        }
    }
    const auto opens = head.question.rfind('[');
    if (head.question.ends_with(']') && opens != std::string::npos && opens > 0) {
        head.part = tidied(head.question.substr(opens + 1, head.question.size() - opens - 2));
        head.question = tidied(head.question.substr(0, opens));
    }
    return head;
}

// A second row of heads stands where the first has gaps, and has nothing under the heads that say who answered, of which there are some:
// the answers of the first person are never taken for heads.
bool has_second_row(const Cells& first, const Cells& second) {
    bool has_gaps = false, has_personal = false;
    for (std::size_t at = 0; at < std::max(first.size(), second.size()); ++at) {
        const auto above = at < first.size() ? first[at] : std::string(), below = at < second.size() ? second[at] : std::string();
        const bool is_gap = above.empty() && at > 0, is_personal = !above.empty() && asks_who(above);
        if ((is_gap && below.empty()) || (is_personal && !below.empty())) return false;
        has_gaps = has_gaps || is_gap;
        has_personal = has_personal || is_personal;
    }
    return has_gaps && has_personal;
}

Tool tool_of(const Cells& row) {
    std::set<std::string> keys;
    for (const auto& cell : row) keys.insert(key_of(cell));
    const auto has = [&](const char* key) { return keys.contains(key); };
    if (has("start time") && has("completion time")) return Tool::ms_forms;
    if ((has("submitdate") && has("lastpage")) || (has("date submitted") && has("last page"))) return Tool::limesurvey;
    if (has("tracking link") || has("userno") || has("user no") || has("userid") || has("user id") || (has("started") && has("ended")))
        return Tool::smartsurvey;
    return !row.empty() && key_of(row.front()) == "timestamp" ? Tool::google_forms : Tool::other;
}

bool is_email(const std::string& cell) {
    const auto at = cell.find('@');
    if (at == std::string::npos || at == 0 || cell.find('@', at + 1) != std::string::npos || cell.find(' ') != std::string::npos)
        return false;
    const auto dot = cell.find('.', at + 2);
    return dot != std::string::npos && dot + 1 < cell.size();
}

bool is_telephone(const std::string& cell) {
    if (date_from(cell) || cell.empty() || (cell.front() != '+' && cell.front() != '0' && cell.front() != '(')) return false;
    std::size_t digits = 0;
    for (const char letter : cell) {
        if (letter >= '0' && letter <= '9')
            ++digits;
        else if (std::string_view("+ -()/.").find(letter) == std::string_view::npos)
            return false;
    }
    return digits >= 9 && digits <= 15;
}

bool is_internet_address(const std::string& cell) {
    const auto numbers = split(cell, '.');
    const auto is_byte = [](const std::string& part) {
        return !part.empty() && part.size() <= 3 && part.find_first_not_of("0123456789") == std::string::npos && std::stoi(part) <= 255;
    };
    if (numbers.size() == 4 && std::ranges::all_of(numbers, is_byte)) return true;
    return std::ranges::count(cell, ':') >= 2 && cell.find_first_of("abcdefABCDEF") != std::string::npos &&
           cell.find_first_not_of("0123456789abcdefABCDEF:.") == std::string::npos;
}

// A day with a time of day: "2026-01-31 14:30", "1/31/26 14:30:05", "2026/01/31 2:30:05 pm EET".
bool is_moment(const std::string& cell) {
    const auto colon = cell.find(':');
    if (cell.size() < 11 || cell.size() > 40 || colon == std::string::npos || colon < 8) return false;
    if (cell.front() < '0' || cell.front() > '9') return false;
    const auto day = cell.substr(0, cell.find_first_of(" T"));
    const auto marks = std::ranges::count_if(day, [](char letter) { return letter == '/' || letter == '-' || letter == '.'; });
    return marks == 2 && day.find_first_not_of("0123456789/-.") == std::string::npos && colon > day.size();
}

}  // namespace

const Names<Dropped>& reasons_dropped() {
    static const Names<Dropped> names{{Dropped::by_head, "by_head"},     {Dropped::email, "email"},
                                      {Dropped::telephone, "telephone"}, {Dropped::internet_address, "internet_address"},
                                      {Dropped::moment, "moment"},       {Dropped::identifier, "identifier"},
                                      {Dropped::nameless, "nameless"}};
    return names;
}

std::string ReplyHead::words() const { return part.empty() ? question : question.empty() ? part : question + " – " + part; }
std::string ReplyHead::key() const { return reader_key(code + "\x1F" + question + "\x1F" + part); }

bool asks_who(const std::string& head) {
    const auto key = key_of(head);
    if (known_heads.contains(key)) return true;
    const auto spaced = " " + key + " ";
    const auto holds = [&](const char* words) { return spaced.find(" " + std::string(words) + " ") != std::string::npos; };
    return std::ranges::any_of(personal_words, holds) ||
           (std::ranges::count(key, ' ') <= short_spaces && std::ranges::any_of(personal_in_short, holds));
}

std::string without_emails(const std::string& cell) {
    constexpr std::string_view between = " ,;:<>()[]\"'\n\t";
    if (cell.find('@') == std::string::npos) return cell;
    std::string kept, word;
    const auto end_word = [&] {
        kept += is_email(word) ? taken_out : word;
        word.clear();
    };
    for (const char letter : cell) {
        if (between.find(letter) == std::string_view::npos) {
            word += letter;
            continue;
        }
        end_word();
        kept += letter;
    }
    end_word();
    return kept;
}

std::optional<Dropped> tells_who(const std::string& cell) {
    if (characters(cell) <= line_max && without_emails(cell) != cell) return Dropped::email;
    if (is_telephone(cell)) return Dropped::telephone;
    if (is_internet_address(cell)) return Dropped::internet_address;
    if (is_moment(cell)) return Dropped::moment;
    return std::nullopt;
}

ReplyHeads heads_of(const Cells& first, const Cells& second) {
    ReplyHeads all{.tool = tool_of(first), .rows = has_second_row(first, second) ? 2U : 1U, .heads = {}, .is_dropped = {}};
    const auto columns = all.rows == 2 ? std::max(first.size(), second.size()) : first.size();
    std::string above;
    for (std::size_t at = 0; at < columns; ++at) {
        const auto written = at < first.size() ? one_line(first[at]) : std::string();
        auto head = head_of(written);
        if (all.rows == 2) {
            const auto below = at < second.size() ? one_line(second[at]) : std::string();
            if (!written.empty()) above = head.question;
            head = {above, below, head.code};
        }
        all.is_dropped.push_back(asks_who(head.question) || (!head.part.empty() && asks_who(head.part)) || asks_who(written));
        all.heads.push_back(std::move(head));
    }
    return all;
}

}  // namespace touchstone::voice
