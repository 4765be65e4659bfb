#include "voice/xlsform.h"

#include <algorithm>
#include <random>
#include <set>

#include <expat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/workbench.h"
#include "reports/workbook.h"
#include "statistics/shared_vectors.h"
#include "voice/expression.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

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

XlsForm read(const Table& survey, std::map<std::string, Table> more = {}) {
    more["survey"] = survey;
    more.try_emplace("choices", choices);
    auto form = read_xlsform(workbook(more));
    if (!form) throw std::runtime_error(form.error().front().text);
    return std::move(*form);
}

std::string said(const Refusal& refusal) {
    const auto why = refusal.why.substr(refusal.why.rfind('.') + 1);
    return refusal.sheet + " " + std::to_string(refusal.row) + " " + refusal.column + ": " + why;
}
std::vector<std::string> said(const std::vector<Refusal>& refusals) {
    std::vector<std::string> all;
    for (const auto& refusal : refusals) {
        EXPECT_NE(web::text(refusal.why, refusal.values), "") << "its sentence has what it names";
        all.push_back(said(refusal));
    }
    return all;
}
std::vector<std::string> names_of(const XlsForm& form) {
    std::vector<std::string> names;
    for (const auto& question : form.questionnaire.questions) names.push_back(question.name);
    return names;
}
std::vector<std::string> names_of(const std::vector<Choice>& all) {
    std::vector<std::string> names;
    for (const auto& choice : all) names.push_back(choice.name);
    return names;
}
const Question& question(const XlsForm& form, const std::string& name) {
    const auto found = std::ranges::find(form.questionnaire.questions, name, &Question::name);
    if (found == form.questionnaire.questions.end()) throw std::runtime_error("no question " + name);
    return *found;
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
    EXPECT_THAT(said(read({{"type", "name", "label"}, {"note", "a", "A"}}).refused), ElementsAre("survey 0 : no_questions"));
}

TEST(XlsForms, are_told_by_their_bytes) {
    using namespace std::string_view_literals;
    const auto why = [](std::string_view bytes) {
        const auto form = read_xlsform(bytes);
        return form ? "" : form.error().front().text;
    };
    EXPECT_EQ(why(""), "people.sheet.empty");
    EXPECT_EQ(why("type,name\ntext,a"), "voice.xlsform.file.no_workbook");
    EXPECT_EQ(why("%PDF-1.7"), "voice.xlsform.file.pdf");
    EXPECT_EQ(why("<?xml version=\"1.0\"?><h:html/>"), "voice.xlsform.file.xml");
    EXPECT_EQ(why("PK\x03\x04"), "people.sheet.not_a_workbook");
    EXPECT_EQ(why("\xD0\xCF\x11\xE0 and more"), "voice.xlsform.file.old_workbook");
    EXPECT_EQ(why("\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv), "voice.xlsform.file.protected");
    EXPECT_EQ(why(workbook({{"Sheet1", {{"type", "name"}}}})), "voice.xlsform.file.no_survey");
    EXPECT_EQ(web::text("voice.xlsform.file.old_workbook"), "This is an old Excel workbook (.xls). Save it as .xlsx and try again.");
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
        (void)said(form.refused);
        (void)said(form.left_out);
        if (form.refused.empty()) {
            EXPECT_THAT(problems_of(form.questionnaire), IsEmpty());
        }
    }
}

// Of a form that pyxform made: what its body asks, and the conditions of its binds.
struct XForm {
    struct Control {
        std::string kind, label;
        std::vector<std::string> choices;
    };
    std::map<std::string, std::string> relevant;  // by name
    std::vector<std::pair<std::string, Control>> controls;
    std::map<std::string, std::vector<std::string>> lists;

    std::string list, path, text;  // where the reading stands
};

std::string last_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

XForm xform_from(const std::string& xml) {
    XForm form;
    const auto begin = [](void* to, const XML_Char* element, const XML_Char** attributes) {
        auto& into = *static_cast<XForm*>(to);
        const std::string name = element;
        const auto given = [&](const std::string& wanted) -> std::string {
            for (const auto* at = attributes; *at; at += 2)
                if (at[0] == wanted) return at[1];
            return {};
        };
        into.text.clear();
        into.path += "/" + name;
        if (name == "instance") into.list = given("id");
        if (name == "bind") into.relevant[last_of(given("nodeset"))] = given("relevant");
        if (name == "input" || name == "select1" || name == "select") into.controls.push_back({last_of(given("ref")), {name, "", {}}});
        if (name == "itemset") {
            const auto nodeset = given("nodeset");
            const auto open = nodeset.find('\'') + 1;
            into.controls.back().second.choices = into.lists[nodeset.substr(open, nodeset.find('\'', open) - open)];
        }
    };
    const auto end = [](void* to, const XML_Char* element) {
        auto& into = *static_cast<XForm*>(to);
        const std::string name = element;
        if (into.path.ends_with("/root/item/name")) into.lists[into.list].push_back(into.text);
        const auto is_of_control =
            into.path.ends_with("/input/label") || into.path.ends_with("/select1/label") || into.path.ends_with("/select/label");
        if (is_of_control) into.controls.back().second.label = into.text;
        into.path.resize(into.path.size() - name.size() - 1);
        into.text.clear();
    };
    const auto take = [](void* to, const XML_Char* text, int size) {
        static_cast<XForm*>(to)->text.append(text, static_cast<std::size_t>(size));
    };
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), XML_ParserFree);
    XML_SetUserData(parser.get(), &form);
    XML_SetElementHandler(parser.get(), begin, end);
    XML_SetCharacterDataHandler(parser.get(), take);
    EXPECT_EQ(XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1), XML_STATUS_OK);
    return form;
}

