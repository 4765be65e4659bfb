#include "frameworks/pack_text.h"

#include "base/text.h"

namespace touchstone::frameworks {
namespace {

constexpr std::size_t widest_line = 96;
constexpr int step = 2;

std::string quoted(std::string_view text) {
    std::string yaml = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') yaml += '\\';
        if (c == '\n')
            yaml += "\\n";
        else if (c == '\t')
            yaml += "\\t";
        else
            yaml += c;
    }
    return yaml + '"';
}

bool can_be_folded(std::string_view text) {
    return text.size() > widest_line && !text.starts_with(' ') && !text.ends_with(' ') &&
           text.find_first_of("\n\t") == std::string_view::npos && text.find("  ") == std::string_view::npos;
}

// As a literal block each line stays as it is.
bool can_be_literal(std::string_view text) {
    return text.find('\n') != std::string_view::npos && !text.starts_with('\n') && !text.starts_with(' ') && !text.ends_with('\n') &&
           !text.ends_with(' ') && text.find('\t') == std::string_view::npos && text.find(" \n") == std::string_view::npos &&
           text.find("\n ") == std::string_view::npos;
}

// YAML, line by line. A list item opens with "- " in the place of its first key's indentation.
class Lines {
public:
    void name(const std::string& key, const std::string& value) {
        if (!value.empty()) line(key + ": " + quoted(value));
    }
    void passage(const std::string& key, const std::string& value) {
        if (can_be_literal(value)) return literal(key, value);
        if (!can_be_folded(value)) return name(key, value);
        line(key + ": >-");
        const std::string margin(static_cast<std::size_t>(indent_ + step), ' ');
        std::string row = margin;
        for (const auto& word : split(value, ' ')) {
            if (row.size() > margin.size() && row.size() + 1 + word.size() > widest_line) {
                text_ += row + "\n";
                row = margin;
            }
            row += (row.size() > margin.size() ? " " : "") + word;
        }
        text_ += row + "\n";
    }
    void number(const std::string& key, int value) { line(key + ": " + std::to_string(value)); }
    void yes_or_no(const std::string& key, bool value) { line(key + (value ? ": true" : ": false")); }
    void names(const std::string& key, const std::vector<std::string>& values) {
        if (values.empty()) return;
        line(key + ":");
        for (const auto& value : values) text_ += std::string(static_cast<std::size_t>(indent_ + step), ' ') + "- " + quoted(value) + "\n";
    }
    template <class Values, class Write>
    void each(const std::string& key, const Values& values, Write write) {
        if (values.empty()) return;
        line(key + ":");
        indent_ += 2 * step;
        for (const auto& value : values) {
            opens_item_ = true;
            write(*this, value);
        }
        indent_ -= 2 * step;
    }
    std::string take() { return std::move(text_); }

private:
    void literal(const std::string& key, const std::string& value) {
        line(key + ": |-");
        for (const auto& row : split(value, '\n'))
            text_ += row.empty() ? "\n" : std::string(static_cast<std::size_t>(indent_ + step), ' ') + row + "\n";
    }
    void line(const std::string& words) {
        const auto margin = static_cast<std::size_t>(indent_);
        text_ += opens_item_ ? std::string(margin - step, ' ') + "- " : std::string(margin, ' ');
        text_ += words + "\n";
        opens_item_ = false;
    }

