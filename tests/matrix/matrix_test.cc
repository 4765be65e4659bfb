// Every route of the route table, as every kind of person, on every kind of object, with foreign ids in the address and in the form. What
// is expected stands here as a table written by hand; a route without a line in it fails. No answer may hold a word of what the person may
// not see, an object that is not there for somebody must look like one that never was, and nothing of the other partnership may change.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "frameworks/framework_store.h"
#include "tests/matrix/needs.h"
#include "tests/matrix/people.h"
#include "tests/matrix/program_form.h"
#include "tests/matrix/world.h"
#include "web/api.h"
#include "web/form_reader.h"
#include "web/session.h"

namespace touchstone::testing {
namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

enum class Expected { passes, sign_in, forbidden, absent };

struct Question {
    const web::Route* route;
    const Row* row;
    What what = What::joint;
    What in_form = What::joint;
    int page = 1;  // of a list
};

class Matrix : public ::testing::TestWithParam<db::Engine> {
protected:
    Matrix() : world(GetParam()), stops_early(std::getenv("TOUCHSTONE_WITHOUT_GUARD") != nullptr) {
        const auto& framework = world.site.framework();
        words = {{"indicator", "5.1"},        {"aspect", "awareness"},       {"theme", "1"}, {"activity", "0"}, {"question", "1"},
                 {"framework", framework.id}, {"version", framework.version}};
    }

    static std::string name_of(const web::Route& route) { return route.method + " " + route.pattern; }
    static bool names(const web::Route& route, const std::string& hole) {
        return route.pattern.find("{" + hole + "}") != std::string::npos;
    }

    std::string address(const Question& asked) {
        const auto& thing = world.thing(asked.what);
        std::string address = asked.route->pattern;
        for (auto open = address.find('{'); open != std::string::npos; open = address.find('{')) {
            const auto close = address.find('}', open);
            const auto hole = address.substr(open + 1, close - open - 1);
            std::string value = words.contains(hole) ? words.at(hole) : "";
            if (hole == "evaluation") value = thing.evaluation;
            if (hole == "evidence") value = thing.evidence;
            if (hole == "report") value = thing.report;
            if (hole == "key_area") value = "5";
            if (hole == "component") value = "outcomes";
            if (hole == "audience") value = "board";
            if (hole == "topic") value = "home";
            if (hole == "number") value = "1";
            if (hole == "format") value = "pdf";
            if (hole == "finding") value = thing.finding;
            if (hole == "file") value = thing.file;
            if (hole == "drawn") value = thing.evaluation;
            if (hole == "plan") value = thing.plan;
            if (hole == "objective") value = thing.objective;
            if (hole == "target") value = thing.target;
            if (hole == "action") value = thing.action;
            if (hole == "milestone") value = thing.milestone;
            if (hole == "standard") value = world.standard;
            if (hole == "task") value = thing.task;
            if (hole == "step") value = "who";
            if (hole == "part") value = "5.1";
            if (hole == "measure") value = thing.measure;
            if (hole == "figure_import") value = thing.figure_import;
            if (hole == "measure_target" || hole == "measure_break") value = world.fresh_mark(asked.what);
            if (hole == "questionnaire") value = thing.questionnaire;
            if (hole == "language") value = "gd";
            if (hole == "wave") value = thing.wave;
            if (hole == "reply_import")  // one that is removed is there for nobody afterwards
                value = name_of(*asked.route).ends_with("/removal") ? world.fresh_reply_import(asked.what) : thing.reply_import;
            if (hole == "wall") value = thing.wall;
            if (hole == "text" || hole == "statement") value = "1";
            if (hole == "talk") value = thing.talk;
            if (hole == "participant") value = thing.participant;
            if (hole == "excerpt") value = thing.excerpt;
            if (hole == "comment") value = thing.comment;
            if (hole == "link") value = thing.link;
            if (hole == "question" && (names(*asked.route, "questionnaire") || names(*asked.route, "wave"))) value = "q1";
            if (hole == "duty") value = thing.duty;
            if (hole == "practice") value = thing.practice;
            if (hole == "organisation") value = world.a.text;
            if (hole == "service") value = world.service.text;
            if (hole == "account") value = world.bystander.text;
            if (hole == "record" || hole == "kept_record") value = world.record();
            if (hole == "reader") value = world.only_keeper();
            if (hole == "concern") value = world.fresh_concern();
            if (hole == "erasure") value = world.fresh_erasure();
            if (hole == "job") value = world.job();
            if (hole == "calibration") value = world.fresh_calibration(asked.what);
            if (hole == "disposal") value = world.fresh_disposal();
            if (hole == "assignment") value = world.fresh_assignment();
            if (hole == "share") value = world.fresh_share(asked.what, names(*asked.route, "evaluation"));
            address.replace(open, close - open + 1, value);
        }
        if (asked.page > 1) address += fmt::format("?page={}", asked.page);
        return address;
    }

