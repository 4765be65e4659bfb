#include "reports/publication.h"

namespace touchstone::reports {

const Fields<PublishDraft>& publish_fields() {
    using field::choices, field::lines, field::needed;
    static const Fields<PublishDraft> fields{"reports.publishing",
                                             {needed(choices("audiences", &PublishDraft::audiences)),
                                              lines("what_changed", &PublishDraft::what_changed, what_changed_max_characters),
                                              lines("without_capacity", &PublishDraft::without_capacity, without_capacity_max_characters),
                                              lines("to_decide", &PublishDraft::to_decide, to_decide_max_characters)},
                                             &PublishDraft::seen_version};
    return fields;
}

const std::vector<Audience>& plain_audiences() {
    static const std::vector<Audience> audiences{Audience::board, Audience::open_public, Audience::young_people};
    return audiences;
}

FieldShape plain_words_shape(Audience audience) { return {name_of(audience), FieldShape::Kind::text, plain_words_max(audience)}; }
FieldShape seen_words_shape(Audience audience) { return {"seen_" + name_of(audience)}; }

std::size_t plain_words_max(Audience audience) { return audience == Audience::board ? 400 : 2'000; }

bool has_headings(Audience audience) { return audience == Audience::young_people; }
FieldShape heading_shape(Audience audience) { return {"heading_" + name_of(audience), FieldShape::Kind::words, heading_max_characters}; }
FieldShape seen_heading_shape(Audience audience) { return {"seen_heading_" + name_of(audience)}; }
std::string heading_part(const std::string& part) { return part + "_heading"; }

}  // namespace touchstone::reports
