#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"
#include "web/components.h"
#include "web/form_reader.h"
#include "web/session.h"
#include "web/shares.h"
#include "web/static_files.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(UrlencodedForm, is_read_with_every_value) {
    const auto form = read_urlencoded("a=1&b=two+words&a=%C3%A0&empty=&&c");
    ASSERT_TRUE(form);
    EXPECT_THAT(form->list("a"), ElementsAre("1", "à"));
    EXPECT_EQ(form->text("b"), "two words");
    EXPECT_EQ(form->text("empty"), "");
}

TEST(UrlencodedForm, comes_in_without_the_control_characters_of_what_was_pasted) {
    const auto form = read_urlencoded("title=co%02-op&summary=One%0BTwo");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->text("title"), "co-op");
    EXPECT_EQ(form->text("summary"), "One\nTwo");
    EXPECT_FALSE(read_urlencoded("ti%02tle=x"));
}

TEST(UrlencodedForm, has_a_choice_once_however_often_it_is_sent) {
    EXPECT_THAT(read_urlencoded("serves=5.1&serves=2.1&serves=5.1+")->list("serves"), ::testing::ElementsAre("5.1", "2.1"));
}

TEST(UrlencodedForm, is_refused_when_it_is_not_text) {
    for (const char* bad : {"a=%", "a=%2", "a=%zz", "a=%00", "a=%ff", "%c0%af=1"}) EXPECT_FALSE(read_urlencoded(bad)) << bad;
    std::string many;
    for (std::size_t i = 0; i <= fields_max; ++i) many += "a=1&";
    EXPECT_FALSE(read_urlencoded(many));
}

struct Multipart : ::testing::Test {
    std::filesystem::path folder = std::filesystem::temp_directory_path() / ("multipart-" + new_id_text({}));
    Multipart() { std::filesystem::create_directories(folder); }
    ~Multipart() override { std::filesystem::remove_all(folder); }
    std::optional<Form> read(const std::string& body) { return read_multipart("multipart/form-data; boundary=XX", body, folder); }
};

TEST_F(Multipart, brings_fields_and_files) {
    const auto form = read(
        "--XX\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nSgoil\r\n--XX\r\nContent-Disposition: form-data; name=\"files\"; "
        "filename=\"C:\\x\\..\\plan b.txt\"\r\n"
        "Content-Type: text/html\r\n\r\nline\r\n--not the end\r\n--XX--\r\n");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->text("title"), "Sgoil");
    ASSERT_EQ(form->uploads("files").size(), 1U);
    const auto upload = form->uploads("files").front();
    EXPECT_EQ(upload.name, "plan b.txt");
    std::ifstream in(upload.path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "line\r\n--not the end");
}

TEST_F(Multipart, forgets_a_file_field_left_empty) {
    const auto form = read("--XX\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\"\r\n\r\n\r\n--XX--");
    ASSERT_TRUE(form);
    EXPECT_TRUE(form->uploads("files").empty());
}

TEST_F(Multipart, keeps_content_that_holds_the_letters_of_the_boundary) {
    const auto form = read("--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--XXL\r\n--XX-\r\nend\r\n--XX--");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->list("a"), std::vector<std::string>{"one\n--XXL\n--XX-\nend"});
}

TEST_F(Multipart, is_refused_when_a_part_has_two_dispositions) {
    EXPECT_FALSE(
        read("--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nx\r\n--XX--"));
}

