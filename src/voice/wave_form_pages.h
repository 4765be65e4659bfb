// What the forms of a new wave and a new wall share.
#pragma once
#include <string>
#include <vector>

#include "evaluations/owner_pages.h"
#include "voice/wave.h"
#include "web/fields.h"
#include "web/visit.h"

namespace touchstone::voice {

// Who can be asked, and who can read first what is written: as people choose, and as the domain checks. And who can ask.
struct Offered {
    web::Offers options;
    WaveOffers values;
    std::vector<evaluations::Owner> owners;
    HelpLine help;  // as it was said last
};
// One trip to the database.
[[nodiscard]] Offered offered_for(const web::Visit&, db::Read&);
// The form as it begins: three weeks from today, by a link, with the area's own line for help.
[[nodiscard]] WaveDraft usual_wave(const web::Visit&, const Offered&);

}  // namespace touchstone::voice
