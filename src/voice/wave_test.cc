#include "voice/wave.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Date today = std::chrono::year{2026} / 11 / 23;
const WaveOffers offers{{AccountId{"reader"}, AccountId{"deputy"}}, {"children"}};

Questionnaire asked() {
    Questionnaire questionnaire;
    questionnaire.title = "School";
    questionnaire.questions = {{.name = "q1", .kind = Kind::text, .label = {{"en", {"Why?"}}}}};
    return questionnaire;
}
WaveDraft sound() {
    return {.access = "codes",
            .manner = "pages",
            .opens = "2026-11-23",
            .closes = "2026-12-01",
            .whose_view = "children",
            .smallest = "5",
            .reader = "reader",
            .deputy = "deputy",
            .space = "In class",
            .voice = "With help",
            .audience = "Us",
            .influence = "By May"};
}
std::vector<std::string> wrong_in(const WaveDraft& draft) {
    const auto wave = publish({}, asked(), draft, offers, today);
    std::vector<std::string> fields;
    if (!wave)
        for (const auto& problem : wave.error()) fields.push_back(problem.field);
    return fields;
}

TEST(Publish, takes_a_reminder_between_its_days_and_with_codes) {
    auto draft = sound();
    ASSERT_THAT(wrong_in(draft), IsEmpty());
    for (const auto* day : {"2026-11-23", "2026-12-01"}) {
        draft.reminds = day;
        EXPECT_THAT(wrong_in(draft), IsEmpty()) << day;
    }
    EXPECT_EQ(publish({}, asked(), draft, offers, today)->reminds, date_from("2026-12-01"));
    for (const auto* day : {"2026-11-22", "2026-12-02", "soon"}) {
        draft.reminds = day;
        EXPECT_THAT(wrong_in(draft), ElementsAre("reminds")) << day;
    }
    draft.reminds = "2026-11-24";
    draft.access = "open_link";
    EXPECT_THAT(wrong_in(draft), ElementsAre("reminds"));
}

TEST(Publish, takes_a_line_for_help_with_its_name_and_number) {
    auto draft = sound();
    draft.help_name = "Listens";
    EXPECT_THAT(wrong_in(draft), ElementsAre("help_phone"));
    draft.help_phone = "01632 960123";
    EXPECT_THAT(wrong_in(draft), IsEmpty());
    EXPECT_EQ(publish({}, asked(), draft, offers, today)->help.phone, "01632 960123");
    draft.help_phone = "ask at the desk";
    EXPECT_THAT(wrong_in(draft), ElementsAre("help_phone"));
    draft.help_phone = "+44 (0)1632 960-123";
    draft.help_name.clear();
    EXPECT_THAT(wrong_in(draft), ElementsAre("help_name"));
    draft.help_name = std::string(101, 'x');
    EXPECT_THAT(wrong_in(draft), ElementsAre("help_name"));
}

}  // namespace
}  // namespace touchstone::voice
