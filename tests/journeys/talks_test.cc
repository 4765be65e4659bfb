// A focus group from its notes to evidence, as far as those who took part agree; and what people say unasked.
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/retention_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;

std::string group_in(const std::string& page, const std::string& pattern) {
    std::smatch found;
    return std::regex_search(page, found, std::regex(pattern)) ? found[1].str() : "";
}

class Talks : public ::testing::TestWithParam<db::Engine> {
protected:
    Talks() : site(GetParam()), theme(site.framework().id + "/2.1/2"), other_theme(site.framework().id + "/2.2/2") {
        site.sign_in(Role::evaluator);
    }

    Fields whole() const {
        return {{"title", "Zqxcarers"}, {"kind", "focus_group"},       {"owner", "partnership"}, {"day_day", "6"},
                {"day_month", "10"},    {"day_year", "2026"},          {"place", "Zqxlibrary"},  {"led_by", "Zqxleader"},
                {"whose_view", group},  {"people", "Zqxpupils, 8, 6"}, {"absent", "Zqxabsent"},  {"notes", notes},
                {"themes", theme}};
    }
    void write_talk() {
        group = site.framework().stakeholder_groups.front().key;
        const auto saved = site.post("/talks/new", whole());
        ASSERT_EQ(saved.status, web::Status::see_other) << site.document(saved);
        talk = saved.location;
    }
    std::string version_at(const std::string& address) { return group_in(site.html(address), "name=\"seen_version\" value=\"(\\d+)\""); }
    static Fields agreeing(const std::string& name, const std::vector<std::string>& agreed) {
        Fields fields{{"name", name}, {"on_day", "7"}, {"on_month", "10"}, {"on_year", "2026"}};
        for (const auto& to : agreed) fields.emplace_back("agreed", to);
        return fields;
    }
    // Answers the address of the participant.
    std::string add_participant(const std::string& name, const std::vector<std::string>& agreed) {
        const auto saved = site.post(talk + "/participants", agreeing(name, agreed));
        EXPECT_EQ(saved.status, web::Status::see_other) << site.document(saved);
        return group_in(site.html(talk), "href=\"([^\"]*/participants/[0-9a-z]+)\">" + name);
    }
    static std::string id_in(const std::string& address) { return address.substr(address.rfind('/') + 1); }
    web::Response add_excerpt(const std::string& paragraph, const std::string& words, const std::string& who) {
        return site.post(talk + "/excerpts/new", {{"paragraph", paragraph}, {"words", words}, {"who", who}, {"themes", theme}});
    }
    // Three who agree to everything, to being quoted inside, and to notes alone; and what each of them said.
    void write_all() {
        write_talk();
        open = add_participant("Zqxpa", {"taking_part", "notes", "inside", "in_public"});
        inside = add_participant("Zqxpb", {"taking_part", "notes", "inside"});
        quiet = add_participant("Zqxpc", {"taking_part", "notes"});
        ASSERT_FALSE(open.empty() || inside.empty() || quiet.empty());
        for (const auto& [paragraph, words, who] : {std::tuple{"1", "Zqxearly words", id_in(open)},
                                                    {"2", "Zqxinside words", id_in(inside)},
                                                    {"2", "Zqxquiet words", id_in(quiet)},
                                                    {"3", "Zqxtogether words", std::string("group")}})
            ASSERT_EQ(add_excerpt(paragraph, words, who).status, web::Status::see_other);
    }
    web::Response change(const std::string& participant, const std::string& name, const std::vector<std::string>& agreed) {
        auto fields = agreeing(name, agreed);
        fields.emplace_back("seen_version", version_at(participant));
        return site.post(participant, fields);
    }
    std::string api() { return site.get("/api/v1" + talk).body; }
    int count(const std::string& sql) {
        return site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + sql);
        });
    }

    testing::Site site;
    const std::string theme, other_theme;
    const std::string notes =
        "First Zqxearly words were said.\n\nThen Zqxinside words and Zqxquiet words.\n\nAt last Zqxtogether words.\n\nZqxnothing more.";
    std::string group, talk, open, inside, quiet;
};

