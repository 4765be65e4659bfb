#include "web/api_words.h"

#include <map>

namespace touchstone::web {
namespace {

const std::map<std::string, std::string>& deeds_of_judging() {
    static const std::map<std::string, std::string> deeds{
        {"/evaluations/new", "Set up an evaluation"},
        {"/evaluations/start/{step}", "Take a step of the guided start of an evaluation"},
        {"/evaluations/{evaluation}/set-up", "Change how an evaluation is set up"},
        {"/evaluations/{evaluation}/state", "Finish an evaluation, or open it again"},
        {"/evaluations/{evaluation}/archive", "Archive an evaluation, or bring it back"},
        {"/evaluations/{evaluation}/delete", "Delete an evaluation"},
        {"/evaluations/{evaluation}/scope", "Choose the scope: which indicators are looked at, and how closely"},
        {"/evaluations/{evaluation}/scope/answers", "Answer a question about an indicator in the scope"},
        {"/evaluations/{evaluation}/scope/sound", "Say why indicators that should be looked at first are left out"},
        {"/evaluations/{evaluation}/evidence/new", "Add an item of evidence to an evaluation"},
        {"/evaluations/{evaluation}/uses", "Use an item of evidence in an evaluation, or stop using it"},
        {"/evaluations/{evaluation}/evidence-plan/new", "Plan an activity that gathers evidence"},
        {"/evaluations/{evaluation}/evidence-plan/{activity}", "Say how far a planned activity has come"},
        {"/evaluations/{evaluation}/indicators/{indicator}", "Judge an indicator"},
        {"/evaluations/{evaluation}/indicators/{indicator}/first", "Give your own first judgement of an indicator"},
        {"/evaluations/{evaluation}/indicators/{indicator}/first/withdraw", "Withdraw your first judgement"},
        {"/evaluations/{evaluation}/indicators/{indicator}/withdraw", "Withdraw the judgement of an indicator"},
        {"/evaluations/{evaluation}/indicators/{indicator}/placements", "Place the evidence of each theme"},
        {"/evaluations/{evaluation}/indicators/{indicator}/below", "Take what an evaluation below found as evidence"},
        {"/evaluations/{evaluation}/indicators/{indicator}/conversations", "Say something about an indicator"},
        {"/evaluations/{evaluation}/moderation/{indicator}", "Agree the judgement of an indicator"},
        {"/evaluations/{evaluation}/moderation/{indicator}/reveal", "Lay open the first judgements of an indicator"},
        {"/evaluations/{evaluation}/conflicts/{indicator}/{theme}", "Decide about evidence that conflicts"},
        {"/evaluations/{evaluation}/inspection/new", "Begin an inspection to compare with"},
        {"/evaluations/{evaluation}/differences/{indicator}", "Explain a difference from an inspection"},
        {"/evaluations/{evaluation}/position", "Write the position statement"},
        {"/evaluations/{evaluation}/position/package", "Ask for the package for inspectors"},
        {"/evaluations/{evaluation}/questions/{question}", "Write the conclusion on a question"},
        {"/evaluations/{evaluation}/questions/{question}/conversations", "Say something about the conclusion on a question"},
        {"/evaluations/{evaluation}/questions/{question}/figure-ties", "Say which figures the conclusion on a question rests on"},
        {"/evaluations/{evaluation}/key-areas/{key_area}", "Write the conclusion on a key area"},
        {"/evaluations/{evaluation}/key-areas/{key_area}/conversations", "Say something about the conclusion on a key area"},
        {"/evaluations/{evaluation}/key-areas/{key_area}/figure-ties", "Say which figures the conclusion on a key area rests on"},
        {"/evaluations/{evaluation}/capacity", "Add, change or remove a factor in the capacity for improvement"},
        {"/evaluations/{evaluation}/capacity/{component}", "Write a statement on the capacity for improvement"},
        {"/evaluations/{evaluation}/capacity/{component}/conversations", "Say something about a statement on the capacity for improvement"},
        {"/evaluations/{evaluation}/capacity/{component}/figure-ties", "Say which figures a statement on the capacity rests on"},
        {"/evaluations/{evaluation}/tasks", "Add a task"},
        {"/evaluations/{evaluation}/tasks/{task}", "Change a task"},
        {"/evaluations/{evaluation}/tasks/{task}/done", "Say that a task is done"},
        {"/evaluations/{evaluation}/next", "Start the next evaluation after a finished one"},
        {"/evaluations/{evaluation}/since", "Say whether an earlier confidence was borne out"},
        {"/evaluations/{evaluation}/sharing", "Share an evaluation with an organisation"},
        {"/evaluations/{evaluation}/sharing/{share}/end", "Stop sharing an evaluation"},
        {"/calibration/new", "Set up a calibration exercise"},
        {"/calibration/{calibration}/cases/{evaluation}/{indicator}", "Judge a case of a calibration exercise"},
    };
    return deeds;
}

const std::map<std::string, std::string>& deeds_of_reports_and_evidence() {
    static const std::map<std::string, std::string> deeds{
        {"/evaluations/{evaluation}/report/pdf", "Ask for the report as a PDF"},
        {"/evaluations/{evaluation}/publishing", "Publish a version of the report"},
        {"/evaluations/{evaluation}/publishing/plain-words", "Write the plain words for boards, the public and young people"},
        {"/evaluations/{evaluation}/publishing/consents", "Ask the owners of evidence for their consent to publish"},
        {"/consents", "Answer a request for consent to publish"},
        {"/reports/{report}/withdraw", "Withdraw a published report"},
        {"/reports/{report}/files/{format}/again", "Make a file of a report again"},
        {"/report-templates/{audience}", "Change the template of a report"},
        {"/evidence/new", "Add an item of evidence to the library"},
        {"/evidence/{evidence}/edit", "Change an item of evidence"},
        {"/evidence/{evidence}/delete", "Delete an item of evidence"},
        {"/evidence/{evidence}/files", "Add files to an item of evidence"},
        {"/evidence/{evidence}/findings", "Add a finding to an item of evidence"},
        {"/evidence/{evidence}/findings/{finding}", "Change or withdraw a finding"},
        {"/evidence/{evidence}/findings/{finding}/restore", "Restore a finding that was withdrawn"},
        {"/evidence/{evidence}/figures", "Record a figure from an item of evidence"},
        {"/evidence/{evidence}/standards", "Say which standards an item of evidence is about"},
        {"/evidence/{evidence}/conversations", "Say something about an item of evidence"},
        {"/evidence/{evidence}/sharing", "Share an item of evidence with an organisation"},
        {"/evidence/{evidence}/sharing/{share}/end", "Stop sharing an item of evidence"},
        {"/evidence/import/table", "Send a table of evidence, to be looked at before it is added"},
        {"/evidence/import/files", "Send files of evidence, to be looked at before they are added"},
        {"/evidence/import/preview", "Add the evidence that was sent"},
    };
    return deeds;
}

const std::map<std::string, std::string>& deeds_of_plans_and_registers() {
    static const std::map<std::string, std::string> deeds{
        {"/plans/new", "Begin an improvement plan"},
        {"/plans/{plan}/edit", "Change an improvement plan"},
        {"/plans/{plan}/signatures", "Sign an improvement plan for an organisation"},
        {"/plans/{plan}/levels/{drawn}/{indicator}", "Say what the plan does about an indicator"},
        {"/plans/{plan}/objectives/new", "Add an improvement objective"},
        {"/objectives/{objective}/edit", "Change an improvement objective"},
        {"/objectives/{objective}/state", "Close an improvement objective, or open it again"},
        {"/objectives/{objective}/effects", "Say what effect an improvement objective has had"},
        {"/objectives/{objective}/targets/new", "Add a target"},
        {"/objectives/{objective}/targets/{target}", "Change a target"},
        {"/objectives/{objective}/targets/{target}/values", "Record a value towards a target"},
        {"/objectives/{objective}/action-points/new", "Add an action point"},
        {"/action-points/{action}/edit", "Change an action point"},
        {"/action-points/{action}/begin", "Begin an action point"},
        {"/action-points/{action}/finish", "Finish an action point"},
        {"/action-points/{action}/verify", "Verify that an action point was done"},
        {"/action-points/{action}/send-back", "Send an action point back to its lead"},
        {"/action-points/{action}/drop", "Drop an action point"},
        {"/action-points/{action}/restore", "Restore an action point that was dropped"},
        {"/action-points/{action}/milestones", "Add a milestone to an action point"},
        {"/action-points/{action}/milestones/{milestone}", "Say that a milestone is reached"},
        {"/duties/new", "Add a statutory duty"},
        {"/duties/{duty}/edit", "Change a statutory duty"},
        {"/duties/{duty}/aspects/{aspect}", "Say what is known about an aspect of a duty"},
        {"/good-practice/new", "Add good practice"},
        {"/good-practice/{practice}/edit", "Change good practice"},
        {"/good-practice/{practice}/adoptions", "Say that an organisation adopts good practice"},
        {"/standards/new", "Add a specific standard"},
        {"/standards/{standard}", "Change a specific standard"},
    };
    return deeds;
}

const std::map<std::string, std::string>& deeds_of_people() {
    static const std::map<std::string, std::string> deeds{
        {"/people/invite", "Invite somebody"},
        {"/people/{account}/roles", "Give somebody a role"},
        {"/people/{account}/roles/{assignment}/end", "End a role"},
        {"/people/role-offers/withdraw", "Withdraw a role that was offered"},
        {"/organisations/new", "Add an organisation"},
        {"/organisations/{organisation}", "Change an organisation"},
        {"/organisations/{organisation}/state", "Close an organisation, or open it again"},
        {"/organisations/{organisation}/merge", "Merge an organisation into another"},
        {"/organisations/{organisation}/leave", "Let an organisation leave the partnership"},
        {"/organisations/working", "Say whether you work alone or with partners"},
        {"/organisations/join", "Join with a code"},
        {"/organisations/import", "Send a table of organisations and services, to be looked at before they are added"},
        {"/organisations/import/preview", "Add the organisations and services that were sent"},
        {"/services/new", "Add a service"},
        {"/services/{service}", "Change a service"},
        {"/services/{service}/state", "Close a service, or open it again"},
        {"/services/{service}/merge", "Merge a service into another"},
        {"/services/{service}/place", "Ask for a place below another organisation's service, or take the request back"},
        {"/services/{service}/place/answer", "Answer a request for a place below a service"},
    };
    return deeds;
}

}  // namespace

std::string deed_of(const std::string& pattern) {
    for (const auto* deeds : {&deeds_of_judging(), &deeds_of_reports_and_evidence(), &deeds_of_plans_and_registers(), &deeds_of_people()})
        if (const auto found = deeds->find(pattern); found != deeds->end()) return found->second;
    return {};
}

std::string meaning_of(const FieldShape& shape) {
    static const std::map<std::string, std::string> meanings{
        {"seen_version", "The version that you read"},
        {"level", "The level of quality that you award, a number of the framework's scale; never filled in for you"},
        {"owner", "An organisation's id, or the word partnership; of an action point, the id of one of its people"},
        {"source", "The key of one of the framework's sources"},
        {"line_source", "The key of one of the framework's sources"},
        {"whose_view", "The key of one of the framework's stakeholder groups"},
        {"outcomes", "Keys of the framework's outcomes"},
        {"groups", "Keys of the framework's groups of children"},
        {"themes", "Themes of indicators, such as generic-2006/5.1/2, or 5.1/2 where one framework only is spoken of"},
        {"causes", "Indicators that explain a weakness, such as generic-2006/9.4"},
        {"audiences", "Whom a report is for: partnership, board, public or young_people"},
        {"framework", "As the form holds it: the hash of one of the frameworks, or its id"},
    };
    if (!shape.allowed.empty()) return {};
    const auto found = meanings.find(shape.name);
    return found == meanings.end() ? std::string() : found->second;
}

std::string ids_from(const FieldShape& shape) {
    static const std::map<std::string, std::string> lists{
        {"services", "/services"}, {"organisation", "/organisations"}, {"partners", "/organisations"},
        {"evidence", "/evidence"}, {"evaluations", "/evaluations"},    {"contact", "/people"},
        {"who", "/people"},        {"standards", "/standards"},
    };
    const auto found = lists.find(shape.name);
    return found == lists.end() || !shape.allowed.empty() ? std::string() : found->second;
}

}  // namespace touchstone::web
