// What somebody may not see is neither found nor counted, wherever its words stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_text_store.h"
#include "tests/matrix/world.h"

namespace touchstone {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::What;
using testing::Who;

class Search : public ::testing::TestWithParam<db::Engine> {
protected:
    Search() : world(GetParam()) {
        for (int what = 0; what < testing::everything - 1; ++what) {
            const auto& thing = world.thing(static_cast<What>(what));
            const bool is_foreign = static_cast<What>(what) == What::foreign;
            world.site.database().writing([&](db::Write& db) {
                evidence::save_text(db, is_foreign ? world.foreign : world.site.partnership(),
                                    {EvidenceId{thing.evidence}, FileId{thing.file}, "", ""}, evidence::TextState::read,
                                    "In the file stands Zqcanary " + thing.secret_word + "file.");
                return true;
            });
        }
    }
    web::Answer get(const std::string& session, const std::string& address) {
        web::Request request;
        request.method = "GET";
        request.target = address;
        request.headers = {{"Host", "localhost"}, {"Cookie", "visitor=v; session=" + session}};
        return world.site.answer(request);
    }
    testing::World world;
};

INSTANTIATE_TEST_SUITE_P(Both, Search, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Search, finds_and_counts_only_what_is_there_for_the_one_who_looks) {
    for (int who = static_cast<int>(Who::foreign_administrator); who < static_cast<int>(Who::through_eyes); ++who) {
        const auto session = world.session_of(static_cast<Who>(who));
        int seen = 0;
        for (int what = 0; what < testing::everything - 1; ++what) {
            const auto& thing = world.thing(static_cast<What>(what));
            const bool is_there = get(session, "/evidence/" + thing.evidence).status == 200;
            seen += is_there ? 1 : 0;
            const auto found = get(session, "/evidence?q=zqcanary+" + thing.secret_word + "file").body;
            EXPECT_EQ(found.find("Item " + thing.secret_word) != std::string::npos, is_there) << who << " " << what;
            if (is_there) {
                EXPECT_THAT(found, HasSubstr("In the file stands <mark>Zqcanary</mark>")) << who << " " << what;
            } else {
                EXPECT_THAT(found, HasSubstr("0 pieces of evidence found")) << who << " " << what;
                EXPECT_THAT(found, Not(HasSubstr("In the file"))) << who << " " << what;
            }
        }
        const auto counted = seen == 1 ? std::string("1 piece") : std::to_string(seen) + " pieces";
        EXPECT_THAT(get(session, "/evidence?q=ZQCANARY").body, HasSubstr(counted + " of evidence found")) << who;
    }
}

}  // namespace
}  // namespace touchstone
