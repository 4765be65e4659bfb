// Measures in tables, and who sees them: those of its owner, or the whole partnership where it is nobody's by itself.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/only.h"
#include "db/trip.h"
#include "evidence/evidence.h"
#include "measures/measure.h"

namespace touchstone::measures {

struct KeptMeasure {
    MeasureId id;
    OrganisationId owner;  // empty: the whole partnership
    std::string owner_name;
    Definition definition;
    AccountId made_by;
    Instant made_at;
    int version = 0;
};

std::optional<Seen> look_up_measure(db::Read&, const Actor&, const std::string& id, Instant now);

// All that stands beside the figures of a measure. Breaks and targets by day.
struct Known {
    std::optional<KeptMeasure> measure;
    std::vector<Break> breaks;
    std::vector<Target> targets;
    std::vector<EvidenceId> evidence;  // that it was made into
};
struct Asked {
    db::Answer<std::optional<KeptMeasure>> measure;
    db::Answer<std::vector<std::string>> themes, outcomes;
    db::Answer<std::vector<Break>> breaks;
    db::Answer<std::vector<Target>> targets;
    db::Answer<std::vector<EvidenceId>> evidence;
    [[nodiscard]] Known known() const;
};
Asked ask_measure(db::Trip&, const PartnershipId&, const MeasureId&);
Known find_measure(db::Read&, const PartnershipId&, const MeasureId&);

// Which measures a question is about: a condition on the measure `m`, and its arguments, the first of which is $4.
struct Those {
    std::string condition = "1 = 1";
    std::vector<db::Value> values = {};
};
// Those on a theme of the evaluation's framework.
[[nodiscard]] Those on_themes_of(const EvaluationId&);
[[nodiscard]] Those named_in(const db::Only&);
// Those of these that the one who looks may see, by title; themes and outcomes are left out.
db::Answer<std::vector<KeptMeasure>> ask_measures(db::Trip&, const Sight&, const Those& = {});
// All breaks and all targets of those, by day, with the measure each is of.
db::Answer<std::vector<std::pair<MeasureId, Break>>> ask_breaks(db::Trip&, const Sight&, const Those& = {});
db::Answer<std::vector<std::pair<MeasureId, Target>>> ask_all_targets(db::Trip&, const Sight&, const Those& = {});
// All outcomes and all themes of those, with the measure each is of.
using OfMeasure = std::vector<std::pair<MeasureId, std::string>>;
db::Answer<OfMeasure> ask_all_outcomes(db::Trip&, const Sight&, const Those& = {});
db::Answer<OfMeasure> ask_all_themes(db::Trip&, const Sight&, const Those& = {});

void add_measure(db::Write&, const By&, const KeptMeasure&);
// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_definition(db::Write&, const By&, const KeptMeasure& before, const Definition& after);

void add_break(db::Write&, const By&, const MeasureId&, const Break&);
void remove_break(db::Write&, const By&, const MeasureId&, const Break&);
void add_target(db::Write&, const By&, const MeasureId&, const Target&);
void remove_target(db::Write&, const By&, const MeasureId&, const Target&);

// `series` is the one that the item is about, `up_to` the last day of the figures that it rests on.
void make_evidence_of(db::Write&, const By&, const MeasureId&, const std::string& series, const evidence::Evidence&, Date up_to);

// In queries whose first arguments are a Sight's: whether the measure `m` is there for the one who looks.
inline constexpr const char* measure_is_there = "((m.owner_id = '' and $2 = 1) or $3 like '%,' || m.owner_id || ',%')";

}  // namespace touchstone::measures
