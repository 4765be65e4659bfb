// Words come out of text, PDF and Word files; what is broken, locked or blown up ends as unreadable and harms nobody.
#include "app/file_text_work.h"

#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "app/file_words.h"
#include "base/child.h"
#include "base/text.h"
#include "evidence/evidence_store.h"
#include "evidence/evidence_text_store.h"
#include "jobs/job_store.h"
#include "tests/site.h"

namespace touchstone::app {

namespace {

using evidence::ScanState;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// A page with one line of text, and what stands in the trailer.
std::string pdf(const std::string& line, const std::string& trailer = {}) {
    const auto content = "BT /F1 12 Tf 72 700 Td (" + line + ") Tj ET";
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
           "4 0 obj<</Length " +
           std::to_string(content.size()) + ">>stream\n" + content +
           "\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R" + trailer +
           ">>\n%%EOF\n";
}

class FileText : public ::testing::TestWithParam<db::Engine> {
protected:
    FileText() : site(GetParam()), folder(std::filesystem::temp_directory_path() / new_id_text(site.now)) {
        std::filesystem::create_directory(folder);
        item = add_item("Notes");
        site.sign_in(Role::evaluator);
    }
    ~FileText() override { std::filesystem::remove_all(folder); }

    EvidenceId add_item(const std::string& title) {
        evidence::Evidence evidence;
        evidence.id = EvidenceId::make(site.now);
        evidence.title = evidence.line = title;
        evidence.from = evidence.to = *date_from("2026-01-01");
        evidence.added_by = site.account(Role::evaluator);
        evidence.added_at = site.now;
        site.database().writing([&](db::Write& db) {
            evidence::add_evidence(db, site.by(Role::evaluator), evidence);
            return true;
        });
        return evidence.id;
    }
    std::filesystem::path written(const std::string& content) {
        const auto file = folder / new_id_text(site.now);
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }
    FileId add(const std::string& name, const std::string& content, ScanState scan = ScanState::not_scanned, const FileId& replaces = {}) {
        return add_kept(name, written(content), scan, replaces);
    }
    FileId add_kept(const std::string& name, const std::filesystem::path& file, ScanState scan = ScanState::not_scanned,
                    const FileId& replaces = {}) {
        const auto kept = site.files().keep(file);
        const auto id = FileId::make(site.now);
        site.database().writing([&](db::Write& db) {
            evidence::add_file(db, site.by(Role::evaluator),
                               {id, item, name, "", 1, kept.hash, site.account(Role::evaluator), site.now, replaces, scan});
            return true;
        });
        return id;
    }
    // With so many bytes of words in it, in a zip as small as can be.
    std::filesystem::path blown_up_word_file(std::size_t bytes) {
        const auto file = folder / "blown up";
        const std::string document =
            R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>)" +
            std::string(bytes, 'x') + "</w:t></w:r></w:p></w:body></w:document>";
        int error = 0;
        zip_t* zip = zip_open(file.c_str(), ZIP_CREATE, &error);
        zip_file_add(zip, "word/document.xml", zip_source_buffer(zip, document.data(), document.size(), 0), 0);
        EXPECT_EQ(zip_close(zip), 0);
        return file;
    }
    void read(std::chrono::milliseconds turn = reading_turn) { read_for(site.account(Role::evaluator), turn); }
    void read_for(const AccountId& whose, std::chrono::milliseconds turn) {
        const jobs::Job job{.partnership = site.partnership(), .asked_by = whose};
        file_text_work(site.database(), site.files(), folder, [&] { return site.now; }, turn)(job, [](int, int, const std::string&) {});
    }
    std::size_t unread(const AccountId& whose) {
        return site.database().reading([&](db::Read& db) { return evidence::list_unread_files(db, site.partnership(), whose).size(); });
    }
    bool finds(const std::string& words) {
        const auto html = site.html("/evidence?q=" + words);
        return html.find("1 piece of evidence found") != std::string::npos;
    }
    std::string page() { return site.html("/evidence/" + item.text); }

