// Whatever is done to the rows behind the product's back is found: on real tables, on both engines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "events/event_store.h"
#include "events/seal_store.h"
#include "people/organisation_store.h"
#include "tests/site.h"

namespace touchstone::events {

namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Audit : public ::testing::TestWithParam<db::Engine> {
protected:
    Audit() : site(GetParam()) {
        write([&](db::Write& db) {
            for (int i = 0; i < 5; ++i)
                record(db, {site.partnership(), site.now, site.account(Role::reader), "judged", "evaluation", "e", std::to_string(i),
                            "{\"level\":\"3\"}", "{\"level\":\"4\"}"});
        });
    }
    void write(const std::function<void(db::Write&)>& change) {
        site.database().writing([&](db::Write& db) {
            change(db);
            return true;
        });
    }
    void tamper(const std::string& sql) {
        write([&](db::Write& db) { db.run(sql); });
    }
    std::string found(const Head& kept = {}) {
        std::string words;
        site.database().read([&](db::Read& db) {
            for (const auto& fault : audit(db, site.partnership(), kept).faults) words += fault + "\n";
        });
        return words;
    }
    Head head() {
        Head head;
        site.database().read([&](db::Read& db) { head = find_head(db, site.partnership()); });
        return head;
    }
    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, Audit, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Audit, finds_nothing_where_nothing_was_done) {
    EXPECT_THAT(found(), IsEmpty());
    EXPECT_THAT(found(head()), IsEmpty());
    EXPECT_EQ(head().seq, 5);
}

TEST_P(Audit, finds_an_altered_word) {
    tamper("update event set after = '{\"level\":\"6\"}' where seq = 3");
    EXPECT_THAT(found(), HasSubstr("the words of event 3"));
}

TEST_P(Audit, finds_another_author_and_another_time) {
    tamper("update event set actor_id = null where seq = 2");
    EXPECT_THAT(found(), HasSubstr("event 2"));
    tamper("update event set at = at + 1 where seq = 4");
    EXPECT_THAT(found(), HasSubstr("event 4"));
}

TEST_P(Audit, finds_a_row_that_is_gone) {
    tamper("delete from event where seq = 3");
    EXPECT_THAT(found(), HasSubstr("1 events before event 4 are missing"));
}

TEST_P(Audit, finds_an_end_that_was_cut_off) {
    tamper("delete from event where seq = 5");
    EXPECT_THAT(found(), HasSubstr("ends at event 4, and should end at event 5"));
}

TEST_P(Audit, finds_two_rows_that_changed_places) {
    tamper("update event set seq = 9 where seq = 2");
    tamper("update event set seq = 2 where seq = 3");
    tamper("update event set seq = 3 where seq = 9");
    EXPECT_THAT(found(), HasSubstr("event 2"));
}

TEST_P(Audit, finds_a_row_that_nobody_recorded) {
    tamper(
        "insert into event (partnership_id, id, at, actor_id, verb, kind, object_id, part, seq, salt, words_hash, hash) select "
        "partnership_id, "
        "'planted', at, actor_id, verb, kind, object_id, part, 5, salt, words_hash, hash from event where seq = 2");
    EXPECT_THAT(found(), HasSubstr("planted"));
}

TEST_P(Audit, finds_words_that_were_taken_out_with_their_salt_left) {
    tamper("update event set before = null where seq = 1");
    EXPECT_THAT(found(), HasSubstr("the words of event 1"));
}

// With a key, which is taken away again when the test is over.
class KeyedAudit : public Audit {
protected:
    KeyedAudit() { rewrite_with(key); }
    ~KeyedAudit() override { use_audit_key(""); }
    void rewrite_with(const std::string& with) {
        use_audit_key(with);
        write([](db::Write& db) { chain_anew(db); });
    }
    const std::string key = "the key that lies beside it, 32 b.";
};

INSTANTIATE_TEST_SUITE_P(Both, KeyedAudit, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(KeyedAudit, covers_what_stood_there_before_there_was_a_chain) {
    use_audit_key("");
    tamper("update event set seq = 0, salt = '', words_hash = '', hash = ''");
    tamper("delete from event_head");
    rewrite_with(key);
    EXPECT_THAT(found(), IsEmpty());
    EXPECT_EQ(head().seq, 5);
    tamper("update event set after = '{}' where seq = 2");
    EXPECT_THAT(found(), HasSubstr("the words of event 2"));
}

TEST_P(KeyedAudit, finds_a_chain_that_was_rewritten_without_the_key) {
    for (const auto* other : {"", "another key, of the same length, 32b"}) {
        tamper("update event set actor_id = null where seq = 3");
        rewrite_with(other);
        use_audit_key(key);
        EXPECT_THAT(found(), HasSubstr("was not written by a server with this key")) << other;
        rewrite_with(key);
        EXPECT_THAT(found(), IsEmpty());
    }
}

TEST_P(KeyedAudit, finds_an_end_that_was_cut_off_together_with_its_head) {
    tamper("delete from event where seq = 5");
    tamper("update event_head set seq = 4, hash = (select hash from event where seq = 4)");
    EXPECT_THAT(found(), HasSubstr("was not written by a server with this key"));
    use_audit_key("");
    tamper("update event_head set seal = ''");
    use_audit_key(key);
    EXPECT_THAT(found(), HasSubstr("was not written by a server with this key")) << "nor without any seal";
}

TEST_P(KeyedAudit, finds_events_that_claim_to_be_from_before_there_was_a_chain) {
    tamper(
        "insert into event (partnership_id, id, at, actor_id, verb, kind, object_id, part, before, after, seq, salt, words_hash, hash) "
        "select partnership_id, 'forged', at, actor_id, verb, kind, object_id, part, before, after, 0, '', '', '' from event where seq = "
        "2");
    EXPECT_THAT(found(), HasSubstr("event forged stands outside of the chain"));
}

TEST_P(KeyedAudit, finds_a_chain_that_was_removed_together_with_its_head) {
    const auto chained = [&] { return site.database().reading(check_chains); };
    EXPECT_EQ(chained(), Chained::fits);
    tamper("delete from event");
    tamper("delete from event_head");
    EXPECT_EQ(chained(), Chained::broken);
    write([&](db::Write& db) { record(db, {site.partnership(), site.now, {}, "judged", "evaluation", "e", "a new story", "", ""}); });
    EXPECT_EQ(chained(), Chained::broken) << "and stays found once the server has gone on writing";
    EXPECT_THAT(found(), IsEmpty()) << "by itself the new chain fits";
    tamper("update event_seal set seal = ''");
    write([&](db::Write& db) { seal_for_the_first_time(db, people::list_partnerships(db).empty()); });
    EXPECT_EQ(chained(), Chained::never_sealed) << "it is not sealed anew over what is left";
}

TEST_P(KeyedAudit, stays_sound_while_the_server_goes_on_writing) {
    for (int i = 0; i < 3; ++i)
        write([&](db::Write& db) { record(db, {site.partnership(), site.now, {}, "judged", "evaluation", "e", "", "", ""}); });
    EXPECT_EQ(site.database().reading(check_chains), Chained::fits);
    EXPECT_THAT(found(), IsEmpty());
}

TEST_P(KeyedAudit, seals_what_an_older_version_sealed_one_by_one) {
    const auto end = head();
    write([&](db::Write& db) { db.run("update event_head set seal = $1", former_seal_of(site.partnership(), end)); });
    tamper("update event_seal set seal = ''");
    EXPECT_TRUE(site.database().reading(find_seals).fits);
    write([&](db::Write& db) { seal_for_the_first_time(db, people::list_partnerships(db).empty()); });
    EXPECT_EQ(site.database().reading(check_chains), Chained::fits);
    EXPECT_THAT(found(), IsEmpty());
}

TEST_P(KeyedAudit, knows_the_key_that_the_chains_were_sealed_with) {
    const auto seals = [&] { return site.database().reading([](db::Read& db) { return find_seals(db); }); };
    EXPECT_TRUE(seals().any && seals().fits);
    use_audit_key("another key, of the same length, 32b");
    EXPECT_TRUE(seals().any && !seals().fits);
}

TEST_P(Audit, finds_a_chain_that_was_rewritten_by_the_head_that_was_kept) {
    const auto kept = head();
    tamper("delete from event");
    tamper("delete from event_head");
    write([&](db::Write& db) {
        for (int i = 0; i < 6; ++i) record(db, {site.partnership(), site.now, {}, "judged", "evaluation", "e", "another story", "", ""});
    });
    EXPECT_THAT(found(), IsEmpty()) << "alone it fits";
    EXPECT_THAT(found(kept), HasSubstr("event 5 is not the one that was written down"));
}

}  // namespace
}  // namespace touchstone::events