INSTANTIATE_TEST_SUITE_P(Both, Talks, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Talks, are_written_down_with_numbered_notes_and_who_came) {
    EXPECT_THAT(site.html("/talks"), HasSubstr("No focus group or interview has been written down yet"));
    write_talk();
    EXPECT_THAT(site.html("/talks"), AllOf(HasSubstr("Zqxcarers"), HasSubstr("Focus group")));
    EXPECT_THAT(site.html(talk), AllOf(HasSubstr("id=\"p4\""), HasSubstr("Zqxnothing more."), HasSubstr("Zqxpupils"),
                                       HasSubstr("Zqxabsent"), HasSubstr("Nobody is listed yet")));
    EXPECT_LE(site.get(talk).trips, 2);
    const auto refused = site.post("/talks/new", {{"title", "Zqxkept"}, {"people", "Zqxwrong"}, {"owner", "partnership"}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Zqxkept"), HasSubstr("Zqxwrong"), HasSubstr("Choose what it was"),
                                              HasSubstr("Say who led it"), HasSubstr("Enter on each line a group")));
}

TEST_P(Talks, keep_excerpts_where_notes_are_changed_and_tell_of_another_version) {
    write_all();
    auto fields = whole();
    const auto set = [&](const std::string& name, const std::string& value) {
        for (auto& field : fields)
            if (field.first == name) field.second = value;
    };
    fields.emplace_back("seen_version", version_at(talk + "/edit"));
    set("notes", "All Zqxnew.");
    const auto refused = site.post(talk + "/edit", fields);
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("no longer hold the words of an excerpt"), HasSubstr("All Zqxnew.")));
    set("notes", "Before.\n\n" + notes);
    ASSERT_EQ(site.post(talk + "/edit", fields).status, web::Status::see_other);
    EXPECT_THAT(api(), HasSubstr("\"paragraph\":4"));
    const auto late = site.post(talk + "/edit", fields);
    EXPECT_EQ(late.status, web::Status::conflict);
    EXPECT_THAT(site.document(late), HasSubstr("Someone else saved this"));
}

TEST_P(Talks, take_excerpts_only_as_they_are_in_the_paragraph) {
    write_talk();
    EXPECT_THAT(site.document(add_excerpt("2", "Zqxearly words", "group")), HasSubstr("These words are not in that paragraph"));
    EXPECT_EQ(add_excerpt("1", "zqxearly words", "group").status, web::Status::unprocessable);
    const auto silent = add_participant("Zqxpd", {});
    const auto refused = add_excerpt("1", "Zqxearly words", id_in(silent));
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("They do not agree that notes are kept"), HasSubstr("Zqxearly words")));
    EXPECT_EQ(site.post(talk + "/participants", agreeing("zqxPD", {})).status, web::Status::unprocessable) << "a name twice";
}

TEST_P(Talks, say_in_how_many_paragraphs_something_was_said_and_how_far_it_may_go) {
    write_all();
    EXPECT_THAT(site.html(talk), AllOf(HasSubstr("Said in 3 of 4 paragraphs"), HasSubstr("May be quoted in public"),
                                       HasSubstr("May be quoted within the partnership"), HasSubstr("Not to be quoted")));
}

TEST_P(Talks, show_a_reader_no_notes_and_only_what_may_be_quoted) {
    write_all();
    site.sign_in(Role::reader);
    for (const auto& shown : {site.html(talk), api()}) {
        EXPECT_THAT(shown, AllOf(HasSubstr("Zqxcarers"), HasSubstr("Zqxearly words"), HasSubstr("Zqxinside words")));
        for (const auto* hidden : {"Zqxquiet", "Zqxtogether", "Zqxnothing", "Zqxpa", "Zqxpupils", "Zqxabsent", "Zqxlibrary"})
            EXPECT_THAT(shown, Not(HasSubstr(hidden))) << "one of the group does not agree to be quoted";
    }
    for (const auto* part : {"/edit", "/excerpts/new"}) EXPECT_EQ(site.get(talk + part).status, web::Status::forbidden);
    EXPECT_EQ(site.get(open).status, web::Status::forbidden);
}

