// A questionnaire from a file of another survey tool to a file for one, and back, as an evaluator does it on the pages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/matrix/world.h"
#include "web/session.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Who;

const std::string survey = R"({"title": "Zqxnursery", "locale": "gd", "pages": [
    {"elements": [{"type": "radiogroup", "name": "likes", "title": {"default": "Zqxmath?", "en": "Zqxgood?"}, "choices": ["yes", "no"],
                   "touchstone_themes": ["99.9/9"]}]},
    {"elements": [{"type": "comment", "name": "why", "title": "Zqxwhy", "visibleIf": "{likes} = 'no'", "defaultValue": "Zqxbecause"}]}]})";

class QuestionnaireFiles : public ::testing::TestWithParam<db::Engine> {
protected:
    QuestionnaireFiles() : world(GetParam()), session(world.session_of(Who::wide_evaluator)) {}

    web::Answer ask(const std::string& method, const std::string& address, const std::string& body = {}, const std::string& type = {}) {
        web::Request request;
        request.method = method;
        request.target = address;
        request.headers = {{"Host", "localhost"}, {"Cookie", "visitor=v; session=" + session}, {"Content-Type", type}};
        request.body = body;
        return world.site.answer(request);
    }
    std::string get(const std::string& address) { return ask("GET", address).body; }
    web::Answer send(const std::string& content, const std::string& name = "Zqx questions.bin") {
        std::string body;
        for (const auto& [field, value] : {std::pair<std::string, std::string>{"csrf", web::csrf_token("v")}, {"owner", "partnership"}})
            body += "--XX\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n";
        body += "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" + content + "\r\n--XX--\r\n";
        return ask("POST", "/questionnaires/import/file", body, "multipart/form-data; boundary=XX");
    }
    static std::string location(const web::Answer& answer) {
        for (const auto& header : answer.headers)
            if (header.name == "Location") return header.value.substr(0, header.value.find_first_of("?#"));
        return {};
    }

    testing::World world;
    std::string session;
};

INSTANTIATE_TEST_SUITE_P(Both, QuestionnaireFiles, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(QuestionnaireFiles, of_surveyjs_come_in_and_go_out) {
    EXPECT_THAT(get("/questionnaires"), HasSubstr("href=\"/questionnaires/import/file\""));
    EXPECT_THAT(get("/questionnaires/import/file"), HasSubstr("A questionnaire that was made for another survey tool"));
    const auto address = location(send(survey));
    ASSERT_THAT(address, HasSubstr("/questionnaires/"));
    EXPECT_THAT(get(address), AllOf(HasSubstr("Zqxnursery"), HasSubstr("Zqxgood?"), HasSubstr("Zqxwhy"), Not(HasSubstr("Zqxbecause"))));
    EXPECT_THAT(get(address),
                AllOf(HasSubstr("pages[1].elements[0].defaultValue · why: No answer is filled in beforehand."),
                      HasSubstr("likes: The theme “99.9/9” is in no framework here."), HasSubstr(address + "/surveyjs.json")));
    const auto file = get(address + "/surveyjs.json");
    EXPECT_THAT(file, AllOf(HasSubstr("\"locale\": \"gd\""), HasSubstr("\"en\": \"Zqxgood?\""), HasSubstr("{likes} = 'no'"),
                            Not(HasSubstr("99.9/9"))));
    const auto again = location(send(file));
    ASSERT_NE(again, "");
    EXPECT_NE(again, address);
    EXPECT_EQ(get(again + "/surveyjs.json"), file);
}

TEST_P(QuestionnaireFiles, of_limesurvey_come_in) {
    const auto answer =
        send("class\ttype/scale\tname\trelevance\ttext\nQ\tY\tlikes\t1\t<p>Zqxlikes?</p>\nQ\tS\twhy\tlikes == 'N'\tZqxwhy?\n");
    EXPECT_EQ(answer.status, 303);
    EXPECT_THAT(get(location(answer)), AllOf(HasSubstr("Zqxlikes?"), HasSubstr("Zqxwhy?"), HasSubstr("Asked only sometimes")));
}

TEST_P(QuestionnaireFiles, that_cannot_be_taken_are_refused_with_every_reason) {
    const auto refused = send(R"({"pages": [{"elements": [{"type": "ranking", "name": "Zqxorder"},
        {"type": "text", "name": "b", "visibleIf": "{later} = 1"}]}]})");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, AllOf(HasSubstr("pages[0].elements[0].type · Zqxorder: Questions that put choices in order are not taken."),
                                    HasSubstr("pages[0].elements[1].visibleIf · b: It asks about “later”")));
    for (const auto& [content, why] :
         std::vector<std::pair<std::string, std::string>>{{"{", "This is not sound JSON"},
                                                          {"[]", "holds no pages with questions"},
                                                          {std::string(100'000, '['), "This is not sound JSON"},
                                                          {"{\"pages\": [\"\xC3\x28\"]}", "This is not sound JSON"},
                                                          {"%PDF-1.7", "This is a PDF"},
                                                          {"Zqx", "This is none of the files that are read"}}) {
        const auto answer = send(content);
        EXPECT_EQ(answer.status, 422) << why;
        EXPECT_THAT(answer.body, HasSubstr(why));
    }
}

}  // namespace
}  // namespace touchstone
