#include "voice/xlsform.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/workbench.h"
#include "reports/workbook.h"
#include "voice/expression.h"
#include "voice/imported_said.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using testing::names_of;
using testing::question;
using testing::said;

using Row = std::vector<std::string>;
using Table = std::vector<Row>;  // the first row names the columns

// The bytes of a workbook of these sheets.
std::string workbook(const std::map<std::string, Table>& tables) {
    const Workbench bench(std::filesystem::temp_directory_path());
    std::vector<reports::Sheet> sheets;
    for (const auto& [name, table] : tables) {
        reports::Sheet sheet{name, table.front(), std::vector<double>(table.front().size(), 10), {}};
        for (std::size_t i = 1; i < table.size(); ++i) {
            sheet.rows.emplace_back();
            for (const auto& cell : table[i]) sheet.rows.back().push_back(cell.empty() ? nlohmann::json(nullptr) : nlohmann::json(cell));
        }
        sheets.push_back(std::move(sheet));
    }
    reports::write_workbook(bench.folder / "form.xlsx", sheets);
    return read_file(bench.folder / "form.xlsx");
}

const Table choices = {{"list_name", "name", "label"}, {"agree", "1", "Agree"},    {"agree", "2", "Disagree"}, {"", "", ""},
                       {"like", "play", "Play"},       {"like", "out", "Outdoors"}};

ImportedForm read(const Table& survey, std::map<std::string, Table> more = {}) {
    more["survey"] = survey;
    more.try_emplace("choices", choices);
    auto form = read_xlsform(workbook(more));
    if (!form) throw std::runtime_error(form.error().front().text);
    for (const auto* refusals : {&form->refused, &form->left_out})
        for (const auto& one : *refusals) EXPECT_NE(web::text(one.why, one.values), "") << "its sentence has what it names";
    return std::move(*form);
}

TEST(XlsForms, give_each_type_its_kind) {
    const auto form = read({{"Type", "name", "Label ", "appearance"},
                            {"note", "hello", "Hello", ""},
                            {"text", "line", "A line", ""},
                            {"text", "lines", "Lines", "multiline"},
                            {"integer", "count", "How many?", ""},
                            {"decimal", "share", "Share", ""},
                            {"date", "day", "When?", ""},
                            {"select_one agree", "one", "One", "horizontal"},
                            {"select one from agree", "old", "Old", ""},
                            {"select_one agree", "scale", "Scale", "likert"},
                            {"select all that apply from like", "many", "Many", ""},
                            {"acknowledge", "ok", "Do you agree?", ""},
                            {"dateTime", "moment", "At what time?", ""}});
    EXPECT_THAT(form.refused, IsEmpty());
    EXPECT_THAT(said(form.left_out), ElementsAre("survey 13 Type: moment"));
    std::vector<std::pair<std::string, Kind>> kinds;
    for (const auto& one : form.questionnaire.questions) kinds.emplace_back(one.name, one.kind);
    EXPECT_THAT(kinds, ElementsAre(std::pair("hello", Kind::note), std::pair("line", Kind::words), std::pair("lines", Kind::text),
                                   std::pair("count", Kind::number), std::pair("share", Kind::number), std::pair("day", Kind::day),
                                   std::pair("one", Kind::choice), std::pair("old", Kind::choice), std::pair("scale", Kind::scale),
                                   std::pair("many", Kind::choices), std::pair("ok", Kind::choice), std::pair("moment", Kind::words)));
    EXPECT_EQ(form.types.at("old"), "select_one");
    EXPECT_EQ(form.types.at("count"), "integer");
    EXPECT_THAT(names_of(question(form, "many").choices), ElementsAre("play", "out"));
    EXPECT_FALSE(Expression::read(question(form, "count").constraint)->holds({}, "1.5"));
    EXPECT_TRUE(Expression::read(question(form, "count").constraint)->holds({}, "2"));
    EXPECT_EQ(question(form, "share").constraint, "");
}

