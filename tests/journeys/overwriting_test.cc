// Nobody writes over what somebody else wrote without having seen it: every form of the product, one by one.
#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/matrix/world.h"
#include "web/api.h"
#include "web/form_reader.h"
#include "web/session.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::What;
using testing::Who;

// Why a form cannot write over what its sender never saw.
enum class Way {
    carries,  // it carries what was seen: anything else is 409 at the latest when there is something
    adds,     // it only adds something
    names,    // it names what it ends, opens or sets, and twice is as good as once
    own,      // only the sender's own
    checks,   // it carries what was seen, and is refused beside its field
};

struct Form {
    Way way;
    // Of those that carry: whole but for the version, which nobody has seen.
    std::string fields = {};
    Who who = Who::lead;
};

const std::string days = "&from_day=1&from_month=5&from_year=2026&to_day=1&to_month=5&to_year=2027";
const std::string stale = "&seen_version=0";

const std::map<std::string, Form> forms{
    {"/account", {Way::own}},
    {"/account/calendar", {Way::own}},
    {"/account/copy", {Way::own}},
    {"/account/factor", {Way::own}},
    {"/account/factor/confirm", {Way::own}},
    {"/account/partnership", {Way::own}},
    {"/account/language", {Way::own}},
    {"/account/shortcuts", {Way::own}},
    {"/account/day-mail", {Way::own}},
    {"/account/guide", {Way::own}},
    {"/account/sessions/end", {Way::own}},
    {"/account/tokens", {Way::own}},
    {"/account/tokens/end", {Way::own}},
    {"/action-points/{action}/agree", {Way::checks}},
    {"/action-points/{action}/begin", {Way::carries, stale}},
    {"/action-points/{action}/drop", {Way::carries, "reason=Not+now" + stale}},
    {"/action-points/{action}/edit", {Way::carries, "title=Zqxtitle&lead={organisation}&due_day=1&due_month=5&due_year=2027" + stale}},
    {"/action-points/{action}/finish", {Way::checks}},
    {"/action-points/{action}/milestones", {Way::adds}},
    {"/action-points/{action}/milestones/{milestone}", {Way::names}},
    {"/action-points/{action}/restore", {Way::checks}},
    {"/action-points/{action}/send-back", {Way::checks}},
    {"/action-points/{action}/verify", {Way::checks}},
    {"/calibration/new", {Way::adds}},
    {"/calibration/{calibration}/cases/{evaluation}/{indicator}", {Way::own}},
    {"/choose-password", {Way::own}},
    {"/concerns/new", {Way::adds}},
    {"/concerns/receivers", {Way::names}},
    {"/concerns/{concern}", {Way::adds}},
    {"/consents", {Way::names}},
    {"/drafts", {Way::own}},
    {"/drafts/discard", {Way::own}},
    {"/duties/new", {Way::adds}},
    {"/duties/{duty}/aspects/{aspect}", {Way::adds}},
    {"/duties/{duty}/edit", {Way::carries, "title=Zqxtitle&kind=legislation&asks=Zqxasks&applies_to=Everybody" + stale}},
    {"/evaluations/new", {Way::adds}},
    {"/evaluations/{evaluation}/capacity", {Way::checks}},
    {"/evaluations/{evaluation}/capacity/{component}", {Way::carries, "statement=Zqxwords&confidence=high" + stale}},
    {"/evaluations/{evaluation}/capacity/{component}/figure-ties", {Way::carries, stale}},
    {"/evaluations/{evaluation}/conflicts/{indicator}/{theme}", {Way::checks}},
    {"/evaluations/{evaluation}/differences/{indicator}", {Way::checks}},
    {"/evaluations/{evaluation}/evidence/new", {Way::adds}},
    {"/evaluations/{evaluation}/indicators/{indicator}",
     {Way::carries, "level=4&rationale=Zqxwords&confidence=high&caveat=Zqx+caveat" + stale}},
    {"/evaluations/{evaluation}/indicators/{indicator}/below", {Way::adds}},
    {"/evaluations/{evaluation}/indicators/{indicator}/conversations", {Way::adds}},
    {"/evaluations/{evaluation}/questions/{question}/conversations", {Way::adds}},
    {"/evaluations/{evaluation}/key-areas/{key_area}/conversations", {Way::adds}},
    {"/evaluations/{evaluation}/capacity/{component}/conversations", {Way::adds}},
    {"/evidence/{evidence}/conversations", {Way::adds}},
    {"/organisations/working", {Way::names}},
    {"/evaluations/start/steps/{step}", {Way::own}},
    {"/evaluations/{evaluation}/tasks", {Way::adds}},
    {"/evaluations/{evaluation}/tasks/{task}", {Way::carries, "words=Zqxwords&due_day=1&due_month=3&due_year=2027" + stale}},
    {"/evaluations/{evaluation}/tasks/{task}/done", {Way::names}},
    {"/evaluations/{evaluation}/indicators/{indicator}/first", {Way::own}},
    {"/evaluations/{evaluation}/indicators/{indicator}/placements", {Way::own}},
    {"/evaluations/{evaluation}/indicators/{indicator}/first/withdraw", {Way::own}},
    {"/evaluations/{evaluation}/indicators/{indicator}/withdraw", {Way::carries, "reason=Zqxreason" + stale}},
    {"/evaluations/{evaluation}/inspection/new", {Way::adds}},
    {"/evaluations/{evaluation}/key-areas/{key_area}", {Way::carries, "statement=Zqxwords" + stale}},
    {"/evaluations/{evaluation}/key-areas/{key_area}/figure-ties", {Way::carries, stale}},
    {"/evaluations/{evaluation}/moderation/{indicator}",
     {Way::carries, "level=4&rationale=Zqxwords&confidence=high&caveat=Zqx+caveat" + stale}},
    {"/evaluations/{evaluation}/moderation/{indicator}/reveal", {Way::names}},
    {"/evaluations/{evaluation}/next", {Way::adds}},
    {"/evaluations/{evaluation}/evidence-plan/new", {Way::adds}},
    {"/evaluations/{evaluation}/evidence-plan/{activity}", {Way::checks}},
    {"/evaluations/{evaluation}/position", {Way::carries, "statement=Zqxwords" + stale}},
    {"/evaluations/{evaluation}/position/package", {Way::adds}},
    {"/evaluations/{evaluation}/publishing", {Way::carries, "audiences=board&seen_version=99"}},
    {"/evaluations/{evaluation}/publishing/consents", {Way::carries, "audiences=board&seen_version=99"}},
    {"/evaluations/{evaluation}/publishing/plain-words", {Way::carries, "board_1=Zqxwords&seen_board_1=99"}},
    {"/evaluations/{evaluation}/questions/{question}", {Way::carries, "statement=Zqxwords" + stale}},
    {"/evaluations/{evaluation}/questions/{question}/figure-ties", {Way::carries, stale}},
    {"/evaluations/{evaluation}/report/pdf", {Way::adds}},
    {"/evaluations/{evaluation}/scope", {Way::carries, "depth_5.1=full&reason_5.1=Zqxreason" + stale}},
    {"/evaluations/{evaluation}/scope/answers", {Way::checks}},
    {"/evaluations/{evaluation}/scope/sound", {Way::checks}},
    {"/evaluations/{evaluation}/set-up",
     {Way::carries, "title=Zqxtitle&kind=self_evaluation&why=Zqxwhy&level=strategic&children=All&services={service}" + days + stale}},
    {"/evaluations/{evaluation}/sharing", {Way::adds}},
    {"/evaluations/{evaluation}/sharing/{share}/end", {Way::names}},
    {"/evaluations/{evaluation}/since", {Way::checks}},
    {"/evaluations/{evaluation}/state", {Way::names}},
    {"/evaluations/{evaluation}/archive", {Way::names}},
    {"/evaluations/{evaluation}/delete", {Way::checks}},
    {"/measures/new", {Way::adds}},
    {"/measures/{measure}/definition",
     {Way::carries,
      "title=Zqxtitle&counted=Zqxcounted&unit=number&better=neither&counting=flow&chart=run&smallest=five&holds_from_day=1&holds_from_"
      "month=1&holds_from_year=2026" +
          stale}},
    {"/measures/{measure}/figures/entry", {Way::adds}},
    {"/measures/{measure}/targets", {Way::adds}},
    {"/measures/{measure}/targets/{measure_target}/removal", {Way::names}},
    {"/measures/{measure}/breaks", {Way::adds}},
    {"/measures/{measure}/breaks/{measure_break}/removal", {Way::names}},
    {"/measures/{measure}/evidence", {Way::adds}},
    {"/measures-from-a-set", {Way::adds}},
    {"/figure-imports", {Way::adds}},
    {"/figure-imports/{figure_import}/answers",
     {Way::carries, "into_1=new&title_1=Zqxtitle&unit_1=number&better_1=neither&counting=flow&smallest=five&looked_at=yes" + stale}},
    {"/questionnaires/new", {Way::adds}},
    {"/questionnaires/import/file", {Way::adds}},
    {"/reply-imports", {Way::adds}},
    {"/reply-imports/{reply_import}/answers",
     {Way::carries,
      "tool=other&title=Zqxtitle&into_1=choice&label_1=Zqx&choices_1=Yes%0ANo&others_1=left_out&smallest=5&decides=Zqx" + stale}},
    {"/reply-imports/{reply_import}/entry", {Way::carries, stale}},
    {"/reply-imports/{reply_import}/removal", {Way::names}},
    {"/questionnaires/{questionnaire}", {Way::carries, "title=Zqxtitle" + stale}},
    {"/questionnaires/{questionnaire}/delete", {Way::names}},
    {"/questionnaires/{questionnaire}/questions/new", {Way::carries, "label=Zqxlabel&kind=words" + stale}},
    {"/questionnaires/{questionnaire}/questions/{question}", {Way::carries, "label=Zqxlabel&kind=words" + stale}},
    {"/questionnaires/{questionnaire}/questions/{question}/place", {Way::carries, "move=up" + stale}},
    {"/questionnaires/{questionnaire}/questions/{question}/removal", {Way::carries, stale}},
    {"/questionnaires/{questionnaire}/languages", {Way::carries, "language=ar" + stale}},
    {"/questionnaires/{questionnaire}/languages/{language}", {Way::carries, "text_title=Zqxtiotal" + stale}},
    {"/questionnaires/{questionnaire}/languages/{language}/words", {Way::carries, "text_ui.day=Zqxlatha" + stale}},
    {"/questionnaires/{questionnaire}/languages/{language}/removal", {Way::carries, stale}},
    {"/questionnaires/{questionnaire}/languages/{language}/upload", {Way::checks}},
    {"/questionnaires/{questionnaire}/waves/new", {Way::adds}},
    {"/walls/new", {Way::adds}},
    {"/walls/{wall}/closing", {Way::carries, "decides=Zqxcouncil&decides_by_day=1&decides_by_month=5&decides_by_year=2027" + stale}},
    {"/walls/{wall}/outcome", {Way::checks}},
    {"/walls/{wall}/evidence", {Way::names}},
    {"/walls/{wall}/texts/{text}", {Way::checks}},
    {"/walls/{wall}/statements/{statement}/fate", {Way::checks}},
    {"/talks/new", {Way::adds}},
    {"/talks/{talk}/edit", {Way::carries, "title=Zqxtitle&kind=interview&led_by=Zqxlead" + stale}},
    {"/talks/{talk}/participants", {Way::adds}},
    {"/talks/{talk}/participants/{participant}", {Way::carries, "name=Zqxname&on_day=23&on_month=11&on_year=2026" + stale}},
    {"/talks/{talk}/excerpts/new", {Way::adds}},
    {"/talks/{talk}/excerpts/{excerpt}/removal", {Way::names}},
    {"/talks/{talk}/evidence", {Way::names}},
    {"/talks/{talk}/delete", {Way::carries, stale}},
    {"/comments/{comment}/delete", {Way::carries, stale}},
    {"/comments/new", {Way::adds}},
    {"/comments/evidence/new", {Way::adds}},
    {"/comments/{comment}/edit",
     {Way::carries, "kind=comment&came_day=1&came_month=5&came_year=2026&way=phone&about=Zqxabout&words=Zqxwords&state=open" + stale}},
    {"/waves/{wave}/codes", {Way::adds}},
    {"/waves/{wave}/closing", {Way::carries, "decides=Zqxcouncil&decides_by_day=1&decides_by_month=5&decides_by_year=2027" + stale}},
    {"/waves/{wave}/outcome", {Way::checks}},
    {"/waves/{wave}/subjects/{question}", {Way::checks}},
    {"/waves/{wave}/evidence", {Way::names}},
    {"/waves/{wave}/screening", {Way::names}},
    {"/waves/{wave}/coding/frame", {Way::checks}},
    {"/waves/{wave}/coding/texts/{text}", {Way::checks}},
    {"/waves/{wave}/coding/finish", {Way::own}},
    {"/waves/{wave}/coding/differences/{text}", {Way::checks}},
    {"/waves/{wave}/coding/texts/{text}/excerpts", {Way::adds}},
    {"/waves/{wave}/coding/excerpts/{excerpt}/removal", {Way::names}},
    {"/ask/{link}", {Way::own}},
    {"/ask/{link}/answers", {Way::own}},
    {"/ask/{link}/removal", {Way::own}},
    {"/evidence/many/labels", {Way::names}},
    {"/evaluations/{evaluation}/uses", {Way::names}},
    {"/evidence/import/files", {Way::own}},
    {"/evidence/import/preview", {Way::carries, "seen_version=99"}},
    {"/evidence/import/table", {Way::own}},
    {"/evidence/new", {Way::adds}},
    {"/evidence/{evidence}/edit",
     {Way::carries,
      "title=Zqxtitle&source=documentation&line=Zqxline&security=secure&from_day=1&from_month=5&from_year=2026&to_day=1&"
      "to_month=5&to_year=2026" +
          stale}},
    {"/evidence/{evidence}/figures", {Way::checks}},
    {"/evidence/{evidence}/files", {Way::adds}},
    {"/evidence/{evidence}/findings", {Way::adds}},
    {"/evidence/{evidence}/delete", {Way::checks}},
    {"/evidence/{evidence}/findings/{finding}/restore", {Way::names}},
    {"/evidence/{evidence}/findings/{finding}", {Way::carries, "kind=strength&statement=Zqxwords&themes=5.1/1" + stale}},
    {"/evidence/{evidence}/sharing", {Way::adds}},
    {"/evidence/{evidence}/sharing/{share}/end", {Way::names}},
    {"/evidence/{evidence}/standards", {Way::carries, "standards={standard}" + stale}},
    {"/good-practice/new", {Way::adds}},
    {"/good-practice/{practice}/adoptions", {Way::adds}},
    {"/good-practice/{practice}/edit",
     {Way::carries, "title=Zqxtitle&done=Zqxdone&for_whom=All&effect=Zqxeffect&ask=Zqxask&evidence={evidence}" + stale}},
    {"/objectives/{objective}/action-points/new", {Way::adds}},
    {"/objectives/{objective}/edit", {Way::carries, "title=Zqxtitle&difference=Zqxwords&priority=high" + stale}},
    {"/objectives/{objective}/effects", {Way::adds}},
    {"/objectives/{objective}/state", {Way::checks}},
    {"/objectives/{objective}/targets/new", {Way::adds}},
    {"/objectives/{objective}/targets/{target}",
     {Way::carries, "measure=Zqxmeasure&direction=higher&aim=5&aim_on_day=1&aim_on_month=5&aim_on_year=2027" + stale}},
    {"/objectives/{objective}/targets/{target}/values", {Way::adds}},
    {"/organisations/import", {Way::own}},
    {"/organisations/import/preview", {Way::carries, "seen_version=99", Who::administrator}},
    {"/organisations/join", {Way::adds}},
    {"/organisations/new", {Way::adds}},
    {"/organisations/{organisation}", {Way::carries, "name=Zqxname&kind=voluntary_body" + stale, Who::administrator}},
    {"/organisations/{organisation}/joining-codes", {Way::adds}},
    {"/organisations/{organisation}/leave", {Way::names}},
    {"/organisations/{organisation}/merge", {Way::names}},
    {"/organisations/{organisation}/state", {Way::names}},
    {"/people/invite", {Way::adds}},
    {"/people/role-offers/withdraw", {Way::names}},
    {"/people/{account}/roles", {Way::adds}},
    {"/people/{account}/roles/{assignment}/end", {Way::names}},
    {"/people/{account}/see", {Way::own}},
    {"/plans/new", {Way::adds}},
    {"/plans/{plan}/edit", {Way::carries, "title=Zqxtitle&evaluations={evaluation}" + days + stale}},
    {"/plans/{plan}/levels/{drawn}/{indicator}", {Way::carries, "words=Zqxwords" + stale}},
    {"/plans/{plan}/objectives/new", {Way::adds}},
    {"/plans/{plan}/signatures", {Way::checks}},
    {"/questionnaires/{questionnaire}/suggestions", {Way::carries, "suggestions=safe_at_school&wording=as_they_stand" + stale}},
    {"/records/new", {Way::adds}},
    {"/records/{kept_record}/edit", {Way::checks}},
    {"/records/{kept_record}/erase", {Way::names}},
    {"/records/{kept_record}/files", {Way::adds}},
    {"/records/{kept_record}/readers", {Way::adds}},
    {"/records/{kept_record}/readers/{reader}/end", {Way::names}},
    {"/records/{record}/open", {Way::own}},
    {"/report-templates/{audience}", {Way::carries, "opening=Zqxwords&place_profile=1" + stale}},
    {"/reports/{report}/files/{format}/again", {Way::names}},
    {"/reports/{report}/withdraw", {Way::names}},
    {"/reset", {Way::adds}},
    {"/rights", {Way::adds}},
    {"/rights/disposals/{disposal}/approve", {Way::names}},
    {"/rights/disposals/{disposal}/turn-down", {Way::names}},
    {"/rights/erasures/{erasure}/approve", {Way::names}},
    {"/rights/erasures/{erasure}/turn-down", {Way::names}},
    {"/rights/retention", {Way::names}},
    {"/rights/retention/clock", {Way::checks}},
    {"/rights/retention/release", {Way::names}},
    {"/rights/retention/years", {Way::checks}},
    {"/role-offer", {Way::names}},
    {"/see-as/end", {Way::own}},
    {"/services/new", {Way::adds}},
    {"/services/{service}", {Way::carries, "name=Zqxname&level=delivery&organisation={organisation}" + stale, Who::administrator}},
    {"/services/{service}/merge", {Way::names}},
    {"/services/{service}/place", {Way::names}},
    {"/services/{service}/place/answer", {Way::names}},
    {"/services/{service}/state", {Way::names}},
    {"/set-up", {Way::own}},
    {"/sign-in", {Way::own}},
    {"/sign-in/code", {Way::own}},
    {"/sign-out", {Way::own}},
    {"/standards/new", {Way::adds}},
    {"/standards/{standard}", {Way::carries, "document=Zqxdocument&title=Zqxtitle&serves=5.1" + stale}},
    {"/step-in", {Way::own}},
};