TEST_P(Talks, hide_everywhere_what_somebody_said_who_withdraws) {
    write_all();
    EXPECT_EQ(site.post(talk + "/evidence", {{"security", ""}}).status, web::Status::unprocessable)
        << "how far it can be relied on, a person says";
    const auto made = site.post(talk + "/evidence", {{"security", "partial"}});
    ASSERT_EQ(made.status, web::Status::see_other);
    EXPECT_THAT(site.html(made.location), AllOf(HasSubstr("Zqxcarers"), HasSubstr("6 October 2026"), HasSubstr("6 of 8 people"),
                                                HasSubstr(talk), Not(HasSubstr("Zqxearly"))));
    EXPECT_EQ(site.post(talk + "/evidence", {{"security", "partial"}}).status, web::Status::unprocessable) << "it is evidence already";
    ASSERT_EQ(
        site.post(made.location + "/findings",
                  {{"kind", "improvement"}, {"statement", "They said: Zqxearly words."}, {"excerpt", "Zqxearly words"}, {"themes", theme}})
            .status,
        web::Status::see_other);
    ASSERT_THAT(site.html(made.location), HasSubstr("Zqxearly words"));

    EXPECT_EQ(site.post(open, agreeing("Zqxpa", {})).status, web::Status::conflict) << "nobody saw that version";
    ASSERT_EQ(change(open, "Zqxpa", {"taking_part"}).status, web::Status::see_other);
    for (const auto& address : {talk, talk + "/edit", made.location, std::string("/api/v1") + talk, "/api/v1" + made.location})
        EXPECT_THAT(address.starts_with("/api") ? site.get(address).body : site.html(address), Not(HasSubstr("Zqxearly"))) << address;
    EXPECT_THAT(site.html(talk), AllOf(HasSubstr("Zqxpa does not agree that notes are kept"), HasSubstr("First […] were said."),
                                       HasSubstr("An excerpt of paragraph 3 is not shown")));
    EXPECT_THAT(site.html(made.location), HasSubstr("They said: […]."));
    EXPECT_EQ(count("talk_excerpt where words like '%Zqxearly%'"), 0);
    EXPECT_EQ(count("event where kind = 'talk' and (before like '%Zqxearly%' or after like '%Zqxearly%')"), 0);
    EXPECT_EQ(add_excerpt("1", "First", id_in(open)).status, web::Status::unprocessable) << "nor quoted again";
    EXPECT_THAT(site.html(open), HasSubstr("Notes are kept: from 7 October 2026 until 7 October 2026"));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(talk), AllOf(HasSubstr("Zqxinside words"), Not(HasSubstr("Zqxearly"))));
}

TEST_P(Talks, quote_no_longer_inside_what_somebody_takes_back_to_the_notes) {
    write_all();
    ASSERT_EQ(change(inside, "Zqxpb", {"taking_part", "notes"}).status, web::Status::see_other);
    EXPECT_THAT(site.html(talk), HasSubstr("Zqxinside words")) << "for those who evaluate";
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(talk), Not(HasSubstr("Zqxinside")));
    EXPECT_THAT(api(), Not(HasSubstr("Zqxinside")));
}

TEST_P(Talks, lose_an_excerpt_that_is_removed) {
    write_all();
    const auto removal = group_in(site.html(talk), "action=\"([^\"]*/removal)\"");
    ASSERT_EQ(site.post(removal, {}).status, web::Status::see_other);
    EXPECT_EQ(count("talk_excerpt"), 3);
    EXPECT_EQ(site.post(removal, {}).status, web::Status::see_other) << "twice is as good as once";
}

