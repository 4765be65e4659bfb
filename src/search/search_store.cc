#include "search/search_store.h"

#include <set>

#include "base/word_search.h"
#include "frameworks/framework_store.h"
#include "frameworks/indicator_words.h"
#include "people/colleague_store.h"

namespace touchstone::search {
namespace {

std::vector<FoundIndicators> among(db::Read& db, const std::vector<frameworks::Published>& all, const std::string& typed) {
    std::vector<FoundIndicators> found;
    std::set<std::string> seen;
    for (const auto& published : all) {
        if (!seen.insert(published.id).second) continue;  // an earlier version
        const auto& framework = frameworks::framework_of(db, published.hash);
        if (auto indicators = frameworks::indicators_found(framework, typed); !indicators.empty())
            found.push_back({&framework, std::move(indicators)});
    }
    return found;
}

}  // namespace

bool Found::is_nothing() const {
    return evaluations.total == 0 && indicators.empty() && evidence.total == 0 && plans.total == 0 && people.empty();
}

int count_of(const std::vector<FoundIndicators>& all) {
    int count = 0;
    for (const auto& found : all) count += static_cast<int>(found.indicators.size());
    return count;
}

Found find_everywhere(db::Read& db, const Actor& actor, const std::string& typed, Instant now) {
    Found found;
    found.words = search_words(typed);
    found.is_cut = found.words.size() > search_words_max;
    if (found.is_cut) found.words.resize(search_words_max);
    if (found.words.empty()) return found;
    const auto sight = sight_of(actor, now);
    const db::Words words(found.words);
    evidence::EvidenceFilter filter;
    filter.words = found.words;
    filter.per_page = shown_of_each;
    db::Trip trip(db);
    const auto evaluations = evaluations::ask_evaluations_titled(trip, sight, words, shown_of_each);
    const auto frameworks = frameworks::ask_frameworks(trip);
    const auto evidence = evidence::ask_evidence_listed(trip, sight, filter);
    const auto plans = plans::ask_plans_titled(trip, sight, words, shown_of_each);
    const auto people = people::ask_accounts_named(trip, actor.partnership, now, words);
    trip.go();
    found.evaluations = std::move(*evaluations);
    found.indicators = among(db, *frameworks, typed);
    found.evidence = std::move(*evidence);
    found.plans = std::move(*plans);
    found.people = people::seen_by(actor, std::move(*people));
    return found;
}

}  // namespace touchstone::search
