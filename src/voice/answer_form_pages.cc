#include "voice/answer_form_pages.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "voice/answer_language_pages.h"
#include "voice/voice_words_pages.h"
#include "voice/wall.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

constexpr std::size_t faces_max = 5;

// One of the component "fields".
web::Object one(const char* name, web::Data data) {
    web::Object all;
    for (const auto* other : {"note", "faces", "text_input", "textarea", "date_input", "radios", "checkboxes", "select"})
        all[other] = false;
    all[name] = std::move(data);
    return all;
}

std::vector<std::string> given_at(const Answers& given, const std::string& name) {
    const auto found = given.find(name);
    return found == given.end() ? std::vector<std::string>{} : found->second;
}

std::vector<web::Option> options_of(const Questionnaire& of, const std::vector<Choice>& choices, bool offers_instead) {
    std::vector<web::Option> options;
    for (const auto& choice : choices) options.push_back({choice.name, words_of(of, choice.label), {}});
    if (offers_instead)
        for (const auto& word : instead()) options.push_back({word, text("voice.answer.instead." + word.substr(1)), {}});
    return options;
}

// The component with the words of a question marked where they are in another language than the page.
web::Data marked(const Questionnaire& of, const Question& question, const web::Data& component, const Wording& label) {
    auto data = *component.object();
    for (const auto* name : {"label", "legend"})
        if (data.contains(name)) data[name] = said(of, label);
    if (const auto* hint = data.find("hint"); hint != nullptr && !hint->is_false()) data["hint"] = said(of, question.hint);
    const auto* offered = data.find("options");
    if (offered == nullptr) return data;
    web::List options;
    for (const auto& option : *offered->list()) {
        auto one = *option.object();
        if (options.size() < question.choices.size()) one["label"] = said(of, question.choices[options.size()].label);
        options.push_back(std::move(one));
    }
    data["options"] = std::move(options);
    return data;
}

// From a smile to the opposite, in the circle of the component.
std::string mouth_of(std::size_t at, std::size_t of) {
    const double smile = of < 2 ? 0 : 1 - 2.0 * static_cast<double>(at) / static_cast<double>(of - 1);
    return fmt::format("M14 {:.1f}Q24 {:.1f} 34 {:.1f}", 32 - 3 * smile, 32 + 9 * smile, 32 - 3 * smile);
}

// The radios of a scale, each step with its face.
web::Data faces_of(const Question& question, const web::Data& radios) {
    auto data = *radios.object();
    web::List options;
    for (const auto& option : *data["options"].list()) {
        auto with_face = *option.object();
        const auto at = options.size();
        with_face["mouth"] = at < question.choices.size() ? web::Data(mouth_of(at, question.choices.size())) : web::Data(false);
        options.push_back(std::move(with_face));
    }
    data["options"] = std::move(options);
    return data;
}

void add_question(web::List& list, const Questionnaire& of, const Question& question, const Answers& given, const Problems& problems,
                  bool offers_instead) {
    const auto label = words_of(of, question.label), hint = words_of(of, question.hint);
    const auto name = field_of(question);
    const auto chosen = given_at(given, question.name);
    const auto value = chosen.empty() ? std::string() : chosen.front();
    const auto choices = [&](const std::string& field, const std::string& legend, const std::vector<std::string>& values) {
        return web::Choices{
            .name = field, .legend = legend, .hint = hint, .options = options_of(of, question.choices, offers_instead), .chosen = values};
    };
    const auto add = [&](const char* component, const web::Data& data) {
        list.push_back(one(component, marked(of, question, data, question.label)));
    };
    switch (question.kind) {
        case Kind::page:
            break;
        case Kind::note:
            list.push_back(one("note", said(of, question.label)));
            break;
        case Kind::scale:
            if (offers_instead && question.choices.size() <= faces_max) {
                add("faces", faces_of(question, web::radios(choices(name, label, chosen), problems)));
                break;
            }
            [[fallthrough]];
        case Kind::choice:
            add("radios", web::radios(choices(name, label, chosen), problems));
            break;
        case Kind::choices:
            add("checkboxes", web::checkboxes(choices(name, label, chosen), problems));
            break;
        case Kind::grid:
            list.push_back(one("note", said(of, question.label)));
            for (const auto& row : question.rows) {
                const auto given_here = given_at(given, question.name + "." + row.name);
                const auto radios = web::radios(choices(field_of(question, row.name), words_of(of, row.label), given_here), problems);
                list.push_back(one("radios", marked(of, question, radios, row.label)));
            }
            break;
        case Kind::text:
            add("textarea", web::textarea({.name = name, .label = label, .hint = hint, .value = value, .max = written_max}, problems));
            break;
        case Kind::day:
            add("date_input", web::date_input({.name = name, .legend = label, .hint = hint, .value = value}, problems));
            break;
        case Kind::words:
        case Kind::number:
            add("text_input", web::text_input({.name = name, .label = label, .hint = hint, .value = value}, problems));
            break;
    }
}