TEST_P(Talks, are_deleted_with_the_words_quoted_of_them_and_leave_their_evidence) {
    write_all();
    const auto made = site.post(talk + "/evidence", {{"security", "partial"}});
    ASSERT_EQ(made.status, web::Status::see_other);
    ASSERT_EQ(
        site.post(
                made.location + "/findings",
                {{"kind", "improvement"}, {"statement", "They said: Zqxinside words."}, {"excerpt", "Zqxinside words"}, {"themes", theme}})
            .status,
        web::Status::see_other);
    EXPECT_THAT(site.html(talk), AllOf(HasSubstr("Deleted by itself on 7 October 2028"), HasSubstr(talk + "/delete")));
    const auto asked = site.html(talk + "/delete");
    EXPECT_THAT(asked, AllOf(HasSubstr("The 4 excerpts taken from the notes"), HasSubstr("The evidence that was made of it"),
                             Not(HasSubstr("Zqxinside")), Not(HasSubstr("Zqxpa"))));
    EXPECT_LE(site.get(talk + "/delete").trips, 2);
    EXPECT_EQ(site.post(talk + "/delete", {}).status, web::Status::conflict) << "nobody saw that version";
    site.sign_in(Role::reader);
    EXPECT_EQ(site.get(talk + "/delete").status, web::Status::forbidden);
    EXPECT_THAT(site.html(talk), Not(HasSubstr(talk + "/delete")));
    site.sign_in(Role::evaluator);
    ASSERT_EQ(site.post(talk + "/delete", {{"seen_version", version_at(talk + "/delete")}}).status, web::Status::see_other);
    EXPECT_EQ(site.get(talk).status, web::Status::not_found);
    EXPECT_THAT(site.html("/talks"), Not(HasSubstr("Zqxcarers")));
    for (const auto* table : {"talk", "talk_participant", "talk_consent", "talk_excerpt", "talk_evidence"})
        EXPECT_EQ(count(table), 0) << table;
    EXPECT_THAT(site.html(made.location), AllOf(HasSubstr("They said: […]."), Not(HasSubstr("Zqxinside"))));
    EXPECT_EQ(count("event where kind = 'talk' and (before like '%Zqx%' or after like '%Zqx%')"), 0);
    EXPECT_EQ(count("event where verb = 'deleted_talk'"), 1);
}

TEST_P(Talks, are_not_deleted_while_they_are_kept_longer) {
    write_talk();
    site.database().writing([&](db::Write& db) {
        evidence::hold(db, site.by(Role::administrator), evidence::RetentionClass::talk, {id_in(talk), "Zqxcarers", site.now},
                       "Zqxinquiry");
        return true;
    });
    EXPECT_THAT(site.html(talk + "/delete"), HasSubstr("kept longer than the rule says"));
    EXPECT_EQ(site.post(talk + "/delete", {{"seen_version", "1"}}).status, web::Status::unprocessable);
    EXPECT_EQ(count("talk"), 1);
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/rights/retention"), AllOf(HasSubstr("Zqxcarers"), HasSubstr("Zqxinquiry")));
}

class Comments : public Talks {
protected:
    std::string record(const std::string& kind, const std::string& day, const std::string& month, Fields more = {}) {
        group = site.framework().stakeholder_groups.front().key;
        Fields fields{{"kind", kind},    {"came_day", day},       {"came_month", month}, {"came_year", "2026"},
                      {"way", "phone"},  {"whose_view", group},   {"about", "Zqxbus"},   {"words", "Zqxsaid of " + kind},
                      {"state", "open"}, {"owner", "partnership"}};
        fields.insert(fields.end(), more.begin(), more.end());
        const auto saved = site.post("/comments/new", fields);
        EXPECT_EQ(saved.status, web::Status::see_other) << site.document(saved);
        return saved.location;
    }
};

INSTANTIATE_TEST_SUITE_P(Both, Comments, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Comments, are_recorded_narrowed_and_counted) {
    EXPECT_THAT(site.html("/comments"), HasSubstr("Nothing has been recorded yet"));
    const auto late = record("complaint", "1", "10", {{"themes", theme}});
    record("complaint", "20", "11");
    record("compliment", "2", "11", {{"themes", other_theme}});
    const auto page = site.html("/comments");
    EXPECT_THAT(page, AllOf(HasSubstr("2 complaints and 1 compliment"),
                            HasSubstr("One complaint has been open for more than 20 working days"), HasSubstr("Open for one working day")));
    EXPECT_LE(site.get("/comments").trips, 2);
    EXPECT_THAT(site.html("/comments?kind=compliment"), AllOf(HasSubstr("1 compliment."), Not(HasSubstr("2 complaints"))));
    EXPECT_THAT(site.html("/comments?theme=" + theme), AllOf(HasSubstr("1 complaint."), HasSubstr(late)));
    EXPECT_THAT(site.html("/comments?state=closed"), HasSubstr("Nothing recorded is like this"));
    EXPECT_THAT(site.get("/comments.csv?kind=complaint").body,
                AllOf(HasSubstr("\xEF\xBB\xBF"), HasSubstr("Zqxsaid of complaint"), Not(HasSubstr("Zqxsaid of compliment"))));
    EXPECT_THAT(site.get("/api/v1/comments").body, HasSubstr("Zqxsaid of compliment"));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(late), AllOf(HasSubstr("Zqxsaid of complaint"), Not(HasSubstr(late + "/edit"))));
    EXPECT_EQ(site.get(late + "/edit").status, web::Status::forbidden);
}