TEST(XlsForms, have_languages) {
    const auto form =
        read({{"type", "name", "label::English (en)", "label:Gàidhlig (gd)", "hint::English (en)", "label::Scottish Gaelic"},
              {"select_one like", "likes", "What do you like?", "Dè as toil leat?", "Choose one", ""},
              {"text", "more", "More?", "", "", "Tuilleadh?"}},
             {{"choices", {{"list name", "name", "label::English (en)", "label::Gàidhlig (gd)"}, {"like", "play", "Play", "Cluich"}}},
              {"Settings", {{"form_title", "default_language"}, {"Our nursery", "Gàidhlig"}}}});
    EXPECT_EQ(form.questionnaire.title, "Our nursery");
    EXPECT_EQ(form.questionnaire.default_language, "gd");
    EXPECT_THAT(form.questionnaire.languages, ElementsAre("gd", "en", "scottish-gaelic"));
    EXPECT_THAT(said(form.refused), ElementsAre("survey 3 label:Gàidhlig (gd): no_label"));
    const auto& likes = question(form, "likes");
    EXPECT_EQ(likes.label.at("en").text, "What do you like?");
    EXPECT_EQ(likes.label.at("en").of_text, "Dè as toil leat?");
    EXPECT_EQ(likes.choices.front().label.at("gd").text, "Cluich");
    EXPECT_EQ(state_of(likes.label, "en", "gd"), TextState::approved);
}

TEST(XlsForms, without_a_language_say_so) {
    const auto form = read({{"type", "name", "label", "label::Polski (pl)"}, {"text", "a", "Ay", "A"}});
    EXPECT_EQ(form.questionnaire.default_language, unnamed_language);
    EXPECT_THAT(form.questionnaire.languages, ElementsAre(unnamed_language, "pl"));
    const auto named = read({{"type", "name", "label"}, {"text", "a", "Ay"}}, {{"settings", {{"default_language"}, {"English (en)"}}}});
    EXPECT_THAT(named.questionnaire.languages, ElementsAre("en"));
    EXPECT_EQ(question(named, "a").label.at("en").text, "Ay");
    const auto other = read({{"type", "name", "label::English (en)"}, {"text", "a", "Ay"}}, {{"settings", {{"default_language"}, {"fr"}}}});
    EXPECT_THAT(said(other.refused), ElementsAre("settings 2 default_language: no_such_language"));
}

TEST(XlsForms, flatten_groups_and_keep_their_conditions) {
    const auto form = read({{"type", "name", "label", "relevance", "appearance"},
                            {"select_one like", "likes", "Likes?", "", ""},
                            {"begin group", "outer", "Playing", "selected(${likes}, ‘play’)", ""},
                            {"text", "where", "Where?", "", ""},
                            {"begin_group", "inner", "", "../where != ''", "field-list"},
                            {"text", "who", "Who with?", "${where} = 'park'", ""},
                            {"text", "when", "When?", "", ""},
                            {"end_group", "", "", "", ""},
                            {"end group", "", "", "", ""},
                            {"text", "last", "Last?", "", ""}});
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(names_of(form), ElementsAre("likes", "outer", "where", "page", "who", "when", "page_2", "last"));
    EXPECT_EQ(question(form, "outer").kind, Kind::note);
    EXPECT_EQ(question(form, "outer").relevant, "selected(${likes}, 'play')");
    EXPECT_EQ(question(form, "where").relevant, "selected(${likes}, 'play')");
    EXPECT_EQ(question(form, "who").relevant, "((selected(${likes}, 'play')) and (${where} != '')) and (${where} = 'park')");
    EXPECT_EQ(question(form, "when").relevant, "(selected(${likes}, 'play')) and (${where} != '')");
    EXPECT_EQ(question(form, "last").relevant, "");
    EXPECT_THAT(problems_of(form.questionnaire), IsEmpty());
}

