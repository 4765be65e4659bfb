#include "evidence/evidence.h"

#include <algorithm>
#include <charconv>

#include "base/checks.h"
#include "base/named.h"
#include "base/text.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

const Names<Security> securities{{Security::secure, "secure"}, {Security::partial, "partial"}, {Security::anecdotal, "anecdotal"}};
const Names<FindingKind> finding_kinds{
    {FindingKind::strength, "strength"}, {FindingKind::improvement, "improvement"}, {FindingKind::context, "context"}};

constexpr std::size_t link_max_characters = 2'000;

bool is_web_address(const std::string& link) {
    const auto low = lowered(link);
    const std::size_t scheme = low.starts_with("https://") ? 8 : low.starts_with("http://") ? 7 : 0;
    if (scheme == 0 || link.size() == scheme || link.size() > link_max_characters) return false;
    return std::ranges::all_of(
        link, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '"' && c != '<' && c != '>' && c != 0x7F; });
}

template <class Linked>
std::vector<std::string> texts_of(const std::vector<Linked>& linked) {
    std::vector<std::string> texts;
    for (const auto& one : linked) texts.push_back(text_of(one));
    return texts;
}

template <class Values>
std::vector<std::string> keys_of(const Values& values) {
    std::vector<std::string> keys;
    for (const auto& value : values) keys.push_back(value.key);
    return keys;
}

template <class Value>
bool is_among(const std::vector<Value>& values, const Value& value) {
    return std::ranges::find(values, value) != values.end();
}

// In the framework's order, each once; then what was there before and is unknown here.
std::vector<std::string> chosen_of(const std::vector<std::string>& known, const std::vector<std::string>& chosen,
                                   const std::vector<std::string>& before) {
    std::vector<std::string> keys;
    std::ranges::copy_if(known, std::back_inserter(keys), [&](const std::string& key) { return is_among(chosen, key); });
    std::ranges::copy_if(before, std::back_inserter(keys), [&](const std::string& key) { return !is_among(known, key); });
    return keys;
}

template <class Value>
void add_missing(std::vector<Value>& values, const std::vector<Value>& more) {
    for (const auto& value : more)
        if (std::ranges::find(values, value.key, &Value::key) == values.end()) values.push_back(value);
}