TEST_P(Comments, are_deleted_by_who_may_evaluate) {
    const auto one = record("complaint", "16", "11");
    EXPECT_THAT(site.html(one), HasSubstr("Deleted by itself on 17 November 2029"));
    site.sign_in(Role::reader);
    EXPECT_EQ(site.get(one + "/delete").status, web::Status::forbidden);
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(one + "/delete"), AllOf(HasSubstr("What is deleted"), Not(HasSubstr("Zqxsaid"))));
    EXPECT_EQ(site.post(one + "/delete", {{"seen_version", "9"}}).status, web::Status::conflict);
    ASSERT_EQ(site.post(one + "/delete", {{"seen_version", version_at(one + "/delete")}}).status, web::Status::see_other);
    EXPECT_EQ(site.get(one).status, web::Status::not_found);
    EXPECT_EQ(count("comment"), 0);
    EXPECT_EQ(count("event where kind = 'comment' and (before like '%Zqx%' or after like '%Zqx%')"), 0);
}

TEST_P(Comments, are_closed_with_what_was_done) {
    const auto one = record("complaint", "16", "11");
    Fields fields{{"kind", "complaint"},
                  {"came_day", "16"},
                  {"came_month", "11"},
                  {"came_year", "2026"},
                  {"way", "phone"},
                  {"about", "Zqxbus"},
                  {"state", "closed"},
                  {"words", "Zqxsaid in full"},
                  {"seen_version", version_at(one + "/edit")}};
    const auto refused = site.post(one + "/edit", fields);
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused),
                AllOf(HasSubstr("Say what was done"), HasSubstr("Enter the day it was closed"), HasSubstr("Zqxsaid in full")));
    fields.insert(fields.end(), {{"done", "Zqxdone"}, {"closed_day", "20"}, {"closed_month", "11"}, {"closed_year", "2026"}});
    ASSERT_EQ(site.post(one + "/edit", fields).status, web::Status::see_other);
    EXPECT_THAT(site.html(one), AllOf(HasSubstr("Zqxdone"), HasSubstr("Closed after 4 working days"), HasSubstr("Not known")));
    EXPECT_EQ(site.post(one + "/edit", fields).status, web::Status::conflict) << "a page that was opened before";
    EXPECT_EQ(count("event where before like '%Zqxsaid%' or after like '%Zqxsaid%'"), 0);
}

TEST_P(Comments, become_one_item_of_evidence_counted_by_kind) {
    const auto one = record("complaint", "1", "10");
    record("compliment", "2", "10");
    record("comment", "5", "11");
    const auto make = [&](const std::string& security, const std::string& month) {
        return site.post("/comments/evidence/new", {{"from_day", "1"},
                                                    {"from_month", month},
                                                    {"from_year", "2026"},
                                                    {"to_day", "31"},
                                                    {"to_month", "10"},
                                                    {"to_year", "2026"},
                                                    {"whose_view", group},
                                                    {"security", security},
                                                    {"owner", "partnership"}});
    };
    EXPECT_EQ(make("", "10").status, web::Status::unprocessable) << "how far they can be relied on, a person says";
    EXPECT_EQ(make("partial", "11").status, web::Status::unprocessable) << "the last day comes first";
    const auto made = make("anecdotal", "10");
    ASSERT_EQ(made.status, web::Status::see_other) << site.document(made);
    EXPECT_THAT(site.html(made.location), AllOf(HasSubstr("Comments and complaints, 1 October 2026 – 31 October 2026"),
                                                HasSubstr("1 complaint and 1 compliment"), Not(HasSubstr("Zqxsaid"))));
    EXPECT_THAT(site.html(one), HasSubstr(made.location));
}

}  // namespace
}  // namespace touchstone
