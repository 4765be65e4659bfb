#include "demo/drawn.h"

namespace touchstone::demo {

using namespace voice;

std::string name_of_choice(const Questionnaire& of, const Question& question, const std::string& label) {
    for (const auto& choice : question.choices)
        if (in_language(choice.label, of.default_language, of.default_language).text == label) return choice.name;
    return label;  // "_unsure" and the like
}

// One choice, as often as its weight says; of several, each as often as its weight of a hundred says.
std::vector<std::string> drawn(const Questionnaire& of, const Question& question, const YAML::Node& weights, Chance& chance) {
    std::vector<std::string> chosen;
    int all = 0;
    for (const auto& weight : weights) all += weight.second.as<int>();
    int at = all > 0 ? chance.below(all) : 0;
    for (const auto& weight : weights) {
        const auto name = name_of_choice(of, question, weight.first.as<std::string>());
        const int of_it = weight.second.as<int>();
        if (question.kind == voice::Kind::choices) {
            if (chance.below(100) < of_it) chosen.push_back(name);
        } else if (at >= 0 && at < of_it) {
            chosen = {name};
        }
        at -= of_it;
    }
    return chosen;
}

}  // namespace touchstone::demo
