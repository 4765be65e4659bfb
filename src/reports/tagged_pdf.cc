#include "reports/tagged_pdf.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFNumberTreeObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "base/workbench.h"
#include "charts/picture.h"

namespace touchstone::reports {
namespace {

using Object = QPDFObjectHandle;
using Token = QPDFTokenizer::Token;

bool is_element(Object object, const char* type) {
    return object.isDictionary() && object.getKey("/S").isName() && object.getKey("/S").getName() == type;
}

std::vector<Object> kids_of(Object element) {
    auto kids = element.getKey("/K");
    if (kids.isArray()) return kids.getArrayAsVector();
    return kids.isNull() ? std::vector<Object>() : std::vector<Object>{kids};
}

// Where the content of a kid stands, when the kid is content and no element.
std::optional<std::pair<Object, int>> content_in(Object kid, Object element) {
    if (kid.isInteger()) return std::pair(element.getKey("/Pg"), kid.getIntValueAsInt());
    if (!kid.isDictionary() || !kid.hasKey("/MCID")) return std::nullopt;
    const auto page = kid.hasKey("/Pg") ? kid.getKey("/Pg") : element.getKey("/Pg");
    return std::pair(page, kid.getKey("/MCID").getIntValueAsInt());
}

class Mending {
public:
    explicit Mending(QPDF& pdf) : pdf_(pdf), tree_(pdf.getRoot().getKey("/StructTreeRoot")) {}

    void mend() {
        tree_.replaceKey("/RoleMap", Object::parse("<< /Strong /Span /Em /Span >>"));
        for (const auto& kid : kids_of(tree_)) visit(kid);
        take_out_of_parents();
    }
    [[nodiscard]] std::set<int> decoration_on(const Object& page) const {
        const auto found = decoration_.find(page.getObjGen());
        return found == decoration_.end() ? std::set<int>() : found->second;
    }

private:
    void visit(Object element) {
        if (!element.isDictionary() || !element.hasKey("/S")) return;
        if (is_element(element, "/LI")) give_body(element);
        if (is_element(element, "/Figure") && !element.hasKey("/Alt")) make_group(element);
        if (is_element(element, "/Table")) find_decoration(element);
        for (const auto& kid : kids_of(element)) visit(kid);
    }
    // Part 7.6: an item holds a label and a body.
    void give_body(Object item) {
        auto body = pdf_.makeIndirectObject(Object::parse("<< /Type /StructElem /S /LBody >>"));
        auto inside = Object::newArray(), outside = Object::newArray();
        for (auto kid : kids_of(item)) {
            const bool stays = !kid.isDictionary() || !kid.hasKey("/S") || is_element(kid, "/Lbl");
            if (!stays) kid.replaceKey("/P", body);
            (stays ? outside : inside).appendItem(kid);
        }
        if (inside.getArrayNItems() == 0) return;
        body.replaceKey("/P", item);
        body.replaceKey("/K", inside);
        outside.appendItem(body);
        item.replaceKey("/K", outside);
    }
    // Part 7.3: a figure says what it shows; the picture in it does.
    static void make_group(Object figure) {
        figure.replaceKey("/S", Object::newName("/Div"));
        for (auto kid : kids_of(figure))
            if (is_element(kid, "/Caption")) kid.replaceKey("/S", Object::newName("/P"));
    }
    // Part 7.5: a table holds rows and a caption. What is painted for the table itself are its lines.
    void find_decoration(Object table) {
        auto rows = Object::newArray();
        for (const auto& kid : kids_of(table))
            if (const auto content = content_in(kid, table))
                decoration_[content->first.getObjGen()].insert(content->second);
            else
                rows.appendItem(kid);
        table.replaceKey("/K", rows);
    }
    void take_out_of_parents() {
        QPDFNumberTreeObjectHelper parents(tree_.getKey("/ParentTree"), pdf_);
        for (const auto& [page, numbers] : decoration_) {
            Object of_page;
            if (!parents.findObject(pdf_.getObject(page).getKey("/StructParents").getIntValue(), of_page)) continue;
            for (const int number : numbers) of_page.setArrayItem(number, Object::newNull());
        }
    }

    QPDF& pdf_;
    Object tree_;
    std::map<QPDFObjGen, std::set<int>> decoration_;  // pieces of content, by page: each has a number of its own there
};

const std::set<std::string> building_a_path{"m", "l", "c", "v", "y", "h", "re", "W", "W*"};
const std::set<std::string> painting{"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"};

// Marks as decoration what is painted without a mark, such as the white of the page, and the pieces with these numbers. What stands
// inside of marks, nearly everything, is taken over as it is.
class DecorationMarks {
public:
    explicit DecorationMarks(std::set<int> numbers) : numbers_(std::move(numbers)) {}