    std::string text_;
    int indent_ = 0;
    bool opens_item_ = false;
};

void write_keyed(Lines& lines, const auto& value) {
    lines.name("key", value.key);
    lines.name("title", value.title);
    lines.passage("about", value.about);
}

void write_preset(Lines& lines, const Preset& preset) {
    lines.name("key", preset.key);
    lines.name("title", preset.title);
    lines.name("source", preset.source);
    lines.passage("about", preset.about);
    lines.each("choices", preset.choices, [](Lines& in, const PresetChoice& choice) {
        in.name("depth", std::string(name_of(choice.depth)));
        in.names("key_areas", choice.key_areas);
        in.names("indicators", choice.indicators);
        in.passage("reason", choice.reason);
    });
}

void write_frame(Lines& lines, const Framework& framework) {
    lines.each("questions", framework.questions, [](Lines& in, const Question& question) {
        in.number("number", question.number);
        in.name("title", question.title);
        in.passage("about", question.about);
    });
    lines.each("key_areas", framework.key_areas, [](Lines& in, const KeyArea& area) {
        in.name("number", area.number);
        in.name("title", area.title);
        in.number("question", area.question);
        in.passage("about", area.about);
    });
    lines.each("scale", framework.scale, [](Lines& in, const ScaleLevel& level) {
        in.number("level", level.level);
        in.name("name", level.name);
        in.name("descriptor", level.descriptor);
        in.passage("guideline", level.guideline);
        in.passage("implication", level.implication);
        in.name("asks", level.asks);
    });
}

void write_aids(Lines& lines, const Framework& framework) {
    lines.each("outcomes", framework.outcomes, [](Lines& in, const DesiredOutcome& outcome) { write_keyed(in, outcome); });
    lines.each("sources", framework.sources, [](Lines& in, const EvidenceSource& source) {
        write_keyed(in, source);
        if (source.half_life_months > 0) in.number("half_life_months", source.half_life_months);
    });
    lines.each("stakeholder_groups", framework.stakeholder_groups, [](Lines& in, const StakeholderGroup& group) {
        in.name("key", group.key);
        in.name("title", group.title);
    });
    lines.each("children_groups", framework.children_groups, [](Lines& in, const ChildrenGroup& group) {
        in.name("key", group.key);
        in.name("title", group.title);
    });
    lines.each("presets", framework.presets, write_preset);
    lines.each("reuse", framework.reuse, [](Lines& in, const Reuse& reuse) {
        in.names("from", reuse.from);
        in.names("to", reuse.to);
        in.name("source", reuse.source);
        in.passage("why", reuse.why);
    });
    lines.names("looked_at_first", framework.looked_at_first);
    lines.names("enough_if_sound", framework.enough_if_sound);
    lines.each("explained_by", framework.explained_by, [](Lines& in, const Explanation& explanation) {
        in.names("weakness_in", explanation.weakness_in);
        in.names("by", explanation.by);
        in.passage("why", explanation.why);
    });
    lines.each("quantity_words", framework.quantity_words, [](Lines& in, const QuantityWord& word) {
        in.name("word", word.word);
        in.number(word.is_over ? "over" : "from", word.from);
        in.number(word.is_under ? "under" : "to", word.to);
        in.names("not_after", word.not_after);
        in.names("not_before", word.not_before);
    });
}

std::string framework_text(const Framework& framework) {
    Lines lines;
    lines.name("id", framework.id);
    lines.name("version", framework.version);
    lines.name("title", framework.title);
    lines.name("language", framework.language);
    lines.name("publisher", framework.publisher);
    lines.name("licence", framework.licence);
    lines.passage("source", framework.source);
    lines.passage("about", framework.about);
    write_frame(lines, framework);
    write_aids(lines, framework);
    return lines.take();
}

void write_theme(Lines& lines, const Theme& theme) {
    lines.name("title", theme.title);
    lines.name("short", theme.short_title);
    lines.name("half", std::string(name_of(theme.half)));
    lines.names("aspects", theme.aspects);
    lines.names("aliases", theme.aliases);
    lines.names("typical_evidence", theme.typical_evidence);
    lines.each("illustrations", theme.illustrations, [](Lines& in, const Illustration& illustration) {
        in.number("level", illustration.level);
        in.passage("text", illustration.text);
    });
}

std::string indicator_text(const Indicator& indicator) {
    Lines lines;
    lines.name("code", indicator.code);
    lines.name("title", indicator.title);
    lines.names("aliases", indicator.aliases);
    lines.name("key_area", indicator.key_area);
    lines.yes_or_no("judged", indicator.judged);
    lines.yes_or_no("illustrated", indicator.illustrated);
    lines.yes_or_no("impact_pair", indicator.impact_pair);
    lines.passage("key_features", indicator.key_features);
    lines.each("themes", indicator.themes, write_theme);
    return lines.take();
}

}  // namespace

std::vector<PackFile> pack_files(const Framework& framework) {
    std::vector<PackFile> files{{"framework.yaml", framework_text(framework)}};
    for (const auto& indicator : framework.indicators)
        files.push_back({"indicators/" + indicator.code + ".yaml", indicator_text(indicator)});
    return files;
}

}  // namespace touchstone::frameworks
