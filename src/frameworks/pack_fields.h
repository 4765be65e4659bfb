// Reading the fields of a map in a pack: each is asked for by name, what is wrong with it becomes a problem with file, line and path.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "frameworks/pack.h"
#include "frameworks/yaml_tree.h"

namespace touchstone::frameworks {

// What is gathered while a pack is read. `lines` knows where everything that was asked for stands, by file and path.
struct PackNotes {
    std::vector<PackProblem> problems;
    std::map<std::string, std::map<std::string, int>> lines;

    void add(const std::string& file, const std::string& path, std::string message);
    int line_of(const std::string& file, std::string path) const;
};

// Where in a pack one is.
struct PackPlace {
    PackNotes* notes;
    std::string file, path;

    PackPlace at(const std::string& key) const;
    PackPlace at(std::size_t index) const;
    void mark(int line) const { notes->lines[file][path] = line; }
    void problem(std::string message) const { notes->add(file, path, std::move(message)); }
};

enum class Need { required, optional };

class PackFields {
public:
    // A node that is no map is one problem; its fields are then not asked for again.
    PackFields(const YamlNode&, PackPlace);

    // Without white space at both ends. A required text is not empty.
    std::string name(const std::string& key, Need = Need::required);
    std::string passage(const std::string& key, Need = Need::required);
    // One below the lowest when it is missing or wrong.
    int number(const std::string& key, int lowest, int highest, Need = Need::required);
    // Whether there is such a key, whatever it holds: for a choice between two.
    [[nodiscard]] bool has(const std::string& key) const;
    bool yes_or_no(const std::string& key);
    std::vector<std::string> names(const std::string& key, Need);
    // Calls read(PackFields&) for every map of a list and gathers what it answers.
    template <class Reader>
    auto each(const std::string& key, Need need, Reader read) {
        std::vector<decltype(read(*this))> values;
        const auto* list = list_at(key, need);
        for (std::size_t i = 0; list && i < list->items.size(); ++i) {
            PackFields fields(list->items[i], place_.at(key).at(i));
            values.push_back(read(fields));
            fields.refuse_others();
        }
        return values;
    }
    // Every key that was not asked for is a problem. Call it last.
    void refuse_others() const;
    const PackPlace& place() const { return place_; }

private:
    const YamlNode* value_at(const std::string& key, Need);
    const YamlNode* list_at(const std::string& key, Need);
    std::string text_at(const std::string& key, Need, std::size_t most_characters);

    const YamlNode& node_;
    PackPlace place_;
    std::set<std::string> asked_;
};

}  // namespace touchstone::frameworks
