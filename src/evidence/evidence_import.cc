#include "evidence/evidence_import.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "base/typed_day.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

// "Whose_view" and "whose view" are one.
std::string plain(const std::string& typed) { return tidied(search_key(typed)); }

// A title or a key as the key that is meant.
template <class Named>
std::string key_of(const std::vector<Named>& known, const std::string& typed) {
    const auto word = plain(typed);
    const auto found = std::ranges::find_if(known, [&](const auto& one) { return plain(one.key) == word || plain(one.title) == word; });
    return found == known.end() ? typed : found->key;
}

std::string security_of(const std::string& typed) { return security_from(plain(typed)) ? plain(typed) : typed; }

using Columns = std::map<std::string, std::size_t>;

ImportedRow read_row(const Cells& cells, const Columns& columns, int number, const frameworks::Framework& framework) {
    const auto cell = [&](const char* name) {
        const auto column = columns.find(name);
        return column == columns.end() || column->second >= cells.size() ? std::string() : cells[column->second];
    };
    ImportedRow row;
    row.number = number;
    row.draft.title = cell("title");
    row.draft.source = key_of(framework.sources, cell("source"));
    row.draft.whose_view = key_of(framework.stakeholder_groups, cell("whose view"));
    row.draft.line = cell("origin");
    row.draft.line_source = key_of(framework.sources, cell("origin source"));
    row.draft.from = iso_day(cell("from"));
    row.draft.to = iso_day(cell("to"));
    row.draft.collected = iso_day(cell("collected"));
    row.draft.security = security_of(cell("security"));
    row.draft.link = cell("link");
    row.draft.summary = cell("summary");
    row.strengths = cell("strengths");
    row.improvements = cell("improvements");
    return row;
}

// "Attendance rose. [1.1/1, 2.1/1]"
FindingDraft finding_from(const std::string& typed, FindingKind kind) {
    FindingDraft draft{.kind = name_of(kind), .statement = tidied(typed), .themes = {}};
    const auto bracket = draft.statement.rfind('[');
    if (bracket == std::string::npos || !draft.statement.ends_with(']')) return draft;
    auto inside = draft.statement.substr(bracket + 1, draft.statement.size() - bracket - 2);
    std::ranges::replace(inside, ';', ',');
    for (const auto& theme : split(inside, ',')) draft.themes.push_back(tidied(theme));
    draft.statement = tidied(draft.statement.substr(0, bracket));
    return draft;
}

class Planner {
public:
    Planner(const std::vector<KnownEvidence>& known, const Evidence& fresh, const frameworks::Framework& framework)
        : fresh_(fresh), groups_(groups_of(framework)), linkable_(linkable_of({&framework})) {
        for (const auto& one : known) {
            by_words_.emplace(words_of(one.title, one.line.key, iso(one.from), iso(one.to)), &one);
            if (!one.hash.empty()) by_hash_.emplace(one.hash, &one);
            lines_.push_back(one.line);
        }
    }

    PlannedItem plan(const ImportedRow& row) {
        PlannedItem planned;
        planned.row = &row;
        auto fresh = fresh_;
        fresh.id = EvidenceId::make(fresh.added_at);
        auto draft = row.draft;
        for (auto* words : {&draft.title, &draft.line, &draft.summary}) *words = without_mark(*words);
        auto item = gather(fresh, draft, groups_, date_of(fresh.added_at));
        planned.problems = item ? unclear_origin(*item, lines_) : item.error();
        if (item) lines_.push_back(line_of(*item, line_key(item->line)));
        refuse_formulas(row, planned.problems);
        refuse_odd_years(row, planned.problems);
        read_findings(planned, fresh.id, without_mark(row.strengths), FindingKind::strength, "strengths");
        read_findings(planned, fresh.id, without_mark(row.improvements), FindingKind::improvement, "improvements");
        look_for_another(planned);
        if (planned.problems.empty()) planned.item = std::move(*item);
        return planned;
    }

private:
    static std::string words_of(const std::string& title, const std::string& line, const std::string& from, const std::string& to) {
        return line_key(title) + "\n" + line + "\n" + from + "\n" + to;
    }

    static void refuse_formulas(const ImportedRow& row, Problems& problems) {
        const std::pair<const char*, const std::string*> cells[] = {{"title", &row.draft.title},
                                                                    {"line", &row.draft.line},
                                                                    {"summary", &row.draft.summary},
                                                                    {"strengths", &row.strengths},
                                                                    {"improvements", &row.improvements}};
        for (const auto& [column, cell] : cells)
            if (cell->starts_with('=')) problems.push_back({column, "evaluations.evidence_import.formula"});
    }

    static void refuse_odd_years(const ImportedRow& row, Problems& problems) {
        for (const std::string column : {"from", "to", "collected"})
            if (const auto cell = cell_of(row, column); date_from(cell) && !typed_day(cell))
                problems.push_back({column, "evaluations.evidence." + column + "_not_a_date"});
    }