// In order, each once, with what was linked before and is not on offer.
template <class Link, class Read>
std::vector<Link> links_of(const std::vector<std::string>& typed, const std::vector<Link>& offered, const std::vector<Link>& before,
                           Read read, Problems& problems, const Problem& unknown) {
    std::vector<Link> links;
    std::ranges::copy_if(before, std::back_inserter(links), [&](const Link& link) { return !is_among(offered, link); });
    bool is_known = true;
    for (const auto& text : typed) {
        const std::optional<Link> link = read(text);
        if (link && (is_among(offered, *link) || is_among(before, *link)))
            links.push_back(*link);
        else
            is_known = false;
    }
    if (!is_known) problems.push_back(unknown);
    std::ranges::sort(links);
    const auto [first, last] = std::ranges::unique(links);
    links.erase(first, last);
    return links;
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

std::strong_ordering Source::operator<=>(const Source& other) const {
    const auto place = [](const Source& source) {
        return source == performance_data ? 1 : source == documentation ? 2 : source == views ? 3 : source == observation ? 4 : 5;
    };
    const auto by_place = place(*this) <=> place(other);
    return by_place != 0 ? by_place : key <=> other.key;
}

const Fields<EvidenceDraft>& evidence_fields() {
    using field::choice, field::choices, field::day, field::lines, field::link, field::needed, field::words;
    using Draft = EvidenceDraft;
    static const Fields<Draft> fields{
        "evaluations.evidence.field",
        {needed(words("title", &Draft::title, title_max_characters)), needed(choice("source", &Draft::source)),
         choice("whose_view", &Draft::whose_view), needed(day("from", &Draft::from)), needed(day("to", &Draft::to)),
         needed(choice("security", &Draft::security, names_in(securities))), words("line", &Draft::line, title_max_characters),
         choice("line_source", &Draft::line_source), words("collector", &Draft::collector, title_max_characters),
         day("collected", &Draft::collected), day("received", &Draft::received), choices("outcomes", &Draft::outcomes),
         choices("groups", &Draft::children), lines("summary", &Draft::summary, statement_max_characters),
         link("link", &Draft::link, link_max_characters), lines("labels", &Draft::labels, labels_max * (label_max_characters + 1)),
         choice("language", &Draft::language)},
        &Draft::seen_version};
    return fields;
}

EvidenceDraft draft_of(const Evidence& evidence) {
    const auto day = [](const std::optional<Date>& date) { return date ? iso(*date) : std::string(); };
    return {.title = evidence.title,
            .source = evidence.source.key,
            .line = evidence.line == evidence.title ? "" : evidence.line,
            .whose_view = evidence.whose_view,
            .from = iso(evidence.from),
            .to = iso(evidence.to),
            .security = name_of(evidence.security),
            .link = evidence.link,
            .summary = evidence.summary,
            .seen_version = evidence.version,
            .collected = day(evidence.collected),
            .received = day(evidence.received),
            .collector = evidence.collector,
            .outcomes = evidence.outcomes,
            .children = evidence.children,
            .line_source = evidence.line_source,
            .labels = in_lines(evidence.labels),
            .language = evidence.language};
}

const Fields<FindingDraft>& finding_fields() {
    using field::choice, field::choices, field::lines, field::needed, field::words;
    using Draft = FindingDraft;
    static const Fields<Draft> fields{
        "evaluations.finding.field",
        {needed(choice("kind", &Draft::kind, names_in(finding_kinds))),
         needed(lines("statement", &Draft::statement, finding_max_characters)), needed(choices("themes", &Draft::themes)),
         lines("excerpt", &Draft::excerpt, finding_max_characters), words("place", &Draft::place, place_max_characters),
         choice("file", &Draft::file), choices("causes", &Draft::causes)},
        &Draft::seen_version};
    return fields;
}

FindingDraft draft_of(const Finding& finding) {
    return {.kind = name_of(finding.kind),
            .statement = finding.statement,
            .themes = texts_of(finding.themes),
            .seen_version = finding.version,
            .excerpt = finding.excerpt,
            .place = finding.place,
            .file = finding.file.text,
            .causes = texts_of(finding.causes)};
}

Groups groups_of(const frameworks::Framework& framework) {
    return {keys_of(framework.sources), keys_of(framework.stakeholder_groups), keys_of(framework.outcomes),
            keys_of(framework.children_groups)};
}

frameworks::Framework worded_by(const std::vector<const frameworks::Framework*>& all) {
    frameworks::Framework words;
    for (const auto* framework : all) {
        add_missing(words.sources, framework->sources);
        add_missing(words.stakeholder_groups, framework->stakeholder_groups);
        add_missing(words.outcomes, framework->outcomes);
        add_missing(words.children_groups, framework->children_groups);
    }
    return words;
}

Outcome<Evidence> gather(const Evidence& before, const EvidenceDraft& draft, const Groups& groups, Date today) {
    Problems problems;
    require_text(problems, "evaluations.evidence", "title", draft.title, title_max_characters);
    const Source source{draft.source};
    if (source != before.source && !is_among(groups.sources, source.key))
        problems.push_back({"source", "evaluations.evidence.source_missing"});
    limit_text(problems, "evaluations.evidence", "line", draft.line, title_max_characters);
    if (!draft.line_source.empty() && draft.line_source != before.line_source && !is_among(groups.sources, draft.line_source))
        problems.push_back({"line_source", "evaluations.evidence.line_source_missing"});
    const bool group_known =
        draft.whose_view.empty() || draft.whose_view == before.whose_view || is_among(groups.stakeholders, draft.whose_view);
    if (!group_known || (source.tells_what_people_say() && draft.whose_view.empty()))
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
    const auto labels = labels_from(draft.labels);
    if (!labels) problems.insert(problems.end(), labels.error().begin(), labels.error().end());
    if (!draft.language.empty() && draft.language != before.language && !is_among(quoted_languages(), draft.language))
        problems.push_back({"language", "evaluations.evidence.language_missing"});
    if (!problems.empty()) return refuse(problems);

    Evidence after = before;
    after.title = draft.title;
    after.source = source;
    after.line = draft.line.empty() ? draft.title : draft.line;
    after.line_source = draft.line_source;
    after.whose_view = draft.whose_view;
    after.from = period->from;
    after.to = period->to;
    after.security = *security;
    after.link = draft.link;
    after.summary = draft.summary;
    after.collected = collected;
    after.received = received;
    after.collector = draft.collector;
    after.outcomes = chosen_of(groups.outcomes, draft.outcomes, before.outcomes);
    after.children = chosen_of(groups.children, draft.children, before.children);
    after.labels = *labels;
    after.language = draft.language;
    after.version = draft.seen_version;
    return after;
}

Outcome<std::vector<std::string>> labels_from(const std::string& typed) {
    std::vector<std::string> labels;
    std::set<std::string> keys;
    for (const auto& line : split(typed, '\n')) {
        const auto label = tidied(line);
        if (label.empty() || !keys.insert(reader_key(label)).second) continue;
        if (characters(label) > label_max_characters) return refuse({{"labels", "evaluations.evidence.label_too_long"}});
        labels.push_back(label);
    }
    if (labels.size() > labels_max) return refuse({{"labels", "evaluations.evidence.labels_too_many"}});
    return labels;
}

std::string in_lines(const std::vector<std::string>& labels) {
    std::string lines;
    for (const auto& label : labels) lines += (lines.empty() ? "" : "\n") + label;
    return lines;
}

const std::vector<std::string>& quoted_languages() {
    static const std::vector<std::string> tags{"en", "gd", "sco", "ar", "bg", "bn", "cy", "de", "es", "fa", "fr",  "ga",
                                               "hi", "hu", "it",  "ku", "lt", "lv", "pa", "pl", "ps", "pt", "ro",  "ru",
                                               "sk", "so", "sq",  "sw", "ta", "ti", "tr", "uk", "ur", "vi", "yue", "zh"};
    return tags;
}

std::string line_key(const std::string& line) { return reader_key(line); }

Linkable linkable_of(const std::vector<const frameworks::Framework*>& all) {
    Linkable linkable;
    for (const auto* framework : all) {
        for (const auto& indicator : framework->indicators)
            for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme)
                linkable.themes.push_back({framework->id, {indicator.code, theme}});
        for (const auto& code : explaining_indicators(*framework)) linkable.explaining.push_back({framework->id, code});
    }
    if (all.size() == 1) linkable.framework = all.front()->id;
    return linkable;
}

