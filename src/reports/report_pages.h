#pragma once
#include <optional>
#include <string>

#include "db/db.h"
#include "web/router.h"

namespace touchstone::reports {

void add_report_pages(web::Router&);

// The report as a whole document that needs only the files of ui/dist beside it: what is printed. Nothing when there is no such evaluation.
struct Document {
    std::string title, html;
};
// From data of the component report_body.
[[nodiscard]] Document document_of(web::Object body);
std::optional<Document> report_document(db::Read&, const Sight&, const EvaluationId&);

}  // namespace touchstone::reports
