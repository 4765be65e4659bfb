// The files of a published report as its readers see them: to download, on their way, or with the reason why they are not there.
#pragma once
#include "reports/publishing_store.h"
#include "web/router.h"
#include "web/view.h"

namespace touchstone::reports {

// Those that are there, with the address of each below `address`.
[[nodiscard]] web::List file_rows(const Report&, const std::string& address);
// How far they are while some are on their way, for the component progress; nothing otherwise. `here` is the page that shows it.
[[nodiscard]] web::Data files_progress(const Report&, const std::string& here);
// For the component format_list: each of them while some are on their way, then those that are not there; nothing once all are, or when the
// report was withdrawn. Who leads can have one made again.
[[nodiscard]] web::Data format_list(const Report&, const std::string& csrf, bool may_lead);
// All of them in a few words.
[[nodiscard]] std::string files_in_words(const Report&);

void add_file_pages(web::Router&);

}  // namespace touchstone::reports