Outcome<Finding> find(const Finding& before, const FindingDraft& draft, const Linkable& known) {
    if (before.withdrawn_at) return refuse({{"", "evaluations.finding.withdrawn"}});
    Problems problems;
    const auto kind = finding_kind_from(draft.kind);
    if (!kind) problems.push_back({"kind", "evaluations.finding.kind_missing"});
    require_text(problems, "evaluations.finding", "statement", draft.statement, finding_max_characters);
    const auto before_themes = problems.size();
    auto themes = links_of<LinkedTheme>(draft.themes, known.themes, before.themes,
                                        [&](const auto& text) { return linked_theme_from(text, known.framework); }, problems,
                                        {"themes", "evaluations.finding.themes_unknown"});
    if (themes.empty() && problems.size() == before_themes) problems.push_back({"themes", "evaluations.finding.themes_missing"});
    limit_text(problems, "evaluations.finding", "excerpt", draft.excerpt, finding_max_characters);
    limit_text(problems, "evaluations.finding", "place", draft.place, place_max_characters);
    if (draft.excerpt.empty() && !draft.place.empty()) problems.push_back({"excerpt", "evaluations.finding.excerpt_missing"});
    const FileId file{draft.file};
    if (!file.is_empty() && std::ranges::find(known.files, file) == known.files.end())
        problems.push_back({"file", "evaluations.finding.file_unknown"});
    auto causes = links_of<LinkedIndicator>(draft.causes, known.explaining, before.causes,
                                            [&](const auto& text) { return linked_indicator_from(text, known.framework); }, problems,
                                            {"causes", "evaluations.finding.causes_unknown"});
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

Outcome<Finding> restore(const Finding& finding) {
    if (!finding.withdrawn_at) return refuse({{"", "evaluations.finding.not_withdrawn"}});
    auto after = finding;
    after.withdrawn_at.reset();
    return after;
}

std::vector<const frameworks::Indicator*> also_served(const frameworks::Framework& framework, const std::vector<std::string>& linked) {
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

std::optional<LinkedTheme> linked_theme_from(const std::string& text, const std::string& framework) {
    const bool is_named = std::ranges::count(text, '/') > 1;
    const auto slash = text.find('/');
    const auto theme = theme_from(is_named ? text.substr(slash + 1) : text);
    const auto of = is_named ? text.substr(0, slash) : framework;
    return theme && !of.empty() ? std::optional(LinkedTheme{of, *theme}) : std::nullopt;
}

std::optional<LinkedIndicator> linked_indicator_from(const std::string& text, const std::string& framework) {
    const auto slash = text.find('/');
    const bool is_named = slash != std::string::npos;
    LinkedIndicator linked{is_named ? text.substr(0, slash) : framework, is_named ? text.substr(slash + 1) : text};
    return linked.framework.empty() || linked.indicator.empty() ? std::nullopt : std::optional(std::move(linked));
}

std::string text_of(const LinkedTheme& linked) { return linked.framework + "/" + text_of(linked.theme); }
std::string text_of(const LinkedIndicator& linked) { return linked.framework + "/" + linked.indicator; }

std::string as_json(const Evidence& evidence) { return as_json(evidence_fields().values(draft_of(evidence))); }

std::string as_json(const Finding& finding) {
    auto fields = finding_fields().values(draft_of(finding));
    std::erase_if(fields, [](const FieldValue& field) { return field.shape.name == "file"; });  // whose id tells a reader nothing
    return as_json(fields);
}

std::string name_of(Security security) { return name_in(securities, security); }
std::string name_of(FindingKind kind) { return name_in(finding_kinds, kind); }
std::optional<Security> security_from(const std::string& name) { return value_in(securities, name); }
std::optional<FindingKind> finding_kind_from(const std::string& name) { return value_in(finding_kinds, name); }
std::vector<Source> sources_of(const frameworks::Framework& framework, const std::set<Source>& met) {
    std::vector<Source> sources;
    for (const auto& source : framework.sources) sources.push_back({source.key});
    for (const auto& source : met)
        if (std::ranges::find(sources, source) == sources.end()) sources.push_back(source);
    return sources;
}
const std::vector<Security>& all_securities() {
    static const auto all = values_in(securities);
    return all;
}
const std::vector<FindingKind>& all_finding_kinds() {
    static const auto all = values_in(finding_kinds);
    return all;
}

}  // namespace touchstone::evidence