struct SharedForms : statistics::testing::SharedVectors {
    [[nodiscard]] XlsForm form(const std::string& file) const { return read_xlsform(content("xlsform/" + file)).value(); }
};

TEST_F(SharedForms, or_other_is_what_pyxform_makes_of_it) {
    const auto ours = form("pyxform_or_other.xlsx");
    const auto theirs = xform_from(content("xlsform/pyxform_or_other.expected.xform.xml"));
    EXPECT_THAT(ours.refused, IsEmpty());
    ASSERT_EQ(theirs.controls.size(), 3U);
    ASSERT_EQ(ours.questionnaire.questions.size(), theirs.controls.size());
    for (std::size_t i = 0; i < theirs.controls.size(); ++i) {
        const auto& [name, control] = theirs.controls[i];
        const auto& one = ours.questionnaire.questions[i];
        EXPECT_EQ(one.name, name);
        EXPECT_EQ(one.label.at(unnamed_language).text, control.label);
        EXPECT_EQ(ours.types.at(name), control.kind == "input" ? "text" : "select_one");
        EXPECT_EQ(names_of(one.choices), control.choices);
        const auto& relevant = theirs.relevant.at(name);
        EXPECT_EQ(one.relevant.empty(), relevant.empty());
        if (relevant.empty()) continue;
        const auto mine = Expression::read(one.relevant), its = Expression::read(relevant);
        EXPECT_EQ(mine->names(), its->names());
        for (const auto* answer : {"other", "red", ""})
            EXPECT_EQ(mine->holds({{"fav_color", {answer}}}), its->holds({{"fav_color", {answer}}}));
    }
    EXPECT_THAT(names_of(question(ours, "fav_color").choices), ElementsAre("red", "green", "blue", "mauve", "apricot", "other"));
    EXPECT_THAT(said(ours.left_out), ElementsAre("survey 3 choice_filter: choice_filter"));
}

TEST_F(SharedForms, a_group_is_read) {
    const auto ours = form("pyxform_group.xlsx");
    EXPECT_THAT(ours.refused, IsEmpty());
    EXPECT_THAT(ours.left_out, IsEmpty());
    EXPECT_THAT(names_of(ours), ElementsAre("family_name", "father", "phone_number", "age"));
    EXPECT_EQ(ours.questionnaire.default_language, "en");
    EXPECT_EQ(ours.types.at("age"), "integer");
}

TEST_F(SharedForms, a_survey_in_two_languages_is_read_without_its_repeats) {
    const auto ours = form("socio-economic-survey-v20240515.xlsx");
    EXPECT_THAT(said(ours.refused), IsEmpty());
    EXPECT_EQ(ours.questionnaire.title, "Socio-economic Survey");
    EXPECT_THAT(ours.questionnaire.languages, ElementsAre("en", "fr"));
    std::set<std::string> in_repeat;
    for (const auto& one : ours.left_out)
        if (one.why == "voice.xlsform.left_out.repeat") in_repeat.insert(one.name);
    EXPECT_THAT(in_repeat, ::testing::UnorderedElementsAre("familyMembers", "firstNameFM", "gender", "healthVisit", "healthFacility",
                                                           "reasonForNoHealthVisit", "diseases"));
    EXPECT_THAT(names_of(ours), Not(Contains("gender")));
    EXPECT_EQ(question(ours, "internetType").relevant, "${internetHH} = 1");
    EXPECT_EQ(question(ours, "comments").label.at("fr").text, "Autres commentaires") << "what the workbook computed last";
    EXPECT_EQ(question(ours, "comments").kind, Kind::text);
    EXPECT_EQ(question(ours, "district").choices.size(), 32U);
    // All that the compiled form asks outside the repeat, but for the one that is computed.
    const auto theirs = xform_from(content("xlsform/socio-economic-survey-v20240515.xform.xml"));
    for (const auto& [name, control] : theirs.controls)
        if (!in_repeat.contains(name) && name != "SEClass") {
            EXPECT_THAT(names_of(ours), Contains(name));
        }
    EXPECT_THAT(problems_of(ours.questionnaire), IsEmpty());
}

TEST_F(SharedForms, a_bad_calculation_is_refused_where_it_stands) {
    const auto ours = form("bad_calc.xlsx");
    EXPECT_THAT(said(ours.refused), ElementsAre("survey 2 calculation: unexpected"));
    EXPECT_EQ(ours.refused.front().name, "badcalc");
}

TEST_F(SharedForms, an_old_workbook_is_refused_by_what_it_is) {
    const auto old = read_xlsform(content("xlsform/pyxform_table-list.xls"));
    ASSERT_FALSE(old);
    EXPECT_EQ(old.error().front().text, "voice.xlsform.file.old_workbook");
}

}  // namespace
}  // namespace touchstone::voice
