#include "evidence/line.h"

#include <algorithm>

namespace touchstone::evidence {
namespace {

bool is_nearer_to_the_origin(const Line& one, const Line& other) {
    if (one.is_told != other.is_told) return one.is_told;
    return one.is_told ? one.item > other.item : one.item < other.item;
}

void add(Line& line, const Line& more) {
    if (is_nearer_to_the_origin(more, line)) {
        line.source = more.source;
        line.item = more.item;
        line.is_told = more.is_told;
    }
    line.to = std::max(line.to, more.to);
    line.security = std::min(line.security, more.security);
    line.secure_to = std::max(line.secure_to, more.secure_to);
    line.items += more.items;
}

}  // namespace

Line line_of(const Evidence& item, std::string key) {
    return {.source = item.source_of_line(),
            .key = std::move(key),
            .name = item.line,
            .to = item.to,
            .security = item.security,
            .secure_to = item.security == Security::secure ? std::optional(item.to) : std::nullopt,
            .items = 1,
            .item = item.id,
            .is_told = !item.line_source.empty()};
}

std::vector<Line> distinct(const std::vector<Line>& lines) {
    std::vector<Line> result;
    for (const auto& line : lines) {
        const auto there = std::ranges::find(result, line.key, &Line::key);
        if (there == result.end())
            result.push_back(line);
        else
            add(*there, line);
    }
    return result;
}

std::vector<Line> lines_on(std::span<const OnTheme> findings, const ThemeRef& theme) {
    std::vector<Line> lines;
    std::vector<EvidenceId> met;
    for (const auto& on : findings) {
        if (on.theme != theme || on.kind == FindingKind::context || std::ranges::find(met, on.evidence.id) != met.end()) continue;
        met.push_back(on.evidence.id);
        lines.push_back(line_of(on.evidence, line_key(on.evidence.line)));
    }
    return distinct(lines);
}

Problems unclear_origin(const Evidence& item, const std::vector<Line>& there) {
    if (!item.line_source.empty()) return {};
    const auto known = distinct(there);
    const auto same = std::ranges::find(known, line_key(item.line), &Line::key);
    if (same == known.end() || same->source == item.source) return {};
    return {{"line_source", "evaluations.evidence.line_source_missing"}};
}

}  // namespace touchstone::evidence
