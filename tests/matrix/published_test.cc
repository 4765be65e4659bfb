// What A published of its evaluation, which draws on what B lent to it alone: once before B was asked, and once after B had agreed to the
// report to the partnership and to no other. Every route that names a published version or a report, as every kind of person, in every
// format. PDF and Word need other programs: here they are not made, but the page that both are printed from is looked at.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/workbench.h"
#include "reports/audience_pages.h"
#include "reports/body_pages.h"
#include "reports/publishing_store.h"
#include "reports/report_pages.h"
#include "reports/snapshot.h"
#include "tests/matrix/people.h"
#include "tests/matrix/publishing.h"
#include "tests/matrix/world.h"

namespace touchstone::testing {
namespace {

using reports::Audience;

class Published : public ::testing::TestWithParam<db::Engine> {
protected:
    Published() : world(GetParam()), own(world.thing(What::own)), publishing(world) {}

    web::Answer ask(web::Request request, Who who, bool is_program) {
        auto& session = sessions[who];
        if (session.empty()) session = world.session_of(who);
        request.headers.push_back({"Host", "localhost"});
        if (is_program && !session.empty()) request.headers.push_back({"Authorization", "Bearer " + session});
        if (!is_program) request.headers.push_back({"Cookie", "visitor=visitor; session=" + session});
        request.peer = fmt::format("peer{}", ++asked_so_far);
        return world.site.answer(request);
    }

    static bool names(const web::Route& route, const std::string& hole) {
        return route.pattern.find("{" + hole + "}") != std::string::npos;
    }
    static bool is_about_what_is_published(const web::Route& route) {
        if (route.method != "GET") return false;
        return names(route, "report") || names(route, "area") || names(route, "number") ||
               route.pattern.ends_with("{evaluation}/reports") || route.pattern.ends_with("{evaluation}/publishing");
    }

    struct Question {
        const web::Route* route;
        const Row* row;
        const Version* version;
        const reports::Report* report;
        std::string format;
    };
    std::string address(const Question& asked) const {
        auto address = asked.route->pattern;
        for (const auto& [hole, value] : {std::pair<std::string, std::string>{"evaluation", own.evaluation},
                                          {"number", std::to_string(asked.version->number)},
                                          {"report", asked.report->id.text},
                                          {"open_report", asked.report->id.text},
                                          {"area", world.site.partnership().text},
                                          {"format", asked.format}})
            if (const auto at = address.find("{" + hole + "}"); at != std::string::npos) address.replace(at, hole.size() + 2, value);
        return address;
    }
    static bool is_there(const Question& asked) {
        if (asked.format == "xlsx" && asked.report->audience == reports::Audience::young_people) return false;  // they get no workbook
        if (names(*asked.route, "open_report")) return reports::is_open(asked.report->audience);
        return names(*asked.route, "area") || asked.row->evaluation[static_cast<std::size_t>(What::own)] != '-';
    }
    // B agreed that whoever reads the evaluation reads it in that version's report to the partnership, which the snapshot holds.
    static bool is_agreed(const Question& asked) {
        if (!asked.version->is_agreed) return false;
        return names(*asked.route, "number") || (names(*asked.route, "report") && asked.report->audience == Audience::partnership);
    }
    bool shows_what_was_lent(const std::string& shown) const {
        return shown.find(World::lent_word) != std::string::npos || shown.find(world.lent_evidence) != std::string::npos ||
               shown.find(world.lent_finding) != std::string::npos;
    }

    void try_it(const Question& asked) {
        web::Request request;
        request.method = "GET";
        request.target = address(asked);
        const auto answer = ask(std::move(request), asked.row->who, asked.route->reads.has_value());
        ++questions;
        const auto told = fmt::format("{} as {}, version {} for {}, {}", asked.route->pattern, asked.row->name, asked.version->number,
                                      name_of(asked.report->audience), asked.format);
        if ((answer.status == 200) != is_there(asked)) mismatch(fmt::format("{}: status {}", told, answer.status));
        const auto shown = words_of(answer.file ? read_file(*answer.file) : answer.body);
        if (shows_what_was_lent(shown) && !is_agreed(asked)) mismatch(told + " shows what was lent to A");
        // How far the files are says nothing of what is in them.
        const bool is_content =
            (names(*asked.route, "report") && !asked.route->pattern.ends_with("/state")) || names(*asked.route, "number");
        if (answer.status == 200 && is_content && is_agreed(asked) && shown.find(World::lent_word) == std::string::npos)
            mismatch(told + " does not show what B agreed to");
    }

    void try_route(const web::Route& route, const Version& version) {
        const bool has_report = names(route, "report") || names(route, "open_report");
        const auto formats = names(route, "format") ? std::vector<std::string>{"json", "xlsx"} : std::vector<std::string>{""};
        for (const auto& row : people) {
            if (route.reads && row.who == Who::through_eyes) continue;  // a token sees with its owner's eyes
            for (const auto& report : version.reports)
                for (const auto& format : formats)
                    if (has_report || &report == &version.reports.front()) try_it({&route, &row, &version, &report, format});
        }
    }
    void try_version(const Version& version) {
        for (const auto& route : world.site.router.routes())
            if (is_about_what_is_published(route)) try_route(route, version);
        for (const auto& report : version.reports) {
            ++questions;
            if (shows_what_was_lent(printed(report)) != (version.is_agreed && report.audience == Audience::partnership))
                mismatch(fmt::format("version {} for {}, as it is printed", version.number, name_of(report.audience)));
        }
    }

    // What PDF and Word are made of.
    std::string printed(const reports::Report& report) {
        const auto whole = world.site.database().reading(
            [&](db::Read& db) { return reports::find_report(db, world.site.partnership(), report.id).value(); });
        const auto content =
            reports::content_for(report.audience, report.layout, nlohmann::json::parse(reports::content_of(whole.snapshot.sealed)));
        return reports::document_of(reports::body_of(content, {report.audience, report.layout, false, true, ""})).html;
    }

    void mismatch(const std::string& what) {
        if (mismatches.size() < 40) mismatches.push_back(what);
    }

    World world;
    const Thing& own;
    Publishing publishing;
    std::map<Who, std::string> sessions;
    std::vector<std::string> mismatches;
    int asked_so_far = 0, questions = 0;
};

INSTANTIATE_TEST_SUITE_P(Both, Published, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Published, shows_what_was_lent_where_its_owner_agreed_and_nowhere_else) {
    const auto before = publishing.publish(false);
    try_version(before);
    if (mismatches.empty()) {
        publishing.agree_for_the_partnership(before.number + 1);
        try_version(publishing.publish(true));
        try_version(before);
    }
    fmt::print("{} questions, {} mismatches\n", questions, mismatches.size());
    for (const auto& one : mismatches) ADD_FAILURE() << one;
}

}  // namespace
}  // namespace touchstone::testing