bool takes_version(const web::Route& route) {
    return std::ranges::any_of(route.traits.fields, [](const FieldShape& shape) { return shape.name.starts_with("seen_"); });
}

// Forms that carry what was seen, and that programs send without it.
std::vector<std::string> sent_unseen(const std::vector<web::Route>& routes) {
    std::vector<std::string> patterns;
    for (const auto& route : routes) {
        const auto form = forms.find(route.pattern);
        if (form != forms.end() && form->second.way == Way::carries && web::is_for_programs(route) && !takes_version(route))
            patterns.push_back(route.pattern);
    }
    return patterns;
}

class Overwriting : public ::testing::TestWithParam<db::Engine> {
protected:
    Overwriting() : world(GetParam()) {}

    // With the world's joint things in the place of each hole.
    std::string filled(std::string text) {
        const auto& thing = world.thing(What::joint);
        const std::map<std::string, std::string> holes{
            {"evaluation", thing.evaluation},
            {"evidence", thing.evidence},
            {"finding", thing.finding},
            {"plan", thing.plan},
            {"objective", thing.objective},
            {"target", thing.target},
            {"action", thing.action},
            {"duty", thing.duty},
            {"practice", thing.practice},
            {"measure", thing.measure},
            {"figure_import", thing.figure_import},
            {"reply_import", thing.reply_import},
            {"measure_target", "x"},
            {"measure_break", "x"},
            {"questionnaire", thing.questionnaire},
            {"language", "gd"},
            {"wave", thing.wave},
            {"wall", thing.wall},
            {"statement", "1"},
            {"text", "1"},
            {"talk", thing.talk},
            {"participant", thing.participant},
            {"excerpt", thing.excerpt},
            {"comment", thing.comment},
            {"link", thing.link},
            {"drawn", thing.evaluation},
            {"standard", world.standard},
            {"task", thing.task},
            {"organisation", world.a.text},
            {"service", world.service.text},
            {"indicator", "5.1"},
            {"question", text.starts_with("/questionnaires") || text.starts_with("/waves") ? "q1" : "1"},
            {"key_area", "5"},
            {"component", "outcomes"},
            {"audience", "board"}};
        for (auto open = text.find('{'); open != std::string::npos; open = text.find('{')) {
            const auto close = text.find('}', open);
            text.replace(open, close - open + 1, holes.at(text.substr(open + 1, close - open - 1)));
        }
        return text;
    }
    web::Answer ask(Who who, const std::string& method, const std::string& address, const std::string& form = {}) {
        web::Request request;
        request.method = method;
        request.target = filled(address);
        request.headers = {{"Host", "localhost"},
                           {"Cookie", "visitor=v; session=" + world.session_of(who)},
                           {"Content-Type", "application/x-www-form-urlencoded"}};
        if (method == "POST") request.body = "csrf=" + web::csrf_token("v") + "&" + filled(form);
        return world.site.answer(request);
    }
    web::Answer post(const std::string& address, const std::string& form) { return ask(Who::lead, "POST", address, form); }
    std::string get(const std::string& address) { return ask(Who::lead, "GET", address).body; }
    // What a hidden field of the page holds.
    static std::string hidden(const std::string& page, const std::string& name) {
        const auto field = "name=\"" + name + "\" value=\"";
        const auto begin = page.find(field);
        return begin == std::string::npos ? "none"
                                          : page.substr(begin + field.size(), page.find('"', begin + field.size()) - begin - field.size());
    }