TEST(XlsForms, ask_a_table_as_a_grid) {
    const Table survey = {{"type", "name", "label", "appearance", "required", "relevant"},
                          {"begin_group", "feel", "How do you feel?", "table-list", "", ""},
                          {"select_one agree", "safe", "I feel safe", "", "yes", ""},
                          {"select_one agree", "heard", "I am heard", "", "TRUE", ""},
                          {"end_group", "", "", "", "", ""},
                          {"begin_group", "again", "", "field-list", "", ""},
                          {"select_one like", "head", "And at home?", "label", "", ""},
                          {"select_one like", "food", "The food", "list-nolabel", "", ""},
                          {"select_one like", "sleep", "The sleep", "list-nolabel", "", ""},
                          {"end_group", "", "", "", "", ""},
                          {"text", "why", "Why?", "", "", "${safe} = 2 and ../food = 'out'"}};
    const auto form = read(survey);
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(said(form.left_out), IsEmpty());
    EXPECT_THAT(names_of(form), ElementsAre("feel", "page", "head", "page_2", "why"));
    const auto& feel = question(form, "feel");
    EXPECT_EQ(feel.kind, Kind::grid);
    EXPECT_EQ(feel.label.at(unnamed_language).text, "How do you feel?");
    EXPECT_THAT(names_of(feel.rows), ElementsAre("safe", "heard"));
    EXPECT_THAT(names_of(feel.choices), ElementsAre("1", "2"));
    EXPECT_TRUE(feel.is_needed);
    EXPECT_EQ(form.types.at("feel"), "table-list");
    EXPECT_THAT(names_of(question(form, "head").rows), ElementsAre("food", "sleep"));
    EXPECT_EQ(question(form, "why").relevant, "${feel.safe} = 2 and ${head.food} = 'out'");
    EXPECT_THAT(problems_of(form.questionnaire), IsEmpty());

    auto mixed = survey;
    mixed[3][5] = "${safe} = 1";
    const auto apart = read(mixed);
    EXPECT_THAT(said(apart.left_out), ElementsAre("survey 2 appearance: no_table"));
    EXPECT_THAT(names_of(apart), ElementsAre("feel", "safe", "heard", "page", "head", "page_2", "why"));
}

TEST(XlsForms, make_a_scale_of_a_range) {
    const auto form = read({{"type", "name", "label", "parameters"},
                            {"range", "ten", "From 0 to 1?", "start=0 end=1 step=0.1"},
                            {"range", "usual", "How well?", ""},
                            {"range", "long", "How much?", "start=0, end=1000"},
                            {"range", "never", "Never", "start=5 end=1"}});
    EXPECT_THAT(names_of(question(form, "ten").choices),
                ElementsAre("0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"));
    EXPECT_EQ(question(form, "ten").kind, Kind::scale);
    EXPECT_EQ(question(form, "usual").choices.size(), 10U);
    EXPECT_EQ(question(form, "long").kind, Kind::number);
    EXPECT_EQ(question(form, "long").constraint, ". >= 0 and . <= 1000");
    EXPECT_THAT(said(form.left_out), ElementsAre("survey 4 parameters: long_range"));
    EXPECT_THAT(said(form.refused), ElementsAre("survey 5 parameters: range"));
}