    // Ids of the other partnership, and of an organisation that is not one's own, in every field that could take one.
    std::string body(const Question& asked) {
        const auto& foreign = world.thing(What::foreign);
        std::string fields = "csrf=" + web::csrf_token("visitor");
        for (const auto& [field, value] : {std::pair{"evaluation", foreign.evaluation},
                                           {"services", foreign.evaluation},
                                           {"account", world.bystander.text},
                                           {"partnership", world.foreign.text},
                                           {"key", foreign.evaluation},
                                           {"part", std::string("question_1")},
                                           {"themes", std::string("5.1/1")}})
            fields += fmt::format("&{}={}", field, value);
        if (name_of(*asked.route).ends_with("/uses")) fields += "&use=no&evidence=" + world.thing(asked.in_form).evidence;
        if (!names(*asked.route, "share")) fields += "&owner=organisation/" + world.b.text + "&with=" + world.foreign.text;
        return fields;
    }

    web::Answer ask(const Question& asked, std::string body, const std::vector<web::Header>& more = {}) {
        web::Request request;
        request.method = asked.route->method;
        request.target = address(asked);
        request.peer = fmt::format("peer{}", ++asked_so_far);
        for (const auto& header : more) request.headers.push_back(header);
        if (is_program) return ask_as_program(std::move(request), asked, body);
        request.headers.push_back({"Host", "localhost"});
        request.headers.push_back({"Cookie", "visitor=visitor; session=" + session(asked)});
        if (request.method == "POST") {
            request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
            request.body = std::move(body);
        }
        return world.site.answer(request);
    }

    // The same question with an access token, and what a form would hold as JSON. The cookie must not count.
    web::Answer ask_as_program(web::Request request, const Question& asked, const std::string& body) {
        request.headers.push_back({"Cookie", "visitor=visitor; session=" + world.session_of(Who::lead)});
        if (const auto token = session(asked); !token.empty()) request.headers.push_back({"Authorization", "Bearer " + token});
        if (request.method == "POST") {
            request.target = web::api_root + request.target;
            request.headers.push_back({"Content-Type", "application/json"});
            request.body = program_form(*asked.route, web::read_urlencoded(body).value()).dump();
        }
        return world.site.answer(request);
    }

    // A form may end a session; a page does not.
    std::string session(const Question& asked) {
        auto& known = sessions[asked.row->who];
        if (known.empty() || (asked.route->method == "POST" && !is_program)) known = world.session_of(asked.row->who);
        return known;
    }

    // On the restricted record.
    static bool is_named(Who who) { return who == Who::lead || who == Who::a_evaluator || who == Who::a_reader; }

