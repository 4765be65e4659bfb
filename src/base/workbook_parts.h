// What stands in a workbook beside its sheets: their names, where they lie, the texts that cells share, and how numbers are shown.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/workbook_archive.h"

namespace touchstone {

class WorkbookSheets : public WorkbookPart {
public:
    struct Named {
        std::string name, relation;
        bool is_hidden = false;
    };
    void begin(std::string_view name, Attributes) override;

    std::vector<Named> sheets;
    bool is_1904 = false;
};

class WorkbookRelations : public WorkbookPart {
public:
    void begin(std::string_view name, Attributes) override;

    std::map<std::string, std::string> sheets;  // where they lie, by relation; of charts nothing
    std::string strings = "xl/sharedStrings.xml", styles = "xl/styles.xml";
};

// Text in runs, without what says how to pronounce it.
class SharedStrings : public WorkbookPart {
public:
    void begin(std::string_view name, Attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view piece) override;

    std::vector<std::string> strings;

private:
    bool is_text_ = false, is_sound_ = false;
};

class WorkbookStyles : public WorkbookPart {
public:
    void begin(std::string_view name, Attributes) override;
    void end(std::string_view name) override;
    // The code by which cells of this style show their numbers.
    [[nodiscard]] std::string_view format_of(std::size_t style) const;

private:
    std::map<int, std::string> codes_;
    std::vector<int> styles_;
    bool is_of_cells_ = false;
};

// 0 for what is no whole number.
[[nodiscard]] std::size_t whole_number_from(std::string_view digits);

}  // namespace touchstone
