#include "web/view.h"

#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include "base/assets.h"
#include "base/control_characters.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

using kainjow::mustache::mustache;

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

// Mustache forgives a misspelt name by printing nothing. We do not.
class Strict : public kainjow::mustache::context<std::string> {
public:
    explicit Strict(const Data* data) : context(data) {}
    const Data* get(const std::string& name) const override {
        if (name.starts_with("t.")) return &as_data(name.substr(2));
        if (const auto* found = context::get(name)) return found;
        throw std::logic_error("the template wants '" + name + "' and the page does not give it");
    }

private:
    const Data& as_data(const std::string& key) const {
        auto& kept = texts_[key];
        if (!kept) kept = std::make_unique<Data>(text(key));
        return *kept;
    }
    mutable std::unordered_map<std::string, std::unique_ptr<Data>> texts_;
};

std::shared_ptr<mustache> parsed(const std::string& view) {
    auto fresh = std::make_shared<mustache>(with_partials(assets::content(file_of(view)), 0));
    if (!fresh->is_valid()) throw std::logic_error(view + ": " + fresh->error_message());
    fresh->set_custom_escape([](const std::string& words) { return kainjow::mustache::html_escape(without_control_characters(words)); });
    return fresh;
}

// Rendering changes a parsed template's insides, so each thread has its own.
mustache& template_for(const std::string& view) {
    thread_local std::unordered_map<std::string, std::shared_ptr<mustache>> templates;
    auto& kept = templates[view];
    if (!kept || assets::are_read_from_disk()) kept = parsed(view);
    return *kept;
}

}  // namespace

Data or_false(const std::string& text) { return text.empty() ? Data(false) : Data(text); }

std::string render(const std::string& view, const Object& object) {
    const Data data(object);
    Strict strict(&data);
    try {
        return template_for(view).render(strict);
    } catch (const std::logic_error& error) {
        throw std::logic_error(view + ": " + error.what());
    }
}

void check_all_views() {
    for (const auto* folder : {"src", "ui/components"})
        for (const auto& name : assets::names_under(folder)) {
            if (!name.ends_with(".mustache")) continue;
            mustache whole(with_partials(assets::content(name), 0));
            if (!whole.is_valid()) throw std::logic_error(name + ": " + whole.error_message());
        }
}

}  // namespace touchstone::web
