#include "tests/journeys/saving.h"

namespace touchstone::testing {

void save_evaluation(Full& full) {
    const auto save = [&](const std::string& name, const std::string& address, const Fields& fields) {
        return full.save(name, address, fields);
    };
    auto& site = full.site;
    site.sign_in(Role::lead);
    const auto home = "/evaluations/" + full.self.text;
    const auto made = save("a new evaluation", "/evaluations/new",
                           Fields{{"title", "Nurture"},
                                  {"services", full.service.text},
                                  {"kind", "self_evaluation"},
                                  {"why", "To know."},
                                  {"level", "strategic"},
                                  {"children", "Under six"}} +
                               day("from", 2026, 8, 1) + day("to", 2026, 10, 31));
    const auto item = save("a new item", home + "/evidence/new",
                           Fields{{"title", "Survey"}, {"source", "performance_data"}, {"security", "secure"}} + day("from", 2026, 1, 1) +
                               day("to", 2026, 6, 30));
    save("a finding", item + "/findings", {{"kind", "strength"}, {"statement", "It shows."}, {"themes", "5.1/1"}});
    save("an altered item", item + "/edit",
         Fields{{"title", "Survey again"}, {"source", "performance_data"}, {"security", "secure"}, {"seen_version", "1"}} +
             day("from", 2026, 1, 1) + day("to", 2026, 6, 30));
    const auto alone = save(
        "an item for no evaluation", "/evidence/new",
        Fields{{"title", "Visit"}, {"source", "observation"}, {"security", "secure"}} + day("from", 2026, 1, 1) + day("to", 2026, 6, 30));
    save("an item that is used", home + "/uses", {{"evidence", alone.substr(alone.rfind('/') + 1)}, {"use", "yes"}});
    save("a judgement", home + "/indicators/5.1",
         {{"level", "4"}, {"rationale", "Known early."}, {"confidence", "high"}, {"caveat", "Thin evidence."}, {"seen_version", "0"}});
    save("an answer to a question", home + "/questions/3", {{"statement", "Delivery is good."}, {"seen_version", "0"}});
    save("capacity", home + "/capacity/outcomes", {{"statement", "Better."}, {"confidence", "high"}, {"caveat", "Thin evidence."}});
    save("an activity", home + "/evidence-plan/new",
         {{"name", "Visit"},
          {"source", "observation"},
          {"change", "It could lower 5.1."},
          {"themes", "5.1/1"},
          {"hours_" + full.organisation.text, "2"}});
    save("a standard", "/standards/new", {{"document", "Care"}, {"title", "Zqxstandard"}, {"serves", "5.1"}, {"seen_version", "0"}});
    save("a duty", "/duties/new", {{"title", "Listen"}, {"kind", "legislation"}, {"asks", "Listen."}, {"owner", "partnership"}});
    const auto plan = save("a plan", "/plans/new",
                           Fields{{"title", "Plan"}, {"owner", "partnership"}, {"evaluations", full.self.text}} + day("from", 2026, 8, 1) +
                               day("to", 2027, 7, 31));
    const auto objective =
        save("an objective", plan + "/objectives/new", {{"title", "Nobody waits"}, {"difference", "Help in time."}, {"priority", "high"}});
    save("a target", objective + "/targets/new",
         Fields{{"measure", "Wait"}, {"unit", "weeks"}, {"direction", "lower"}, {"baseline", "26"}, {"aim", "8"}} +
             day("baseline_on", 2026, 8, 31) + day("aim_on", 2027, 6, 30));
    const auto action = save(
        "an action point", objective + "/action-points/new",
        Fields{{"title", "Recruit"}, {"lead", full.organisation.text}, {"owner", site.account(Role::lead).text}} + day("due", 2027, 1, 31));
    save("an action point begun", action + "/begin", {{"seen_version", "1"}});
    save("an invitation", "/people/invite",
         {{"name", "Zqxnew"}, {"email", "zqx@example.org"}, {"role", "reader"}, {"on", "partnership/" + site.partnership().text}});
    save("a finished evaluation", home + "/state", {{"state", "finished"}});
}

}  // namespace touchstone::testing
