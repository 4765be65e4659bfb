// Targets of a measure, and the days from which its line breaks: added and taken away on its page.
#include "measures/measure_pages.h"
#include "measures/pages.h"
#include "web/fields.h"

namespace touchstone::measures {
namespace {

web::Response set_target(const web::Visit& visit, db::Write& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    auto target = targeted(web::read_draft(target_fields(), visit.form));
    if (!target) return whole_page(visit, db, *told, target.error(), web::Status::unprocessable);
    target->id = Id<struct TargetTag>::make(visit.now).text;
    add_target(db, visit.by(), told->measure().id, *target);
    return web::see_other(address_of(told->measure().id) + "#targets", "measure_target");
}

web::Response take_target(const web::Visit& visit, db::Write& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    for (const auto& target : told->known.targets)
        if (target.id == visit.path.at("measure_target")) {
            remove_target(db, visit.by(), told->measure().id, target);
            return web::see_other(address_of(told->measure().id) + "#targets", "measure_target_removed");
        }
    return web::not_found();
}

// New limits need enough figures after the day to be made from.
Problems against(const Told& told, const Break& it) {
    if (it.kind != BreakKind::new_limits) return {};
    for (const auto& series : told.series)
        if (values_from(told.measure().definition, told.of(series.id), it.from) >= points_for_new_limits) return {};
    return {{"from", "measures.break.too_few_after"}};
}

web::Response set_break(const web::Visit& visit, db::Write& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    auto it = broken(web::read_draft(break_fields(), visit.form));
    if (!it) return whole_page(visit, db, *told, it.error(), web::Status::unprocessable);
    if (const auto problems = against(*told, *it); !problems.empty())
        return whole_page(visit, db, *told, problems, web::Status::unprocessable);
    it->id = Id<struct BreakTag>::make(visit.now).text;
    add_break(db, visit.by(), told->measure().id, *it);
    return web::see_other(address_of(told->measure().id) + "#breaks", "measure_break");
}

web::Response take_break(const web::Visit& visit, db::Write& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    for (const auto& it : told->known.breaks)
        if (it.id == visit.path.at("measure_break") && it.kind != BreakKind::definition) {
            remove_break(db, visit.by(), told->measure().id, it);
            return web::see_other(address_of(told->measure().id) + "#breaks", "measure_break_removed");
        }
    return web::not_found();
}

}  // namespace

void add_phase_pages(web::Router& router) {
    router.word("measure_target");
    router.word("measure_break");
    const std::string one = "/measures/{measure}";
    router.post(one + "/targets", may::evaluate, set_target, {.fields = web::taken(target_fields()), .form_at = one});
    router.post(one + "/targets/{measure_target}/removal", may::evaluate, take_target, {.is_button = true, .form_at = one});
    router.post(one + "/breaks", may::evaluate, set_break, {.fields = web::taken(break_fields()), .form_at = one});
    router.post(one + "/breaks/{measure_break}/removal", may::evaluate, take_break, {.is_button = true, .form_at = one});
}

}  // namespace touchstone::measures