TEST(XlsForms, name_what_is_left_out) {
    const auto form = read({{"type", "name", "label", "hint", "default", "choice_filter", "required", "required_message", "read_only",
                             "calculation", "my notes"},
                            {"start", "begun", "", "", "", "", "", "", "", "", ""},
                            {"username", "who", "", "", "", "", "", "", "", "", ""},
                            {"calculate", "sum", "", "", "", "", "", "", "", "concat(${a}, 1)", ""},
                            {"hidden", "secret", "", "", "", "", "", "", "", "", ""},
                            {"text", "a", "You said ${sum}", "A hint", "x", "", "${a} = 1", "", "", "", ""},
                            {"select_one like", "b", "Bee", "", "", "town = ${a}", "1", "Please", "", "", "look"},
                            {"text", "c", "See", "", "", "", "", "", "yes", "", ""},
                            {"text", "d", "Dee", "", "", "", "", "", "", "1 + 1", ""},
                            {"begin repeat", "child", "A child", "", "", "", "", "", "", "", ""},
                            {"begin group", "inside", "", "", "", "", "", "", "", "", ""},
                            {"geopoint", "home", "Home", "", "", "", "", "", "", "", ""},
                            {"end group", "", "", "", "", "", "", "", "", "", ""},
                            {"text", "name", "Name", "", "", "", "", "", "", "", ""},
                            {"end repeat", "", "", "", "", "", "", "", "", "", ""}},
                           {{"settings", {{"submission_url"}, {"https://example.org"}}}});
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(names_of(form), ElementsAre("a", "b"));
    EXPECT_THAT(
        said(form.left_out),
        ElementsAre("survey 1 my notes: unknown_column", "settings 2 submission_url: submission_url", "survey 2 type: metadata",
                    "survey 3 type: metadata", "survey 4 type: computed", "survey 5 type: computed", "survey 6 label: answer_in_text",
                    "survey 6 required: required_condition", "survey 6 default: default", "survey 7 choice_filter: choice_filter",
                    "survey 7 required_message: required_message", "survey 8 read_only: read_only", "survey 9 calculation: computed_answer",
                    "survey 10 type: repeat", "survey 12 type: repeat", "survey 14 type: repeat"));
    EXPECT_EQ(form.left_out.at(14).name, "home");
    EXPECT_FALSE(question(form, "a").is_needed);
    EXPECT_TRUE(question(form, "b").is_needed);
    EXPECT_EQ(question(form, "a").hint.at(unnamed_language).text, "A hint");
}

TEST(XlsForms, are_refused_with_row_column_and_reason) {
    const Row head = {"type", "name", "label", "relevant", "constraint"};
    const std::vector<std::pair<Row, std::string>> cases = {
        {{"geopoint", "q", "Where?"}, "survey 3 type: place"},
        {{"image", "q", "A picture"}, "survey 3 type: file"},
        {{"background-audio", "q", ""}, "survey 3 type: file"},
        {{"barcode", "q", "Code"}, "survey 3 type: barcode"},
        {{"rank agree", "q", "Order"}, "survey 3 type: rank"},
        {{"audit", "audit", ""}, "survey 3 type: audit"},
        {{"select_one_from_file towns.csv", "q", "Town"}, "survey 3 type: elsewhere"},
        {{"select_one_external towns", "q", "Town"}, "survey 3 type: elsewhere"},
        {{"xml-external", "q", ""}, "survey 3 type: elsewhere"},
        {{"selekt_one agree", "q", "Town"}, "survey 3 type: unknown_type"},
        {{"", "q", "Town"}, "survey 3 type: no_type"},
        {{"select_one", "q", "Town"}, "survey 3 type: names_no_list"},
        {{"select_one towns", "q", "Town"}, "survey 3 type: no_such_list"},
        {{"text", "q 1", "Town"}, "survey 3 name: name_unsound"},
        {{"text", "first", "Town"}, "survey 3 name: name_twice"},
        {{"text", "q", ""}, "survey 3 label: no_label"},
        {{"text", "q", std::string(label_max + 1, 'a')}, "survey 3 label: text_too_long"},
        {{"text", "q", "Q", "${first} ="}, "survey 3 relevant: ends_early"},
        {{"text", "q", "Q", "first = 1"}, "survey 3 relevant: beyond"},
        {{"text", "q", "Q", "${later} = 1"}, "survey 3 relevant: asks_about"},
        {{"text", "q", "Q", "", ". > 'a"}, "survey 3 constraint: open_quotes"},
        {{"text", "q", "Q", "", "concat(., 'a')"}, "survey 3 constraint: no_such_function"},
        {{"end group", "", ""}, "survey 3 type: ends_nothing"},
        {{"begin group", "g", "G"}, "survey 3 type: not_ended"},
        {{"begin repeat", "g", "G"}, "survey 3 type: not_ended"}};
    for (const auto& [row, expected] : cases)
        EXPECT_THAT(said(read({head, {"text", "first", "First"}, row}).refused), ElementsAre(expected)) << row[0];
    const Table sound = {head, {"select_one l", "q", "Q"}};
    const auto with_choices = [&](const Table& rows) { return said(read(sound, {{"choices", rows}}).refused); };
    EXPECT_THAT(with_choices({{"list_name", "name", "label"}, {"l", "a", "A"}, {"l", "a", "B"}}),
                ElementsAre("choices 3 name: choice_twice"));
    EXPECT_THAT(with_choices({{"list_name", "name", "label"}, {"l", "a b", "A"}}), ElementsAre("choices 2 name: choice_unsound"));
    EXPECT_THAT(with_choices({{"list_name", "name", "label"}, {"l", "a", ""}}), ElementsAre("choices 2 label: no_label"));
    EXPECT_THAT(said(read(sound, {{"choices", choices}, {"entities", {{"dataset"}, {"children"}}}}).refused),
                Contains("entities 2 : entities"));
    EXPECT_THAT(said(read(sound, {{"settings", {{"public_key"}, {"abc"}}}}).refused), ElementsAre("settings 2 public_key: public_key"));
    EXPECT_THAT(said(read({{"type", "label"}, {"text", "A"}}).refused), ElementsAre("survey 1 : no_column"));
    EXPECT_THAT(said(read({{"type", "name", "label", "Label"}, {"text", "a", "A", "B"}}).refused),
                ElementsAre("survey 1 Label: column_twice"));
    EXPECT_THAT(said(read({{"type", "name", "label::English (en)", "label::en"}, {"text", "a", "A", "B"}}).refused),
                ElementsAre("survey 1 label::en: column_twice"));
    const std::string half = "'" + std::string(Expression::characters_max / 2, 'x') + "' = ${first}";
    EXPECT_THAT(
        said(read({head, {"text", "first", "First"}, {"begin group", "g", "G", half}, {"text", "q", "Q", half}, {"end group"}}).refused),
        ElementsAre("survey 4 relevant: long_condition"));
    EXPECT_THAT(said(read({{"type", "name", "label"}, {"note", "a", "A"}}).refused), ElementsAre("survey 0 : no_questions"));
}