TEST(Share, is_one_for_all_neighbours_of_an_IPv6_address) {
    EXPECT_EQ(share_of("2001:db8:1:2::1"), share_of("2001:db8:1:2:ffff::9"));
    EXPECT_NE(share_of("2001:db8:1:2::1"), share_of("2001:db8:1:3::1"));
    EXPECT_EQ(share_of("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(share_of("peer"), "peer");
}

TEST_F(Multipart, is_refused_when_it_is_broken) {
    for (const char* bad : {"", "--XX", "--YY\r\n", "--XX\r\n\r\n--XX--", "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--",
                            "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnever ends",
                            "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--XX--"})
        EXPECT_FALSE(read(bad)) << bad;
    EXPECT_FALSE(read_multipart("multipart/form-data", "--XX--", folder));
}

TEST(FormToken, belongs_to_its_visitor_and_is_new_each_time) {
    const auto token = csrf_token("visitor one");
    EXPECT_NE(token, csrf_token("visitor one"));
    EXPECT_TRUE(csrf_matches("visitor one", token));
    EXPECT_FALSE(csrf_matches("visitor two", token));
    for (const char* wrong : {"", "x", "AAAA", "!!!"}) EXPECT_FALSE(csrf_matches("visitor one", wrong)) << wrong;
    EXPECT_FALSE(csrf_matches("", csrf_token("")));
}

TEST(Cookies, are_found_by_their_whole_name) {
    EXPECT_EQ(cookie("a=1; session=abc; xsession=no", "session"), "abc");
    EXPECT_EQ(cookie("xsession=no", "session"), std::nullopt);
    EXPECT_THAT(set_cookie("__Host-session", "v", true, 60), HasSubstr("Secure"));
}

TEST(Router, takes_no_route_without_a_permission) {
    Router router;
    const auto page = [](const Visit&, db::Read&) { return Response(); };
    EXPECT_THROW(router.get("/x", Permission{}, page), std::logic_error);
    EXPECT_THROW(router.get("/x", (Permission{"named", nullptr}), page), std::logic_error);
    router.get("/x", may::anyone, page);
    EXPECT_THROW(router.get("/x", may::read, page), std::logic_error) << "a second route for the same address";
}

TEST(Router, prefers_the_address_that_says_more) {
    Router router;
    const auto page = [](const Visit&, db::Read&) { return Response(); };
    EXPECT_THROW(router.get("/e/{id}", may::anyone, page), std::logic_error) << "what the hole names has to be said first";
    router.word("id");
    router.get("/e/{id}", may::anyone, page);
    router.get("/e/new", may::anyone, page);
    EXPECT_EQ(router.match("GET", "/e/new")->route->pattern, "/e/new");
    EXPECT_EQ(router.match("HEAD", "/e/42")->path.at("id"), "42");
    EXPECT_FALSE(router.match("GET", "/e/"));
    EXPECT_FALSE(router.match("POST", "/e/42"));
    EXPECT_TRUE(router.knows("/e/42"));
}

TEST(Templates, treat_a_missing_name_as_an_error) {
    EXPECT_THROW(render("web/error", {{"title", "x"}}), std::logic_error);
    EXPECT_THROW(render("web/no_such_view", {}), std::logic_error);
    EXPECT_NO_THROW(check_all_views());
}

TEST(Templates, escape_what_people_typed) {
    const auto html = render("web/error", {{"title", "<script>x</script>\"'&"}, {"what_now", ""}, {"number", false}});
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
    EXPECT_EQ(html.find("<script>"), std::string::npos);
}

TEST(Texts, fill_in_names_and_refuse_unknown_ones) {
    EXPECT_EQ(text("evaluations.steps.judge_text", {{"count", "2"}, {"total", "5"}}), "2 of 5 indicators judged");
    EXPECT_THROW((void)text("evaluations.steps.judge_text", {{"count", "2"}}), std::logic_error);
    EXPECT_THROW((void)text("no.such.text"), std::logic_error);
}

TEST(StaticFiles, stand_under_an_address_made_of_their_content) {
    const StaticFiles files;
    ASSERT_NE(files.find(files.address("touchstone.css")), nullptr);
    EXPECT_FALSE(files.find(files.address("touchstone.css"))->brotli.empty());
    EXPECT_EQ(files.find("/assets/000000000000/touchstone.css"), nullptr);
    EXPECT_EQ(files.find(files.address("../src/main.cc")), nullptr);
}

TEST(TypedDates, keep_what_was_typed_even_when_it_is_no_date) {
    Form form;
    form.add("from_day", "7");
    form.add("from_month", "2");
    form.add("from_year", "2026");
    EXPECT_EQ(typed_date(form, "from"), "2026-02-07");
    EXPECT_EQ(typed_date(form, "to"), "");
    for (const auto* year : {"0026", "1899", "2101"}) {
        Form odd;
        odd.add("from_day", "31");
        odd.add("from_month", "12");
        odd.add("from_year", year);
        EXPECT_FALSE(date_from(typed_date(odd, "from"))) << year << " is a slip";
        odd.add("to", std::string(year) + "-12-31");
        EXPECT_FALSE(date_from(typed_date(odd, "to"))) << year;
    }
}

}  // namespace
}  // namespace touchstone::web
