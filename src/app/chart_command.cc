#include "app/chart_command.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/chart_words.h"
#include "base/workbench.h"
#include "carrying/data_folder.h"
#include "statistics/series_file.h"
#include "web/texts.h"

namespace touchstone::app {

using namespace statistics;
using carrying::Trouble;
namespace {

constexpr int asked_wrongly = 2;
constexpr const char* funnel_kind = "funnel";

const std::map<std::string, Kind> kinds = {{"run", Kind::run}, {"xmr", Kind::xmr},         {"p", Kind::p}, {"p-prime", Kind::p_prime},
                                           {"u", Kind::u},     {"u-prime", Kind::u_prime}, {"c", Kind::c}};
const std::map<std::string, double> constants = {{"2.66", constant_rounded}, {"3/1.128", constant_exact}};
const std::map<std::string, FunnelKind> funnels = {
    {"exact", FunnelKind::exact}, {"over-dispersed", FunnelKind::over_dispersed}, {"score", FunnelKind::score}};
const std::map<std::string, Better> betters = {{"higher", Better::higher}, {"lower", Better::lower}, {"neither", Better::neither}};

struct ChartOptions {
    std::string kind, file, constant = "2.66", better = "neither", baseline, limits = "exact";
    std::vector<std::string> breaks;
    bool is_stock = false, is_unscreened = false, as_json = false;
    double smallest_base = default_smallest_base;
};

template <class Value>
std::set<std::string> names_of(const std::map<std::string, Value>& named) {
    std::set<std::string> names;
    for (const auto& [name, value] : named) names.insert(name);
    return names;
}

std::set<std::string> all_kinds() {
    auto names = names_of(kinds);
    names.insert(funnel_kind);
    return names;
}

Wanted wanted_by(const std::string& kind) {
    if (kind == funnel_kind) return {"unit", false, true, true, true};
    switch (kinds.at(kind)) {
        case Kind::run:
        case Kind::xmr:
            return {};
        case Kind::p:
        case Kind::p_prime:
            return {"period", false, true, true, true};
        case Kind::u:
        case Kind::u_prime:
            return {"period", false, true, true, false};
        case Kind::c:
            return {"period", true, false, true, false};
    }
    throw std::logic_error("no such kind");
}

Series read_or_refuse(const ChartOptions& options) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(options.file, error)) throw Trouble(options.file + " is not a file");
    if (std::filesystem::file_size(options.file) > sheet_max_bytes) throw Trouble(web::text("people.sheet.too_large"));
    const auto wanted = wanted_by(options.kind);
    const auto sheet = read_sheet(read_file(options.file), [&](const Cells& head) { return is_series_head(head, wanted); });
    if (!sheet) throw Trouble(web::text(sheet.error().front().text));
    auto series = read_series(sheet->rows, wanted);
    if (series) return std::move(*series);
    std::string said;
    for (const auto& problem : series.error()) said += (said.empty() ? "" : "\n") + web::text(problem.sentence, problem.values);
    throw Trouble(said);
}

std::optional<std::size_t> find_place(const Series& series, const std::string& period) {
    const auto found = std::ranges::find(series, period, &Point::label);
    return found == series.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - series.begin()));
}

std::vector<std::size_t> places_of_breaks(const Series& series, const std::vector<std::string>& periods) {
    std::set<std::size_t> places;
    for (const auto& period : periods) {
        const auto place = find_place(series, period);
        if (!place || *place == 0)
            throw Trouble(fmt::format("--break: {} is no period after the first of the file", period), asked_wrongly);
        places.insert(*place);
    }
    return {places.begin(), places.end()};
}

// How many points it has.
std::size_t length_of_baseline(const Series& series, const std::string& said, std::size_t most) {
    if (const auto place = find_place(series, said); place && *place < most) return *place + 1;
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), length);
    if (error != std::errc{} || end != said.data() + said.size() || length == 0 || length > most)
        throw Trouble(fmt::format("--baseline: {} is neither a period before the first break nor a number of points up to it", said),
                      asked_wrongly);
    return length;
}

void refuse_what_does_not_apply(const ChartOptions& options, const CLI::App& command) {
    const auto refuse_for = [&](bool is_wrong, const std::vector<const char*>& names) {
        for (const auto* name : names)
            if (is_wrong && command.count(name) > 0)
                throw Trouble(fmt::format("{} does not apply to a chart of kind {}", name, options.kind), asked_wrongly);
    };
    refuse_for(options.kind != "xmr", {"--constant", "--unscreened"});
    refuse_for(options.kind != funnel_kind, {"--limits"});
    refuse_for(options.kind == funnel_kind, {"--break", "--baseline", "--stock"});
}

void draw(const ChartOptions& options) {
    const auto series = read_or_refuse(options);
    const auto better = betters.at(options.better);
    if (options.kind == funnel_kind) {
        const auto funnel = funnel_of(funnels.at(options.limits), series, options.smallest_base);
        fmt::print("{}", options.as_json ? as_json(series, funnel, better) + "\n" : as_table(series, funnel, better));
        return;
    }
    TimeOptions time;
    time.control = {constants.at(options.constant), !options.is_unscreened};
    time.breaks = places_of_breaks(series, options.breaks);
    if (!options.baseline.empty())
        time.baseline = length_of_baseline(series, options.baseline, time.breaks.empty() ? series.size() : time.breaks.front());
    time.is_stock = options.is_stock;
    time.smallest_base = options.smallest_base;
    const auto chart = time_chart(kinds.at(options.kind), series, time);
    fmt::print("{}", options.as_json ? as_json(series, chart, time.breaks, better) + "\n" : as_table(series, chart, better));
}

}  // namespace

void add_chart_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("chart", "Compute a chart over time, or a funnel, from a file; needs no server and no data");
    auto options = std::make_shared<ChartOptions>();
    command->add_option("kind", options->kind, "What is charted")->required()->check(CLI::IsMember(all_kinds()));
    command
        ->add_option("file", options->file,
                     "CSV with columns period,value or period,numerator,denominator; for a funnel unit,numerator,denominator")
        ->required();
    command->add_flag("--json", options->as_json, "Everything, as JSON");
    command->add_option("--break", options->breaks, "First period of a new phase with limits of its own; may be given again")
        ->allow_extra_args(false);
    command->add_option("--baseline", options->baseline, "What limits are made from: the last period of it, or how many first points");
    command->add_flag("--stock", options->is_stock, "The same children or services are counted again at each point");
    command->add_option("--better", options->better, "Which direction is the better one")
        ->check(CLI::IsMember(names_of(betters)))
        ->capture_default_str();
    command->add_option("--smallest-base", options->smallest_base, "Nothing is said where a share rests on fewer")
        ->check(CLI::Range(0.0, largest_number))
        ->capture_default_str();
    command->add_option("--constant", options->constant, "xmr: what the mean moving range is multiplied by")
        ->check(CLI::IsMember(names_of(constants)))
        ->capture_default_str();
    command->add_flag("--unscreened", options->is_unscreened, "xmr: keep moving ranges of 3.267 times their mean or more");
    command->add_option("--limits", options->limits, "funnel: which limits")
        ->check(CLI::IsMember(names_of(funnels)))
        ->capture_default_str();
    command->callback([options, command, &chosen] {
        chosen = [options, command] {
            refuse_what_does_not_apply(*options, *command);
            draw(*options);
        };
    });
}

}  // namespace touchstone::app