    static std::string problems_in(const std::string& page) {
        const auto begin = page.find("error_summary");
        return begin == std::string::npos ? "" : page.substr(begin, page.find("</ul>", begin) - begin);
    }

    testing::World world;
};

INSTANTIATE_TEST_SUITE_P(Both, Overwriting, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Overwriting, every_form_says_why_it_cannot_wipe_what_its_sender_never_saw) {
    std::map<std::string, Form> unknown = forms;
    for (const auto& route : world.site.router.routes())
        if (route.method == "POST" && unknown.erase(route.pattern) == 0)
            ADD_FAILURE() << "nobody has said how " << route.pattern << " keeps";
    for (const auto& [pattern, form] : unknown) ADD_FAILURE() << pattern << " is no form any more";
}

TEST_P(Overwriting, programs_say_what_they_saw_wherever_people_do) {
    EXPECT_THAT(sent_unseen(world.site.router.routes()), IsEmpty());

    const web::Action nothing = [](const web::Visit&, db::Write&) { return web::not_found(); };
    web::Router router;
    for (const auto* hole : {"plan", "duty", "practice", "objective"}) router.word(hole);
    router.post("/duties/{duty}/edit", may::lead, nothing, {.fields = {{"title"}}});
    router.post("/good-practice/{practice}/edit", may::lead, nothing, {.is_button = true});
    router.post("/plans/{plan}/edit", may::lead, nothing, {.fields = {{"title"}, {"seen_version", FieldShape::Kind::number}}});
    router.post("/objectives/{objective}/edit", may::lead, nothing);  // for its page alone
    EXPECT_THAT(sent_unseen(router.routes()), ElementsAre("/duties/{duty}/edit", "/good-practice/{practice}/edit"));
}