    Expected expected(const Question& asked) const {
        auto need = needs.at(name_of(*asked.route));
        if (need.ends_with('?')) need.pop_back();
        const auto& row = *asked.row;
        const bool is_post = asked.route->method == "POST";
        if (need == "any") return Expected::passes;
        if (need == "hidden") return Expected::absent;
        if (need == "not let in") return row.who == Who::nobody ? Expected::sign_in : Expected::forbidden;
        if (row.who == Who::nobody) return Expected::sign_in;
        if (need == "own") return row.who == Who::through_eyes ? Expected::forbidden : Expected::passes;
        if (is_post && row.who == Who::through_eyes) return Expected::forbidden;
        if (need == "absent") return Expected::absent;
        if (need == "concern" && row.who == Who::through_eyes) return Expected::forbidden;
        if (need == "concern") return row.who == Who::a_evaluator ? Expected::passes : Expected::absent;
        if (row.somewhere == '-') return Expected::forbidden;
        // Who looks through somebody's eyes sees what they see of the evaluation; a program what a program asked for.
        if (need == "job") return row.who == Who::a_evaluator || row.who == Who::through_eyes ? Expected::passes : Expected::absent;
        if (need == "screener") return Expected::absent;  // nobody here is named to read what people write
        if (need == "partnership") {
            if (row.who != Who::administrator && row.who != Who::foreign_administrator) return Expected::forbidden;
            const bool names_one = names(*asked.route, "organisation") || names(*asked.route, "erasure") || names(*asked.route, "disposal");
            return row.who == Who::foreign_administrator && names_one ? Expected::absent : Expected::passes;
        }
        const bool leads = row.who == Who::lead || row.who == Who::a_lead;
        if (need == "lead_partnership")
            return row.who == Who::lead || row.who == Who::administrator || row.who == Who::foreign_administrator ? Expected::passes
                                                                                                                  : Expected::forbidden;
        if (need == "make_records") return leads ? Expected::passes : Expected::forbidden;
        if (names(*asked.route, "kept_record")) return row.who == Who::lead ? Expected::passes : Expected::absent;
        if (names(*asked.route, "record")) return is_named(row.who) ? Expected::passes : Expected::absent;
        const char wanted = need == "give" || need == "moderate" ? 'L' : need.front();
        const auto moderates = [&](char has) { return need == "moderate" && has == 'm'; };
        if (rank(row.somewhere) < rank(wanted) && !moderates(row.somewhere)) return Expected::forbidden;
        const auto about = [&](char has, char needed) {
            if (moderates(has)) return Expected::passes;
            if (rank(has) >= rank(needed)) return Expected::passes;
            return rank(has) >= rank('r') ? Expected::forbidden : Expected::absent;
        };
        const auto at = static_cast<std::size_t>(asked.what);
        if (names(*asked.route, "organisation") || names(*asked.route, "service")) return about(row.organisation, wanted);
        if (names(*asked.route, "account")) return about(row.account, need == "give" ? 'r' : wanted);
        if (names(*asked.route, "evidence")) return about(row.evidence[at], wanted);
        if (names_plan(*asked.route)) return about(on_plan(row, asked.what), wanted);
        if (!names(*asked.route, "evaluation") && !names(*asked.route, "report") && !names(*asked.route, "calibration"))
            return Expected::passes;
        const auto first = about(row.evaluation[at], wanted);
        if (first != Expected::passes || !name_of(*asked.route).ends_with("/uses")) return first;
        return about(row.evidence[static_cast<std::size_t>(asked.in_form)], 's');
    }

    static bool names_plan(const web::Route& route) {
        return std::ranges::any_of(std::array{"plan", "objective", "action", "duty", "practice", "measure", "figure_import", "reply_import",
                                              "questionnaire", "wave", "wall", "talk", "comment"},
                                   [&](const char* hole) { return names(route, hole); });
    }

    // A plan, a duty and what is not published as good practice is its owner's and is shared with nobody: neither through services nor
    // through a role on one evaluation.
    static char on_plan(const Row& row, What what) {
        if (row.who == Who::inspector) return '-';
        if (what == What::joint || what == What::below || what == What::foreign || what == What::absent)
            return row.evaluation[static_cast<std::size_t>(what)];
        return row.who == Who::service_evaluator ? '-' : row.evaluation[static_cast<std::size_t>(What::own)];
    }

    static std::optional<Expected> got(const Question& asked, const web::Answer& answer) {
        const auto* location = [&]() -> const std::string* {
            for (const auto& header : answer.headers)
                if (header.name == "Location") return &header.value;
            return nullptr;
        }();
        if (answer.status == 404) return Expected::absent;
        if (answer.status == 401) return Expected::sign_in;
        if (answer.status == 303 && location && location->starts_with("/sign-in?next")) return Expected::sign_in;
        if (answer.status == 403) return asked.row->who == Who::nobody ? Expected::sign_in : Expected::forbidden;
        if (answer.status == 200 || answer.status == 201 || answer.status == 204 || answer.status == 303 || answer.status == 409 ||
            answer.status == 422 || answer.status == 429)
            return Expected::passes;
        return std::nullopt;
    }