TEST(XlsForms, are_workbooks_with_a_survey) {
    const auto why = [](std::string_view bytes) {
        const auto form = read_xlsform(bytes);
        return form ? "" : form.error().front().text;
    };
    EXPECT_EQ(why("PK\x03\x04"), "people.sheet.not_a_workbook");
    EXPECT_EQ(why(workbook({{"Sheet1", {{"type", "name"}}}})), "voice.form.file.no_survey");
}

TEST(XlsForms, stand_any_cells) {
    const std::vector<std::string> cells = {"",
                                            "begin group",
                                            "end group",
                                            "begin repeat",
                                            "end repeat",
                                            "text",
                                            "select_one agree",
                                            "select_one agree or_other",
                                            "a",
                                            "b",
                                            "g",
                                            "${a}",
                                            "../a",
                                            "'",
                                            "yes",
                                            "table-list",
                                            "field-list",
                                            "label",
                                            "list-nolabel",
                                            "range",
                                            "start=1 end=3"};
    std::minstd_rand random(7);
    for (int round = 0; round < 150; ++round) {
        Table survey = {{"type", "name", "label", "relevant", "appearance", "parameters", "required", "constraint"}};
        for (int row = 0; row < 12; ++row) {
            survey.emplace_back();
            for (std::size_t column = 0; column < survey.front().size(); ++column)
                survey.back().push_back(column == 2 ? "L" : cells[random() % (column == 0 ? 8 : cells.size())]);
        }
        const auto form = read(survey);
        if (form.refused.empty()) {
            EXPECT_THAT(problems_of(form.questionnaire), IsEmpty());
        }
    }
}

}  // namespace
}  // namespace touchstone::voice