std::set<std::string> names_on(const std::vector<const Question*>& questions) {
    std::set<std::string> names;
    for (const auto* question : questions) {
        names.insert(question->name);
        for (const auto& row : question->rows) names.insert(question->name + "." + row.name);
    }
    return names;
}

}  // namespace

web::List question_components(const Questionnaire& of, const std::vector<const Question*>& questions, const Answers& given,
                              const Problems& problems, bool offers_instead) {
    web::List list;
    for (const auto* question : questions) add_question(list, of, *question, given, problems, offers_instead);
    return list;
}

web::Object vote_on(const Questionnaire& of, const Question& statement, const Answers& given) {
    static const std::map<std::string, const char*> signs{{"agree", "M12 25l8 8 16-18"},
                                                          {"disagree", "M14 14l20 20M34 14l-20 20"},
                                                          {"unsure", "M16 18a8 8 0 1 1 11 7q-3 1-3 5M24 36v1"},
                                                          {skipped, "M12 14l10 10-10 10M25 14l10 10-10 10"}};
    const auto chosen = given_at(given, statement.name);
    auto all = votes();
    all.emplace_back(skipped);
    web::List choices;
    for (const auto& vote : all)
        choices.push_back(web::Object{{"value", vote},
                                      {"label", text("voice.wall.vote." + vote)},
                                      {"sign", signs.at(vote)},
                                      {"chosen", !chosen.empty() && chosen.front() == vote}});
    return {{"name", field_of(statement)}, {"statement", words_of(of, statement.label)}, {"choices", choices}};
}

web::List own_statements(const std::vector<const Question*>& questions, const Answers& given, const Problems& problems) {
    web::List list;
    for (const auto* question : questions) {
        const auto written = given_at(given, question->name);
        const auto label = text("voice.wall.own", {{"number", std::to_string(list.size() + 1)}});
        const auto hint = list.empty() ? text("voice.wall.own_hint") : std::string();
        list.push_back(one("textarea", web::textarea({.name = field_of(*question),
                                                      .label = label,
                                                      .hint = hint,
                                                      .value = written.empty() ? std::string() : written.front(),
                                                      .rows = 2,
                                                      .max = statement_max},
                                                     problems)));
    }
    return list;
}

Answers typed_answers(const Questionnaire& of, const web::Form& form) {
    Answers typed;
    const auto take = [&](const std::string& name, std::vector<std::string> values) {
        std::erase(values, "");
        if (!values.empty()) typed[name] = std::move(values);
    };
    for (const auto& question : of.questions) {
        if (question.kind == Kind::day)
            take(question.name, {web::typed_date(form, field_of(question))});
        else if (question.kind == Kind::grid)
            for (const auto& row : question.rows) take(question.name + "." + row.name, form.list(field_of(question, row.name)));
        else
            take(question.name, form.list(field_of(question)));
    }
    take(helped, form.list("helped"));
    return typed;
}

web::List carried(const Answers& given, const std::vector<const Question*>& on_this_page) {
    const auto here = names_on(on_this_page);
    web::List fields;
    for (const auto& [name, values] : given)
        if (!here.contains(name) && name != helped)
            for (const auto& value : values) fields.push_back(web::Object{{"name", "a_" + name}, {"value", value}});
    return fields;
}

bool is_written_in(const std::vector<const Question*>& questions) {
    return std::ranges::any_of(questions,
                               [](const Question* question) { return question->kind == Kind::text || question->kind == Kind::words; });
}

}  // namespace touchstone::voice