TEST_P(Overwriting, a_form_with_a_version_that_nobody_saw_is_409_and_keeps_what_was_sent) {
    for (const auto& [pattern, form] : forms) {
        if (form.way != Way::carries) continue;
        auto answer = ask(form.who, "POST", pattern, form.fields);
        // Where nothing was there, the first has written something that the second has not seen.
        if (answer.status == 303) answer = ask(form.who, "POST", pattern, form.fields);
        EXPECT_EQ(answer.status, 409) << pattern << " " << problems_in(answer.body);
    }
}

TEST_P(Overwriting, saving_plain_words_from_a_page_opened_before_keeps_a_colleagues) {
    const std::string address = "/evaluations/{evaluation}/publishing/plain-words";
    const auto mine = get(address);
    EXPECT_EQ(post(address, "board_1=Zqxof+a+colleague&board_2=Zqxsecond+of+a+colleague").status, 303);
    const auto seen = [&](const std::string& page, const std::string& name) {
        return "&seen_" + name + "=" + hidden(page, "seen_" + name);
    };
    // What is left as it was when the page was opened is not written at all.
    EXPECT_EQ(
        post(address, "board_1=&board_2=&board_3=Zqxmine" + seen(mine, "board_1") + seen(mine, "board_2") + seen(mine, "board_3")).status,
        303);
    EXPECT_THAT(get(address), AllOf(HasSubstr("Zqxof a colleague"), HasSubstr("Zqxsecond of a colleague"), HasSubstr("Zqxmine")));
    // What both wrote is refused, and both versions are shown.
    const auto form = "board_1=Zqxanother&board_2=" + seen(mine, "board_1") + seen(mine, "board_2");
    const auto refused = post(address, form);
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(refused.body, AllOf(HasSubstr("Zqxof a colleague"), HasSubstr("Zqxanother"), HasSubstr("Zqxsecond of a colleague")));
    EXPECT_THAT(get(address), Not(HasSubstr("Zqxanother")));
    // Having seen it, saving again is a choice.
    EXPECT_EQ(post(address, "board_1=Zqxanother" + seen(refused.body, "board_1")).status, 303);
    EXPECT_THAT(get(address), AllOf(HasSubstr("Zqxanother"), HasSubstr("Zqxsecond of a colleague")));
}

TEST_P(Overwriting, an_answer_to_a_level_does_not_replace_one_that_came_meanwhile) {
    const std::string address = "/plans/{plan}/levels/{drawn}/{indicator}";
    EXPECT_EQ(post(address, "words=Zqxtheirs&seen_version=0").status, 303);
    const auto refused = post(address, "words=Zqxmine&seen_version=0");
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(refused.body, AllOf(HasSubstr("Zqxtheirs"), HasSubstr("Zqxmine")));
    EXPECT_EQ(post(address, "words=Zqxmine&seen_version=" + hidden(refused.body, "seen_version")).status, 303);
}

TEST_P(Overwriting, the_standards_of_an_item_are_not_cleared_from_a_page_opened_before) {
    const std::string address = "/evidence/{evidence}/standards";
    EXPECT_EQ(post(address, "standards={standard}&seen_version=").status, 303);
    const auto refused = post(address, "seen_version=");
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(get(address), HasSubstr("value=\"" + world.standard + "\" checked"));
    EXPECT_EQ(post(address, "seen_version=" + hidden(refused.body, "seen_version")).status, 303);
}

}  // namespace
}  // namespace touchstone