    std::string in(const std::string& content) {
        QPDFTokenizer tokenizer;
        tokenizer.includeIgnorable();
        for (std::size_t at = 0; at < content.size(); ++at) {
            tokenizer.presentCharacter(content[at]);
            Token token;
            bool is_unread = false;
            char unread = 0;
            if (!tokenizer.getToken(token, is_unread, unread)) continue;
            if (is_unread) --at;
            statement_ += token.getRawValue();
            if (const auto end = end_of_unmarked_text(content, at); token.isWord("BT") && end != std::string::npos) {
                result_ += std::exchange(path_, {}) + "\n/Artifact BMC" + std::exchange(statement_, {}) +
                           content.substr(at + 1, end - at - 1) + end_of_mark;
                at = end - 1;
                continue;
            }
            if (token.getType() == QPDFTokenizer::tt_integer) number_ = token.getValue();
            if (token.isWord() && end_statement(token.getValue())) {
                const auto end = std::min(content.find(end_of_mark, at + 1), content.size());
                result_.append(content, at + 1, end - at - 1);
                at = end - 1;
            }
        }
        return result_ + path_ + statement_ + "\n";
    }

private:
    static constexpr const char* end_of_mark = "\nEMC";

    // Text in the margins of the page has no mark around it and none in it.
    static std::size_t end_of_unmarked_text(const std::string& content, std::size_t at) {
        const auto end = content.find("\nET", at), mark = content.find("BDC", at);
        return end == std::string::npos || mark < end ? std::string::npos : end + 3;
    }

    // Answers whether a mark was opened. A statement is operands and their operator.
    bool end_statement(const std::string& word) {
        const auto statement = std::exchange(statement_, {});
        const bool is_piece = word == "BDC" && numbers_.contains(std::atoi(std::exchange(number_, {}).c_str()));
        if (building_a_path.contains(word))
            path_ += statement;
        else if (painting.contains(word))
            result_ += "\n/Artifact BMC\n" + std::exchange(path_, {}) + statement + end_of_mark;
        else
            result_ += std::exchange(path_, {}) + (is_piece ? "\n/Artifact BMC" : statement);
        return word == "BDC" || word == "BMC";
    }

    std::set<int> numbers_;
    std::string result_, path_, statement_, number_;
};

void mark_decoration(QPDFPageObjectHelper page, std::set<int> numbers) {
    page.coalesceContentStreams();
    auto content = page.getObjectHandle().getKey("/Contents");
    const auto bytes = content.getStreamData();
    const std::string before(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
    content.replaceStreamData(DecorationMarks(std::move(numbers)).in(before), Object::newNull(), Object::newNull());
}

std::string metadata(const std::string& title, const std::string& language) {
    return fmt::format(R"xml(<?xpacket begin="{}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>)xml",
                       "\xEF\xBB\xBF", charts::escaped(title), charts::escaped(language));
}

std::string without_spaces(std::string words) {
    std::erase(words, ' ');
    return words;
}

void mend_bookmarks(Object parent, const std::vector<std::string>& headings) {
    if (!parent.isDictionary()) return;
    for (auto item = parent.getKey("/First"); item.isDictionary(); item = item.getKey("/Next")) {
        const auto title = without_spaces(item.getKey("/Title").getUTF8Value());
        const auto heading = std::ranges::find(headings, title, without_spaces);
        if (heading != headings.end()) item.replaceKey("/Title", Object::newUnicodeString(*heading));
        mend_bookmarks(item, headings);
    }
}

void add_metadata(QPDF& pdf) {
    auto info = pdf.getTrailer().getKey("/Info");
    auto stream = Object::newStream(&pdf, metadata(info.getKey("/Title").getUTF8Value(), pdf.getRoot().getKey("/Lang").getUTF8Value()));
    stream.getDict().replaceKey("/Type", Object::newName("/Metadata"));
    stream.getDict().replaceKey("/Subtype", Object::newName("/XML"));
    pdf.getRoot().replaceKey("/Metadata", stream);
    info.replaceKey("/Creator", Object::newString("Touchstone"));
}

}  // namespace

void mend_tags(const std::filesystem::path& file, const std::vector<std::string>& headings) {
    auto mended = file;
    mended += ".mended";
    {
        const auto bytes = read_file(file);  // qpdf seeks much
        QPDF pdf;
        pdf.processMemoryFile(file.c_str(), bytes.data(), bytes.size());
        Mending mending(pdf);
        mending.mend();
        for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) mark_decoration(page, mending.decoration_on(page.getObjectHandle()));
        mend_bookmarks(pdf.getRoot().getKey("/Outlines"), headings);
        add_metadata(pdf);
        QPDFWriter writer(pdf, mended.c_str());
        writer.setMinimumPDFVersion("1.7");
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.write();
    }
    std::filesystem::rename(mended, file);
}

}  // namespace touchstone::reports