    std::string told(const Question& asked) const {
        return fmt::format("{} as {}, object {}, form {}, page {}", name_of(*asked.route), asked.row->name, static_cast<int>(asked.what),
                           static_cast<int>(asked.in_form), asked.page);
    }

    // Words of what is not there for this person.
    void look_for_secrets(const Question& asked, const web::Answer& answer) {
        const auto shown = answer.file ? content_of(*answer.file) : answer.body;
        const bool shows_label = shown.find(World::record_word) != std::string::npos;
        if (shows_label && !is_named(asked.row->who)) mismatch(told(asked) + " shows what a record is called");
        if (shown.find("zqsecrecord") != std::string::npos) mismatch(told(asked) + " shows a record that nobody has opened");
        if (shown.find(World::job_word) != std::string::npos && asked.row->who != Who::a_evaluator && asked.row->who != Who::through_eyes)
            mismatch(told(asked) + " hands out what somebody else asked for");
        // Lent to the organisation A, whose people hold a role on it, and to nobody else who reads its evaluation.
        const bool is_of_a =
            asked.row->evaluation[1] != '-' && asked.row->who != Who::service_evaluator && asked.row->who != Who::inspector;
        const bool is_of_b = asked.row->evaluation[static_cast<std::size_t>(What::below)] != '-';
        if (shown.find(World::lent_word) != std::string::npos && !is_of_a && !is_of_b) mismatch(told(asked) + " shows what was lent to A");
        for (int i = 0; i < everything - 1; ++i) {
            const auto& thing = world.thing(static_cast<What>(i));
            const char may = asked.row->evaluation[i], item = asked.row->evidence[i];
            if (may == '-' && shown.find(thing.summary_word) != std::string::npos) mismatch(told(asked) + " shows " + thing.summary_word);
            if (rank(may) < rank('r') && rank(item) < rank('r') && shown.find(thing.secret_word) != std::string::npos)
                mismatch(told(asked) + " shows " + thing.secret_word);
        }
    }

    void look_at_headers(const Question& asked, const web::Answer& answer) {
        std::set<std::string> names;
        for (const auto& header : answer.headers) names.insert(lowered(header.name));
        for (const auto* wanted : {"content-security-policy", "x-content-type-options", "referrer-policy", "cache-control"})
            if (!names.contains(wanted)) mismatch(told(asked) + " lacks " + wanted);
    }

    void try_it(const Question& asked) {
        const auto answer = ask(asked, body(asked));
        const auto want = expected(asked);
        const bool may_find_nothing = needs.at(name_of(*asked.route)).ends_with('?') && want == Expected::passes;
        const bool finds_nothing = may_find_nothing && answer.status == 404;
        const auto have = finds_nothing ? Expected::passes : got(asked, answer);
        ++questions;
        if (have != want)
            mismatch(fmt::format("{}: status {}, expected {}{}", told(asked), answer.status, static_cast<int>(want),
                                 is_program ? " " + answer.body.substr(0, 300) : ""));
        if (answer.status == 404 && !finds_nothing) {
            // A refused form is read back to whoever sent it, whatever it was sent to.
            auto& nothing = nothing_here[asked.route->method == "POST" && !is_program ? name_of(*asked.route) : ""];
            if (nothing.empty()) nothing = answer.body;
            if (answer.body != nothing) mismatch(told(asked) + " looks different from what never was");
        }
        look_for_secrets(asked, answer);
        look_at_headers(asked, answer);
        if (asked.route->method == "GET" && leads_to(answer, asked.page + 1)) {
            auto next = asked;
            ++next.page;
            try_it(next);
        }
    }

    // A list is longer than its first page.
    static bool leads_to(const web::Answer& answer, int page) {
        const auto link = fmt::format("page={}", page);
        return answer.body.find(link + '"') != std::string::npos || std::ranges::any_of(answer.headers, [&](const web::Header& header) {
                   return header.name == "Link" && header.value.find(link) != std::string::npos;
               });
    }

