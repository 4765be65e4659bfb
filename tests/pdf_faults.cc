#include "tests/pdf_faults.h"

#include <map>
#include <vector>

#include <fmt/format.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFNumberTreeObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

namespace touchstone::testing {
namespace {

using Object = QPDFObjectHandle;
using Names = std::set<std::string>;

// ISO 32000-1, part 14.8.4, without ruby and warichu.
const Names standard_types{"/Document", "/Part",      "/Art",     "/Sect",  "/Div",       "/BlockQuote", "/Caption", "/TOC",  "/TOCI",
                           "/Index",    "/NonStruct", "/Private", "/P",     "/H",         "/H1",         "/H2",      "/H3",   "/H4",
                           "/H5",       "/H6",        "/L",       "/LI",    "/Lbl",       "/LBody",      "/Table",   "/TR",   "/TH",
                           "/TD",       "/THead",     "/TBody",   "/TFoot", "/Span",      "/Quote",      "/Note",    "/Code", "/Link",
                           "/Annot",    "/Figure",    "/Formula", "/Form",  "/Reference", "/BibEntry"};
// What may stand directly in what; everything else may hold anything.
const std::map<std::string, Names> may_hold{{"/L", {"/LI", "/Caption"}},
                                            {"/LI", {"/Lbl", "/LBody"}},
                                            {"/Table", {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"}},
                                            {"/TR", {"/TH", "/TD"}}};
const Names painting{"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", "\"", "EI"};

// Looks whether everything that is painted on a page is marked, and as what.
class Content : public Object::ParserCallbacks {
public:
    void handleObject(Object object) override {
        if (!object.isOperator()) {
            operands_.push_back(object);
            return;
        }
        const auto word = object.getOperatorValue();
        if (word == "BDC" || word == "BMC") {
            ++depth;
            if (word == "BDC" && operands_.back().isDictionary() && operands_.back().hasKey("/MCID"))
                numbers.push_back(operands_.back().getKey("/MCID").getIntValueAsInt());
        } else if (word == "EMC") {
            --depth;
        } else if (depth == 0 && painting.contains(word)) {
            paints_unmarked = true;
        }
        operands_.clear();
    }
    void handleEOF() override {}

    int depth = 0;
    bool paints_unmarked = false;
    std::vector<int> numbers;

private:
    std::vector<Object> operands_;
};

class Check {
public:
    explicit Check(const std::filesystem::path& file) {
        pdf_.processFile(file.c_str());
        root_ = pdf_.getRoot();
    }
    Names run() {
        check_catalogue();
        if (!root_.hasKey("/StructTreeRoot")) return faults_;
        auto tree = root_.getKey("/StructTreeRoot");
        roles_ = tree.getKey("/RoleMap");
        visit(tree, "root");
        check_pages(tree);
        return faults_;
    }

private:
    void expect(bool is_right, const std::string& fault) {
        if (!is_right) faults_.insert(fault);
    }
    void check_catalogue() {
        expect(root_.hasKey("/StructTreeRoot") && root_.getKey("/MarkInfo").isDictionary(), "it is not tagged");
        expect(root_.hasKey("/Lang"), "it has no language");
        expect(root_.hasKey("/Outlines"), "it has no bookmarks");
        auto shown = root_.getKey("/ViewerPreferences");
        expect(shown.isDictionary() && shown.getKey("/DisplayDocTitle").isBool() && shown.getKey("/DisplayDocTitle").getBoolValue(),
               "its title is not shown");
        auto title = pdf_.getTrailer().getKey("/Info").getKey("/Title");
        auto metadata = root_.getKey("/Metadata");
        expect(title.isString() && metadata.isStream() && metadata_holds(metadata, "<dc:title>"), "its metadata have no title");
    }
    static bool metadata_holds(Object stream, const std::string& words) {
        const auto buffer = stream.getStreamData();
        return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()).find(words) != std::string::npos;
    }
    void visit(Object element, const std::string& type) {
        auto kids = element.getKey("/K");
        if (!kids.isArray()) kids = Object::newArray({kids});
        for (auto kid : kids.getArrayAsVector()) {
            const bool is_element = kid.isDictionary() && kid.hasKey("/S");
            if (const auto only = may_hold.find(type); only != may_hold.end() && !kid.isNull())
                expect(is_element && only->second.contains(kid.getKey("/S").getName()),
                       fmt::format("{} stands in {}", is_element ? kid.getKey("/S").getName() : "content", type));
            if (is_element) check_element(kid);
        }
    }
    void check_element(Object element) {
        const auto type = element.getKey("/S").getName();
        const bool is_mapped = roles_.isDictionary() && roles_.hasKey(type) && standard_types.contains(roles_.getKey(type).getName());
        expect(standard_types.contains(type) || is_mapped, "nobody knows what " + type + " is");
        if (type == "/Figure") expect(element.hasKey("/Alt") && !element.getKey("/Alt").getUTF8Value().empty(), "a picture says nothing");
        if (type == "/TH") expect(says_scope(element.getKey("/A")), "a header cell does not say what it is the head of");
        if (type.size() == 3 && type[1] == 'H' && std::isdigit(type[2])) {
            const int level = type[2] - '0';
            expect(level <= heading_ + 1, fmt::format("a heading of level {} follows one of level {}", level, heading_));
            heading_ = level;
        }
        visit(element, type);
    }
    static bool says_scope(Object attributes) {
        if (attributes.isDictionary()) return attributes.hasKey("/Scope");
        if (!attributes.isArray()) return false;
        const auto all = attributes.getArrayAsVector();
        return std::ranges::any_of(all, [](const Object& one) { return says_scope(one); });
    }
    void check_pages(Object tree) {
        QPDFNumberTreeObjectHelper parents(tree.getKey("/ParentTree"), pdf_);
        for (auto& page : QPDFPageDocumentHelper(pdf_).getAllPages()) {
            Content content;
            page.parseContents(&content);
            expect(!content.paints_unmarked, "something is painted that is neither tagged nor decoration");
            expect(content.depth == 0, "marks are not closed");
            Object of_page;
            const bool is_known = parents.findObject(page.getObjectHandle().getKey("/StructParents").getIntValue(), of_page);
            for (const int number : content.numbers)
                expect(is_known && number < of_page.getArrayNItems() && of_page.getArrayItem(number).isDictionary(),
                       "something is tagged that belongs to no element");
            check_fonts(page.getAttribute("/Resources", false).getKey("/Font"));
        }
    }
    void check_fonts(Object fonts) {
        if (!fonts.isDictionary()) return;
        for (const auto& name : fonts.getKeys()) {
            auto font = fonts.getKey(name);
            expect(font.hasKey("/ToUnicode"), "a font does not say which letters it draws");
            if (!font.hasKey("/DescendantFonts")) continue;
            auto descriptor = font.getKey("/DescendantFonts").getArrayItem(0).getKey("/FontDescriptor");
            expect(descriptor.hasKey("/FontFile2") || descriptor.hasKey("/FontFile3"), "a font is not in the file");
        }
    }

    QPDF pdf_;
    Object root_, roles_;
    int heading_ = 0;
    Names faults_;
};

}  // namespace

std::set<std::string> pdf_faults(const std::filesystem::path& file) { return Check(file).run(); }

}  // namespace touchstone::testing
