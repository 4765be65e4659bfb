#include "voice/markup.h"

#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

TEST(Markup, is_read_as_its_text) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"Plain", "Plain"},
        {"two\nlines", "two\nlines"},
        {"a < b & c > d", "a < b & c > d"},
        {"<p>One</p>\n<p>Two &amp; three</p>", "One\n\nTwo & three"},
        {"One<br />two<BR>three", "One\ntwo\nthree"},
        {"<ul><li>a</li><li>b</li></ul>", "a\n\nb"},
        {"<b style=\"color: '>'\">bold</b>", "bold"},
        {"D&egrave;an &#39;sin&#x27; &nbsp;an-diugh &unknown; &#0; &#xD800;", "Dèan 'sin'  an-diugh &unknown; &#0; &#xD800;"},
        {"<script>alert('x')</script>Safe<style>p{}</style>", "Safe"},
        {"<!-- hidden -->shown<!-- open", "shown"},
        {"<img src=x onerror=alert(1)>", ""},
        {"open <b", "open"}};
    for (const auto& [html, text] : cases) EXPECT_EQ(text_of_html(html), text) << html;
}

TEST(Markup, of_ours_is_read_as_the_same_text) {
    for (const std::string text : {"Plain", "a < b & c > d", "two\nlines", "<p>&amp;</p>", "أهلا & سهلا"})
        EXPECT_EQ(text_of_html(as_html(text)), text);
}

TEST(Markup, that_holds_more_than_text_is_known) {
    for (const auto* html : {"<img src='a.png'>", "see <a href='x'>this</a>", "<p><IFRAME></p>"})
        EXPECT_TRUE(holds_more_than_text(html)) << html;
    for (const auto* html : {"a < img", "<p>plain</p>", "<article>", "&lt;img&gt;"}) EXPECT_FALSE(holds_more_than_text(html)) << html;
}

}  // namespace
}  // namespace touchstone::voice