    testing::Site site;
    std::filesystem::path folder;
    EvidenceId item;
};

INSTANTIATE_TEST_SUITE_P(Both, FileText, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(FileText, shows_whole_words_around_what_was_found) {
    std::string words;
    for (int i = 0; i < 60; ++i) words += "harbour ";
    add("notes.txt", words + "zqneedle " + words);
    read();
    const auto html = site.html("/evidence?q=zqneedle");
    EXPECT_THAT(html, AllOf(HasSubstr("… harbour harbour"), HasSubstr("harbour …")));
}

// One pixel, dark blue.
const std::string one_pixel(
    "\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\000\001\000\000\000\001\010\002\000\000\000\220\167\123\336"
    "\000\000\000\014\111\104\101\124\170\234\143\020\120\110\000\000\000\324\000\221\002\255\171\162\000\000\000\000\111\105\116\104\256"
    "\102\140\202",
    69);

TEST_P(FileText, shows_a_picture_of_the_first_page_and_never_the_file) {
    const auto plan = add("plan.pdf", pdf("Quiet mornings")), photo = add("photo.png", one_pixel);
    const auto fake = add("fake.png", "<svg onload='x'/>"), broken = add("broken.pdf", "%PDF-1.4 no more"),
               notes = add("notes.txt", "words");
    const auto held = add("held.pdf", pdf("Held"), ScanState::waiting);
    read();
    const auto preview = [&](const FileId& file) { return site.get("/evidence/" + item.text + "/files/" + file.text + "/preview"); };
    for (const auto& file : {plan, photo}) {
        const auto shown = preview(file);
        ASSERT_EQ(shown.status, web::Status::ok);
        EXPECT_EQ(shown.media_type, "image/png");
        std::ifstream in(site.files().path_of(shown.file_hash), std::ios::binary);
        std::string front(4, '\0');
        in.read(front.data(), 4);
        EXPECT_EQ(front, "\x89PNG");
        EXPECT_GT(std::filesystem::file_size(site.files().path_of(shown.file_hash)), 100u);
    }
    for (const auto& file : {fake, broken, notes, held}) EXPECT_EQ(preview(file).status, web::Status::not_found) << file.text;
    EXPECT_THAT(page(),
                AllOf(HasSubstr("First page of plan.pdf"), HasSubstr("First page of photo.png"), Not(HasSubstr("First page of fake"))));
    site.sign_in(std::nullopt);
    EXPECT_NE(preview(plan).status, web::Status::ok);
}

TEST_P(FileText, finds_items_by_the_words_in_their_files) {
    add("minutes.TXT", "The nurture group met.\nNobody was missing: caf\xE9.");
    add("survey.csv", "\xEF\xBB\xBFquestion;answer\nsafe;yes <b>always</b>");
    add("plan.pdf", pdf("Handwritten marmalade report"));
    run_child(
        {"pandoc", "--from=markdown", "--to=docx", "--output", (folder / "w").string(), written("Visit to the **lighthouse**").string()},
        std::chrono::seconds{30});
    run_child({"pandoc", "--from=markdown", "--to=odt", "--output", (folder / "o").string(), written("An *archipelago*").string()},
              std::chrono::seconds{30});
    add_kept("visit.docx", folder / "w");
    add_kept("islands.odt", folder / "o");
    add("photo.jpg", "nurture");
    EXPECT_FALSE(finds("marmalade")) << "not read yet";
    read();
    for (const auto* words : {"marmalade", "LIGHTHOUSE", "archipelago", "CAF%C3%89", "nurture", "always", "notes+marmalade",
                              "marmalade+lighthouse+nurture", "nobody%2C+missing"})
        EXPECT_TRUE(finds(words)) << words;
    for (const auto* words : {"marmalade+absentword", "marmelade", "b+questions"}) EXPECT_FALSE(finds(words)) << words;
    const auto html = site.html("/evidence?q=always");
    EXPECT_THAT(html, HasSubstr("In the file survey.csv:"));
    EXPECT_THAT(html, HasSubstr("yes &lt;b&gt;<mark>always</mark>&lt;/b&gt;"));
    EXPECT_THAT(site.html("/evidence?q=a+b+c+d+e+f+g+h+absentword"), HasSubstr("Only the first 8 words were searched for."));
    const auto answer = site.get("/evidence?q=marmalade");
    EXPECT_LE(answer.trips, 2);
    EXPECT_THAT(page(), Not(HasSubstr("could not be read")));
}

TEST_P(FileText, says_of_a_hostile_file_that_its_words_could_not_be_read) {
    std::vector<std::pair<std::string, std::string>> hostile{
        {"encrypted.pdf", pdf("Locked", "/Encrypt<</Filter/Standard/V 1/R 2/O(" + std::string(32, 'o') + ")/U(" + std::string(32, 'u') +
                                            ")/P -4>>/ID[(a)(a)]")},
        {"broken.pdf", "%PDF-1.4\nnothing follows"},
        {"empty.pdf", ""},
        {"not-a-zip.docx", "PK\x03\x04 and then nothing"},
        {"not-text.txt", std::string("a\0b", 3)}};
    for (const auto& [name, content] : hostile) {
        const auto file = written(content);
        EXPECT_THROW((void)words_of_file(file, name, folder), Unreadable) << name;
    }
    add("broken.pdf", "%PDF-1.4\nnothing follows");
    add("good.txt", "Marmalade");
    read();
    EXPECT_THAT(page(), HasSubstr("Its text could not be read"));
    EXPECT_TRUE(finds("marmalade")) << "the next file is read all the same";
    EXPECT_EQ(unread(site.account(Role::evaluator)), 0u) << "nothing is tried for ever";
}

TEST_P(FileText, waits_for_a_program_that_is_not_installed) {
    add("broken.docx", "no archive");
    const std::string path = std::getenv("PATH");
    setenv("PATH", folder.c_str(), 1);
    read();
    setenv("PATH", path.c_str(), 1);
    EXPECT_EQ(unread(site.account(Role::evaluator)), 1U);
    read();
    EXPECT_EQ(unread(site.account(Role::evaluator)), 0U) << "it could be tried";
}

TEST_P(FileText, who_adds_twenty_files_at_once_does_not_keep_another_waiting) {
    for (int i = 0; i < 20; ++i) add("plan.txt", "Marmalade " + std::to_string(i));
    const auto one = site.account(Role::evaluator), other = site.account(Role::lead);
    site.database().writing([&](db::Write& db) {
        return db.run("update evidence_file set added_by = $1 where id = (select max(id) from evidence_file)", other) == 1;
    });
    const auto ask_at_start = [&] {
        site.database().write([&](db::Write& db) {
            ask_for_unread_files(db, site.now);
            return true;
        });
    };
    const auto next = [&] { return site.database().reading([](db::Read& db) { return jobs::find_next(db, {"file_text"}); }); };
    ask_at_start();
    std::set<std::string> askers;
    for (auto job = next(); job; job = next()) {
        askers.insert(job->asked_by.text);
        site.database().writing([&](db::Write& db) {
            jobs::finish(db, *job, "", "", site.now);
            return true;
        });
    }
    EXPECT_EQ(askers, (std::set{one.text, other.text})) << "each waits for a turn";
    read_for(one, std::chrono::milliseconds{0});
    EXPECT_EQ(unread(one), 18u) << "one file is read in any turn, however short";
    ASSERT_TRUE(next()) << "and then the rest waits for another";
    EXPECT_EQ(next()->asked_by, one);
    read_for(other, std::chrono::milliseconds{0});
    EXPECT_EQ(unread(other), 0u);
    read_for(one, reading_turn);
    EXPECT_EQ(unread(one), 0u);
}

TEST_P(FileText, gives_up_on_a_file_that_is_blown_up) {
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_THROW((void)words_of_file(blown_up_word_file(300'000'000), "bomb.docx", folder), Unreadable);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{40});
}

TEST_P(FileText, keeps_no_more_than_the_limit) {
    std::string long_text;
    while (long_text.size() < 2'000'000) long_text += "é ";
    const auto words = words_of_file(written(long_text), "long.txt", folder);
    EXPECT_LE(characters(*words), evidence::file_words_max);
    EXPECT_GT(characters(*words), evidence::file_words_max - 3);
}

TEST_P(FileText, is_not_read_while_a_virus_scanner_holds_it) {
    const auto held = add("held.txt", "Marmalade", ScanState::waiting), infected = add("bad.txt", "Lighthouse", ScanState::waiting);
    read();
    EXPECT_FALSE(finds("marmalade"));
    site.database().writing([&](db::Write& db) {
        for (const auto& file : evidence::list_waiting_files(db, site.partnership()))
            evidence::save_scan(db, site.by(Role::evaluator), file, file.id == held ? ScanState::clean : ScanState::infected);
        return true;
    });
    read();
    EXPECT_TRUE(finds("marmalade"));
    EXPECT_FALSE(finds("lighthouse"));
}

TEST_P(FileText, forgets_the_words_of_a_file_that_is_replaced) {
    const auto old = add("plan.txt", "Marmalade");
    read();
    EXPECT_TRUE(finds("marmalade"));
    add("plan.txt", "Lighthouse", ScanState::not_scanned, old);
    EXPECT_FALSE(finds("marmalade"));
    read();
    EXPECT_TRUE(finds("lighthouse"));
}

TEST_P(FileText, finds_items_by_their_findings_unless_they_are_withdrawn) {
    const auto by = site.account(Role::evaluator);
    evidence::Finding finding{FindingId::make(site.now),
                              item,
                              evidence::FindingKind::strength,
                              "Marmalade is liked.",
                              {{"generic-2006", {"5.1", 1}}},
                              by,
                              site.now,
                              std::nullopt,
                              1,
                              "“Loved” by <all>"};
    site.database().writing([&](db::Write& db) {
        evidence::add_finding(db, site.by(Role::evaluator), finding);
        return true;
    });
    EXPECT_TRUE(finds("notes+marmalade"));
    EXPECT_THAT(site.html("/evidence?q=LOVED+liked"), HasSubstr("Marmalade is <mark>liked</mark>. “<mark>Loved</mark>” by &lt;all&gt;"));
    auto withdrawn = finding;
    withdrawn.withdrawn_at = site.now;
    site.database().writing([&](db::Write& db) { return evidence::save_finding(db, site.by(Role::evaluator), finding, withdrawn); });
    EXPECT_FALSE(finds("marmalade"));
}

TEST_P(FileText, is_asked_for_when_the_server_starts) {
    add("plan.txt", "Marmalade");
    site.database().writing([&](db::Write& db) {
        ask_for_unread_files(db, site.now);
        ask_for_unread_files(db, site.now);
        return true;
    });
    const auto next = site.database().reading([](db::Read& db) { return jobs::find_next(db, {"file_text"}); });
    ASSERT_TRUE(next);
    EXPECT_EQ(next->kind, "file_text");
    EXPECT_EQ(next->subject, site.partnership().text);
}

}  // namespace
}  // namespace touchstone::app
