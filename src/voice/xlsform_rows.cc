#include "voice/xlsform_rows.h"

#include <algorithm>

#include "base/text.h"

namespace touchstone::voice {
namespace {

constexpr int groups_within_max = 20;

class Rows {
public:
    Rows(const FormTable& survey, std::vector<Refusal>& refused, std::vector<Refusal>& left_out)
        : survey_(survey), refused_(refused), left_out_(left_out) {}

    std::vector<FormItem> read() {
        auto items = members(0, nullptr);
        while (row_ <= survey_.last_row()) {  // after an end too many
            auto more = members(0, nullptr);
            items.insert(items.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        }
        return items;
    }

private:
    void refuse_row(int row, const char* why, const std::string& column = "type") {
        refused_.push_back({survey_.sheet(), row, survey_.head(row, column), survey_.cell(row, "name"), why, {}});
    }
    bool is_passed_over(int row) {
        if (survey_.is_empty(row)) return true;
        if (says_yes(survey_.cell(row, "disabled"))) {
            left_out_.push_back(
                {survey_.sheet(), row, survey_.head(row, "disabled"), survey_.cell(row, "name"), "voice.form.left_out.disabled", {}});
            return true;
        }
        if (!survey_.cell(row, "type").empty()) return false;
        if (!survey_.cell(row, "name").empty() || !survey_.cell(row, "label").empty()) refuse_row(row, "voice.form.refused.no_type");
        return true;
    }
    // Until the end of the group that it is called for.
    std::vector<FormItem> members(int depth, const FormItem* group) {
        std::vector<FormItem> items;
        while (row_ <= survey_.last_row()) {
            const auto row = row_++;
            if (is_passed_over(row)) continue;
            FormItem item{row, form_type(survey_.cell(row, "type")), {}};
            const auto take = item.type.take;
            if (take == Take::end_group || take == Take::end_repeat) {
                const bool is_ours = group != nullptr && (group->type.take == Take::begin_group) == (take == Take::end_group);
                if (!is_ours) refuse_row(row, "voice.form.refused.ends_nothing");
                return items;
            }
            if (take == Take::begin_group || take == Take::begin_repeat) {
                if (depth == groups_within_max) {
                    refuse_row(row, "voice.form.refused.too_deep");
                    row_ = survey_.last_row() + 1;
                    return items;
                }
                item.members = members(depth + 1, &item);
            }
            items.push_back(std::move(item));
        }
        if (group != nullptr && refused_.empty()) refuse_row(group->row, "voice.form.refused.not_ended");
        return items;
    }

    const FormTable& survey_;
    std::vector<Refusal>&refused_, &left_out_;
    int row_ = 2;
};

void add_other(std::map<std::string, FormChoices>& lists, const std::vector<FormItem>& items, const std::string& language) {
    for (const auto& item : items) {
        add_other(lists, item.members, language);
        const auto list = lists.find(item.type.list);
        if (!item.type.has_other || list == lists.end()) continue;
        auto& [choices, rows, bytes] = list->second;
        if (std::ranges::find(choices, other_name, &Choice::name) != choices.end()) continue;
        choices.push_back({other_name, {{language, {other_label}}}});
        rows.push_back(0);
    }
}

}  // namespace

std::vector<FormItem> items_of(const FormTable& survey, std::vector<Refusal>& refused, std::vector<Refusal>& left_out) {
    return Rows(survey, refused, left_out).read();
}

std::map<std::string, FormChoices> choices_of(const FormTable& choices, const std::vector<FormItem>& items,
                                              const std::string& default_language) {
    std::map<std::string, FormChoices> lists;
    for (int row = 2; row <= choices.last_row(); ++row) {
        const auto list = choices.cell(row, "list_name"), name = choices.cell(row, "name");
        if (list.empty()) continue;
        auto& [all, rows, bytes] = lists[list];
        all.push_back({name, choices.wording(row, "label", default_language)});
        rows.push_back(row);
        for (const auto& [language, text] : all.back().label) bytes += text.text.size() + text.of_text.size();
    }
    add_other(lists, items, default_language);
    return lists;
}

}  // namespace touchstone::voice
