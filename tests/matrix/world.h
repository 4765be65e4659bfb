// Two partnerships that must never meet, and in one of them two organisations that trust each other only so far.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "tests/site.h"

namespace touchstone::testing {

// Who asks. The names say what role is held on what; A and B are organisations of the first partnership.
enum class Who {
    nobody,
    foreign_administrator,
    administrator,
    lead,
    partnership_reader,
    a_administrator,
    a_lead,
    a_evaluator,
    a_contributor,
    a_moderator,
    a_reader,
    b_evaluator,
    wide_evaluator,     // on the partnership, and reads for B
    service_evaluator,  // on one service of A
    inspector,          // on A's evaluation that is shared with nobody
    through_eyes,       // the administrator, looking through the eyes of A's evaluator
    awaiting_factor,    // an administrator of the partnership who has not given the second factor yet
    in_both,            // reads for A here, and leads the second partnership
};

// What is asked for. Each of these is an evaluation and an item of evidence, in that state.
// `below` is B's, and about a service of B that lies below A's.
enum class What { joint, own, shared, shared_levels, shared_summary, revoked, over, below, foreign, absent };
inline constexpr int everything = 10;

struct Thing {
    std::string evaluation, evidence, finding, file, report;
    std::string plan, objective, target, action, milestone;  // of an improvement plan of the same owner, which no share reaches
    std::string task;                                        // of the evaluation
    std::string duty, practice;                              // of the same owner; the practice is not published
    std::string measure, figure_import;                      // of the same owner; with figures, and waiting for answers
    std::string questionnaire, wave, link;                   // of the same owner; open, with codes
    std::string reply_import;                                // of the same owner; waiting for answers
    std::string wall;                                        // of the same owner; open
    std::string talk, participant, excerpt, comment;         // of the same owner; the participant agrees to everything
    // Words that stand nowhere but in this thing: what the owner shares as a summary, as levels, and the rest.
    std::string summary_word, secret_word;
};

class World {
public:
    explicit World(db::Engine);

    // A new session of this person; empty for nobody.
    std::string session_of(Who, bool may_write = true);
    const Thing& thing(What what) const { return things_.at(what); }
    // A role and a share that hold, made anew for each question because the question may end them.
    std::string fresh_assignment();
    std::string fresh_erasure();
    std::string fresh_concern();  // raised by the evaluator of A
    std::string fresh_disposal();
    std::string fresh_reply_import(What);
    std::string fresh_mark(What);         // a target of the measure, and a break of its line
    std::string fresh_calibration(What);  // that draws on this evaluation alone
    // Kept by the lead; the evaluator and the reader of A may read it. Made at the first call.
    std::string record();
    // Its only keeper, who cannot be taken off.
    std::string only_keeper();
    std::string fresh_share(What, bool of_evaluation);
    // That A's evaluator asked for, with a file that is theirs alone. Made at the first call.
    std::string job();
    // Every row of the second partnership.
    std::string dump_of_foreign();

    Site site;
    PartnershipId foreign;
    OrganisationId a, b;
    ServiceId service;  // of A
    ServiceId beneath;  // of B, below A's
    AccountId bystander;
    std::string standard;  // of the partnership
    static constexpr const char* record_word = "zqrecordlabel";
    static constexpr const char* job_word = "zqsecjob";
    // Of an item that B lent to A, which uses it in its own evaluation: with a finding that a level and a conclusion there draw in.
    static constexpr const char* lent_word = "zqseclent";
    std::string lent_evidence, lent_finding;

private:
    AccountId add_person(const PartnershipId&, const std::string& name, Role, Reach, const std::string& on);
    Thing add_thing(const PartnershipId&, const OrganisationId& owner, const std::optional<ServiceId>& about, const std::string& name);
    void add_events(const PartnershipId&, const Thing&);
    void lend_to_a();
    void add_talks();
    void add_plan(const PartnershipId&, const OrganisationId& owner, Thing&);
    void add_registers(const PartnershipId&, const OrganisationId& owner, Thing&);
    void add_questionnaire(const PartnershipId&, const OrganisationId& owner, Thing&);
    std::string add_reply_import(const PartnershipId&, const OrganisationId& owner, const std::string& word);
    void add_measure(const PartnershipId&, const OrganisationId& owner, Thing&);
    void add_wall(const PartnershipId&, const OrganisationId& owner, Thing&);
    void add_talk(const PartnershipId&, const OrganisationId& owner, Thing&);
    void share(const Thing&, Extent, Instant until, bool is_revoked);

    std::string record_, only_keeper_, job_;
    std::map<What, Thing> things_;
    std::map<Who, AccountId> people_;
};

}  // namespace touchstone::testing