    // S5: nothing comes from elsewhere.
    void try_forged(const Question& asked) {
        if (asked.route->action == nullptr) return;
        const std::vector<web::Header> cross{{"Sec-Fetch-Site", "cross-site"}}, origin{{"Origin", "https://elsewhere.example"}};
        for (const auto& [form, headers] : {std::pair<std::string, std::vector<web::Header>>{"", {}},
                                            {"csrf=" + web::csrf_token("another"), {}},
                                            {body(asked), cross},
                                            {body(asked), origin}})
            if (const auto answer = ask(asked, form, headers); answer.status != 403)
                mismatch(fmt::format("{}: a forged form is answered with {}", told(asked), answer.status));
    }

    void mismatch(const std::string& what) {
        if (mismatches.size() < 40) mismatches.push_back(what);
    }

    bool is_enough() const { return stops_early && !mismatches.empty(); }

    void try_route(const web::Route& route, bool is_foreign) {
        if (!needs.contains(name_of(route))) return mismatch("nobody has written down who may " + name_of(route));
        const bool has_object = names(route, "evaluation") || names(route, "report") || names(route, "evidence") ||
                                names(route, "calibration") || names_plan(route);
        const bool in_form = name_of(route).ends_with("/uses");
        for (const auto& row : people) {
            if ((row.who == Who::foreign_administrator) != is_foreign) continue;
            if (is_program && row.who == Who::through_eyes) continue;  // a token sees with its owner's eyes
            for (int what = 0; what < (has_object ? everything : 1); ++what)
                for (int form = 0; form < (in_form ? everything : 1); ++form)
                    if (!is_enough()) try_it({&route, &row, static_cast<What>(what), static_cast<What>(form)});
            if (!is_enough() && !is_program) try_forged({&route, &row});
        }
    }

    World world;
    bool stops_early;
    bool is_program = false;
    std::map<std::string, std::string> words;
    std::map<Who, std::string> sessions;
    std::map<std::string, std::string> nothing_here;
    std::vector<std::string> mismatches;
    int asked_so_far = 0, questions = 0;
};

INSTANTIATE_TEST_SUITE_P(Both, Matrix, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Matrix, has_no_mismatch) {
    const auto before = world.dump_of_foreign();
    // Taking evidence out of an evaluation changes who sees it, so that comes last.
    for (const bool last : {false, true})
        for (const auto& route : world.site.router.routes())
            if (!route.reads && name_of(route).ends_with("/uses") == last) try_route(route, false);
    EXPECT_EQ(world.dump_of_foreign(), before);
    for (const auto& route : world.site.router.routes())
        if (!route.reads) try_route(route, true);
    RecordProperty("questions", questions);
    fmt::print("{} questions, {} mismatches\n", questions, mismatches.size());
    for (const auto& one : mismatches) ADD_FAILURE() << one;
}

TEST_P(Matrix, is_the_same_for_programs) {
    is_program = true;
    const auto before = world.dump_of_foreign();
    for (const bool is_foreign : {false, true}) {
        for (const auto& route : world.site.router.routes())
            if (route.reads || (web::is_for_programs(route) && !name_of(route).ends_with("/uses"))) try_route(route, is_foreign);
        if (!is_foreign) {
            EXPECT_EQ(world.dump_of_foreign(), before);
        }
    }
    fmt::print("{} questions, {} mismatches\n", questions, mismatches.size());
    for (const auto& one : mismatches) ADD_FAILURE() << one;
}

TEST_P(Matrix, a_token_that_only_reads_changes_nothing) {
    is_program = true;
    const auto token = world.session_of(Who::lead, false);
    for (const auto& route : world.site.router.routes()) {
        if (!web::is_for_programs(route) || is_enough()) continue;
        sessions[Who::lead] = token;
        for (const auto& row : people)
            if (const Question asked{&route, &row}; row.who == Who::lead && ask(asked, body(asked), {}).status < 400)
                mismatch(told(asked) + " is done with a token that only reads");
    }
    for (const auto& one : mismatches) ADD_FAILURE() << one;
}

}  // namespace
}  // namespace touchstone::testing
