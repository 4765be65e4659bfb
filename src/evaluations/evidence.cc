#include "evaluations/evidence.h"

#include <algorithm>
#include <charconv>

#include "evaluations/checks.h"
#include "evaluations/named.h"

namespace touchstone::evaluations {
namespace {

const Names<Source> sources{{Source::performance_data, "performance_data"},
                            {Source::documentation, "documentation"},
                            {Source::views, "views"},
                            {Source::observation, "observation"}};
const Names<Security> securities{{Security::secure, "secure"}, {Security::partial, "partial"}, {Security::anecdotal, "anecdotal"}};
const Names<FindingKind> finding_kinds{
    {FindingKind::strength, "strength"}, {FindingKind::improvement, "improvement"}, {FindingKind::context, "context"}};

bool is_web_address(const std::string& link) {
    const auto low = lowered(link);
    const std::size_t scheme = low.starts_with("https://") ? 8 : low.starts_with("http://") ? 7 : 0;
    if (scheme == 0 || link.size() == scheme || link.size() > 2'000) return false;
    return std::ranges::all_of(
        link, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '"' && c != '<' && c != '>' && c != 0x7F; });
}

template <class Values>
std::vector<std::string> keys_of(const Values& values) {
    std::vector<std::string> keys;
    for (const auto& value : values) keys.push_back(value.key);
    return keys;
}

// In the framework's order, each once.
std::vector<std::string> chosen_of(const std::vector<std::string>& known, const std::vector<std::string>& chosen) {
    std::vector<std::string> keys;
    std::ranges::copy_if(known, std::back_inserter(keys),
                         [&](const std::string& key) { return std::ranges::find(chosen, key) != chosen.end(); });
    return keys;
}

// A day that may be left out, and that has come.
std::optional<Date> past_day(Problems& problems, const std::string& field, const std::string& value, Date today) {
    if (value.empty()) return std::nullopt;
    const auto day = date_from(value);
    if (!day)
        problems.push_back({field, "evaluations.evidence." + field + "_not_a_date"});
    else if (*day > today)
        problems.push_back({field, "evaluations.evidence." + field + "_in_future"});
    return day;
}

}  // namespace

Groups groups_of(const frameworks::Framework& framework) {
    return {keys_of(framework.stakeholder_groups), keys_of(framework.outcomes), keys_of(framework.children_groups)};
}

Outcome<Evidence> gather(const Evidence& before, const EvidenceDraft& draft, const Groups& groups, Date today) {
    Problems problems;
    require_text(problems, "evaluations.evidence", "title", draft.title, title_max_characters);
    const auto source = source_from(draft.source);
    if (!source) problems.push_back({"source", "evaluations.evidence.source_missing"});
    limit_text(problems, "evaluations.evidence", "line", draft.line, title_max_characters);
    const bool group_known =
        draft.whose_view.empty() || std::ranges::find(groups.stakeholders, draft.whose_view) != groups.stakeholders.end();
    if (!group_known || (source == Source::views && draft.whose_view.empty()))
        problems.push_back({"whose_view", "evaluations.evidence.whose_view_missing"});
    const auto period = require_period(problems, "evaluations.evidence", draft.from, draft.to);
    const auto collected = past_day(problems, "collected", draft.collected, today);
    const auto received = past_day(problems, "received", draft.received, today);
    if (period && collected && *collected < period->from) problems.push_back({"collected", "evaluations.evidence.collected_too_early"});
    if (collected && received && *received < *collected) problems.push_back({"received", "evaluations.evidence.received_too_early"});
    limit_text(problems, "evaluations.evidence", "collector", draft.collector, title_max_characters);
    const auto security = security_from(draft.security);
    if (!security) problems.push_back({"security", "evaluations.evidence.security_missing"});
    if (!draft.link.empty() && !is_web_address(draft.link)) problems.push_back({"link", "evaluations.evidence.link_wrong"});
    limit_text(problems, "evaluations.evidence", "summary", draft.summary, statement_max_characters);
    if (!problems.empty()) return refuse(problems);

    Evidence after = before;
    after.title = draft.title;
    after.source = *source;
    after.line = draft.line.empty() ? draft.title : draft.line;
    after.whose_view = draft.whose_view;
    after.from = period->from;
    after.to = period->to;
    after.security = *security;
    after.link = draft.link;
    after.summary = draft.summary;
    after.collected = collected;
    after.received = received;
    after.collector = draft.collector;
    after.outcomes = chosen_of(groups.outcomes, draft.outcomes);
    after.children = chosen_of(groups.children, draft.children);
    after.version = draft.seen_version;
    return after;
}

std::string line_key(const std::string& line) {
    std::string key;
    for (const char c : lowered(tidied(line))) {
        const bool space = c == ' ' || c == '\t' || c == '\n';
        if (!space)
            key += c;
        else if (!key.ends_with(' '))
            key += ' ';
    }
    return key;
}

Outcome<Finding> find(const Finding& before, const FindingDraft& draft, const Linkable& known) {
    if (before.withdrawn_at) return refuse({{"", "evaluations.finding.withdrawn"}});
    Problems problems;
    const auto kind = finding_kind_from(draft.kind);
    if (!kind) problems.push_back({"kind", "evaluations.finding.kind_missing"});
    require_text(problems, "evaluations.finding", "statement", draft.statement, finding_max_characters);
    std::vector<ThemeRef> themes;
    for (const auto& text : draft.themes)
        if (const auto theme = theme_from(text); theme && std::ranges::find(known.themes, *theme) != known.themes.end())
            themes.push_back(*theme);
    std::ranges::sort(themes);
    const auto [first, last] = std::ranges::unique(themes);
    themes.erase(first, last);
    if (themes.empty()) problems.push_back({"themes", "evaluations.finding.themes_missing"});
    limit_text(problems, "evaluations.finding", "excerpt", draft.excerpt, finding_max_characters);
    limit_text(problems, "evaluations.finding", "place", draft.place, place_max_characters);
    if (draft.excerpt.empty() && !draft.place.empty()) problems.push_back({"excerpt", "evaluations.finding.excerpt_missing"});
    const FileId file{draft.file};
    if (!file.is_empty() && std::ranges::find(known.files, file) == known.files.end())
        problems.push_back({"file", "evaluations.finding.file_unknown"});
    std::vector<std::string> causes;
    for (const auto& code : known.explaining)
        if (std::ranges::find(draft.causes, code) != draft.causes.end()) causes.push_back(code);
    if (!causes.empty() && kind && *kind != FindingKind::improvement)
        problems.push_back({"causes", "evaluations.finding.causes_of_weakness_only"});
    if (!problems.empty()) return refuse(problems);

    Finding after = before;
    after.kind = *kind;
    after.statement = draft.statement;
    after.excerpt = draft.excerpt;
    after.place = draft.place;
    after.file = file;
    after.themes = std::move(themes);
    after.causes = std::move(causes);
    after.version = draft.seen_version;
    return after;
}

Outcome<Finding> withdraw(const Finding& finding, Instant now) {
    if (finding.withdrawn_at) return refuse({{"", "evaluations.finding.withdrawn"}});
    auto after = finding;
    after.withdrawn_at = now;
    return after;
}

std::vector<const frameworks::Indicator*> also_served(const frameworks::Framework& framework, const std::vector<std::string>& linked) {
    const auto is_among = [](const std::vector<std::string>& codes, const std::string& code) {
        return std::ranges::find(codes, code) != codes.end();
    };
    const auto is_often = [&](const std::string& code) {
        return std::ranges::any_of(framework.reuse, [&](const frameworks::Reuse& reuse) {
            return is_among(reuse.to, code) && std::ranges::any_of(reuse.from, [&](const auto& from) { return is_among(linked, from); });
        });
    };
    std::vector<const frameworks::Indicator*> served;
    for (const auto& indicator : framework.indicators)
        if (!is_among(linked, indicator.code) && is_often(indicator.code)) served.push_back(&indicator);
    return served;
}

std::optional<ThemeRef> theme_from(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos) return std::nullopt;
    ThemeRef theme{text.substr(0, slash), 0};
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, theme.theme);
    if (error != std::errc{} || stopped != end || theme.theme < 1) return std::nullopt;
    return theme;
}

std::string text_of(const ThemeRef& theme) { return theme.indicator + "/" + std::to_string(theme.theme); }

std::string name_of(Source source) { return name_in(sources, source); }
std::string name_of(Security security) { return name_in(securities, security); }
std::string name_of(FindingKind kind) { return name_in(finding_kinds, kind); }
std::optional<Source> source_from(const std::string& name) { return value_in(sources, name); }
std::optional<Security> security_from(const std::string& name) { return value_in(securities, name); }
std::optional<FindingKind> finding_kind_from(const std::string& name) { return value_in(finding_kinds, name); }
const std::vector<Source>& all_sources() {
    static const auto all = values_in(sources);
    return all;
}
const std::vector<Security>& all_securities() {
    static const auto all = values_in(securities);
    return all;
}
const std::vector<FindingKind>& all_finding_kinds() {
    static const auto all = values_in(finding_kinds);
    return all;
}

}  // namespace touchstone::evaluations