    void read_findings(PlannedItem& planned, const EvidenceId& item, const std::string& cell, FindingKind kind, const char* column) const {
        for (const auto& line : split(cell, '\n')) {
            if (tidied(line).empty()) continue;
            Finding fresh;
            fresh.id = FindingId::make(fresh_.added_at);
            fresh.evidence = item;
            fresh.added_by = fresh_.added_by;
            fresh.added_at = fresh_.added_at;
            const auto draft = finding_from(line, kind);
            auto finding = find(fresh, draft, linkable_);
            if (finding) {
                planned.findings.push_back(std::move(*finding));
                continue;
            }
            for (const auto& problem : finding.error()) {
                const bool is_unknown = problem.text == "evaluations.finding.themes_unknown";
                planned.problems.push_back({column, is_unknown ? "evaluations.evidence_import.theme_unknown" : problem.text});
            }
        }
    }

    void look_for_another(PlannedItem& planned) {
        const auto& row = *planned.row;
        const auto& draft = row.draft;
        const auto words = words_of(draft.title, line_key(draft.line.empty() ? draft.title : draft.line), draft.from, draft.to);
        if (const auto same = by_hash_.find(row.hash); same != by_hash_.end())
            planned.there = *same->second;
        else if (const auto like = by_words_.find(words); like != by_words_.end())
            planned.there = *like->second;
        const auto [first, is_new] = row_by_words_.emplace(words, row.number);
        if (!is_new) planned.same_row = first->second;
        if (row.hash.empty()) return;
        const auto [file, is_new_file] = row_by_words_.emplace(row.hash, row.number);
        if (!is_new_file) planned.same_row = file->second;
    }

    const Evidence& fresh_;
    Groups groups_;
    std::vector<Line> lines_;  // of the items that are there and of earlier rows
    Linkable linkable_;
    std::map<std::string, const KnownEvidence*> by_words_, by_hash_;
    std::map<std::string, int> row_by_words_;  // and by hash
};

Fields<EvidenceDraft> fields_named(const std::vector<std::string>& names) {
    const auto& all = evidence_fields();
    Fields<EvidenceDraft> fields{all.prefix, {}};
    for (const auto& name : names)
        fields.list.push_back(*std::ranges::find(all.list, name, [](const auto& field) { return field.shape.name; }));
    return fields;
}

}  // namespace

const Fields<EvidenceDraft>& files_fields() {
    static const auto fields = fields_named({"source", "whose_view", "line", "from", "to", "security"});
    return fields;
}

const Fields<EvidenceDraft>& file_fields() {
    static const auto fields = fields_named({"title", "source", "whose_view", "line", "from", "to", "security"});
    return fields;
}

const std::vector<std::string>& import_columns() {
    static const std::vector<std::string> columns{"title",     "source",   "whose view", "origin",  "origin source", "from",        "to",
                                                  "collected", "security", "link",       "summary", "strengths",     "improvements"};
    return columns;
}

bool is_import_head(const Cells& cells) {
    return std::ranges::any_of(cells, [](const std::string& cell) { return plain(cell) == "title"; });
}

std::string cell_of(const ImportedRow& row, const std::string& column) {
    const auto& draft = row.draft;
    const std::map<std::string, const std::string*> cells{
        {"title", &draft.title}, {"source", &draft.source},   {"whose_view", &draft.whose_view}, {"line", &draft.line},
        {"from", &draft.from},   {"to", &draft.to},           {"collected", &draft.collected},   {"security", &draft.security},
        {"link", &draft.link},   {"summary", &draft.summary}, {"strengths", &row.strengths},     {"improvements", &row.improvements}};
    const auto found = cells.find(column);
    return found == cells.end() ? std::string() : *found->second;
}

Outcome<ImportedTable> read_table(const Rows& rows, const frameworks::Framework& framework) {
    ImportedTable table;
    Columns columns;
    for (std::size_t i = 0; !rows.empty() && i < rows.front().size(); ++i) {
        const auto name = plain(rows.front()[i]);
        if (name.empty()) continue;
        if (std::ranges::find(import_columns(), name) == import_columns().end())
            table.unknown_columns.push_back(rows.front()[i]);
        else if (!columns.emplace(name, i).second)
            return refuse({{"file", "evaluations.evidence_import.column_twice"}});
    }
    if (!columns.contains("title")) return refuse({{"file", "evaluations.evidence_import.no_titles"}});
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (std::ranges::any_of(rows[i], [](const std::string& cell) { return !cell.empty(); }))
            table.rows.push_back(read_row(rows[i], columns, static_cast<int>(i) + 1, framework));
    if (table.rows.empty()) return refuse({{"file", "evaluations.evidence_import.no_rows"}});
    if (table.rows.size() > import_rows_max) return refuse({{"file", "evaluations.evidence_import.too_many_rows"}});
    return table;
}

std::vector<PlannedItem> plan_items(const std::vector<ImportedRow>& rows, const std::vector<KnownEvidence>& known, const Evidence& fresh,
                                    const frameworks::Framework& framework) {
    Planner planner(known, fresh, framework);
    std::vector<PlannedItem> items;
    for (const auto& row : rows) items.push_back(planner.plan(row));
    return items;
}

std::string title_of_file(const std::string& name) {
    auto title = name.substr(0, name.rfind('.') == 0 ? std::string::npos : name.rfind('.'));
    std::ranges::replace(title, '_', ' ');
    return first_characters(tidied(title), title_max_characters);
}

}  // namespace touchstone::evidence
