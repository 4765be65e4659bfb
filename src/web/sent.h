// What somebody sent with a form that was not saved: read back to them, so that nothing which was written is lost.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "web/view.h"
#include "web/visit.h"

namespace touchstone::web {

// The field in which the names of the files stand that came with a form.
inline const std::string sent_files = "sent_files";
// Never written into a page again.
[[nodiscard]] bool is_secret_field(std::string_view name);
// Ours, not the sender's: what a form carries besides what was typed and chosen.
[[nodiscard]] bool is_own_field(std::string_view name);

struct SentWords {
    std::string label, value;
};
// All that was typed and chosen, but for secrets and the ids of things. The label is made of the field's name.
[[nodiscard]] std::vector<SentWords> sent_words(const Form&);
// For the component "sent_words".
[[nodiscard]] Object sent_data(const std::vector<SentWords>&, const std::vector<std::string>& files);
// The component with what `page` does not show already; empty when it shows everything.
[[nodiscard]] std::string missing_words(const Form&, const std::string& page);

}  // namespace touchstone::web
