#include "web/view.h"

#include <memory>
#include <stdexcept>
#include <unordered_map>

#include "base/assets.h"
#include "web/template.h"

namespace touchstone::web {
namespace {

std::string file_of(const std::string& view) {
    const auto slash = view.find('/');
    const auto module = view.substr(0, slash);
    return (module == "ui" ? "ui/components" : "src/" + module + "/views") + view.substr(slash) + ".mustache";
}

// Partials are written into their template once, so that a missing one is found and none is parsed twice.
std::string with_partials(const std::string& source, int depth) {
    if (depth > 8) throw std::logic_error("partials call each other in a circle");
    std::string whole;
    for (std::size_t at = 0;;) {
        const auto open = source.find("{{>", at);
        if (open == std::string::npos) return whole + source.substr(at);
        const auto close = source.find("}}", open);
        if (close == std::string::npos) throw std::logic_error("a partial is not closed");
        auto name = source.substr(open + 3, close - open - 3);
        name.erase(0, name.find_first_not_of(' '));
        name.erase(name.find_last_not_of(' ') + 1);
        whole += source.substr(at, open - at);
        auto partial = with_partials(assets::content("ui/components/" + name + ".mustache"), depth + 1);
        if (partial.ends_with('\n')) partial.pop_back();
        whole += partial;
        at = close + 2;
    }
}

// Each thread has its own, so that none waits for another.
const Template& template_for(const std::string& view) {
    thread_local std::unordered_map<std::string, std::unique_ptr<Template>> templates;
    auto& kept = templates[view];
    if (!kept || assets::are_read_from_disk()) kept = std::make_unique<Template>(with_partials(assets::content(file_of(view)), 0));
    return *kept;
}

}  // namespace

Data or_false(const std::string& text) { return text.empty() ? Data(false) : Data(text); }

std::string render(const std::string& view, const Object& object) {
    try {
        return template_for(view).fill(object);
    } catch (const std::logic_error& error) {
        throw std::logic_error(view + ": " + error.what());
    }
}

void check_all_views() {
    for (const auto* folder : {"src", "ui/components"})
        for (const auto& name : assets::names_under(folder)) {
            if (!name.ends_with(".mustache")) continue;
            try {
                const Template whole(with_partials(assets::content(name), 0));
            } catch (const std::logic_error& error) {
                throw std::logic_error(name + ": " + error.what());
            }
        }
}

}  // namespace touchstone::web
