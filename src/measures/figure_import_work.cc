#include "measures/figure_import_work.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <unordered_map>

#include "measures/arrived_store.h"
#include "measures/figure_file.h"
#include "measures/figure_groups.h"
#include "measures/figure_import_store.h"
#include "measures/figure_rows.h"
#include "people/actor_store.h"

namespace touchstone::measures {
namespace {

constexpr int whole = 1000;  // of the file, in progress

// By it a series is known again within its file.
std::string key_of(const Figure& figure, const std::string& people) {
    const auto digits = [](const std::optional<std::size_t>& place) { return place ? std::to_string(*place) : std::string(); };
    return std::to_string(figure.measure) + " " + digits(figure.area) + " " + people;
}

// How far the reading of a file is, said once a second at most: what it is read for goes over it so many times.
class Pace {
public:
    Pace(const jobs::Progress& progress, const char* message, std::uintmax_t bytes, int times)
        : progress_(progress), message_(message), bytes_(bytes * static_cast<std::uintmax_t>(times) + 1) {
        progress_(0, whole, message_);
    }
    [[nodiscard]] EachRow along(EachRow rows) {
        return [this, rows = std::move(rows)](const OnRow& on_row) {
            return rows([&](std::int64_t number, Cells& row) {
                for (const auto& cell : row) read_ += cell.size() + 1;
                say();
                return on_row(number, row);
            });
        };
    }
    void end() { progress_(whole, whole, message_); }

private:
    void say() {
        const auto now = std::chrono::steady_clock::now();
        if (now - said_ < std::chrono::seconds{1}) return;
        said_ = now;
        progress_(static_cast<int>(std::min<std::uintmax_t>(read_ * whole / bytes_, whole - 1)), whole, message_);
    }

    const jobs::Progress& progress_;
    const char* message_;
    std::uintmax_t bytes_, read_ = 0;
    std::chrono::steady_clock::time_point said_ = std::chrono::steady_clock::now();
};

Said said_of(const FigureImport& import) { return {std::filesystem::path(import.file_name).stem().string(), rules_of(import.answers)}; }

FileFound look_into(const FigureImport& import, const std::filesystem::path& file, Pace& pace) {
    const auto rows = open_figures(file, scotland());
    if (!rows) return unreadable(rows.error());
    const auto each_row = pace.along(*rows);
    GroupsSeen groups;
    const auto read = read_figures(each_row, scotland(), said_of(import), [&](const Figure& figure) { groups.add(figure); });
    if (!read) return unreadable(read.error());
    const auto telling = groups.telling();
    measures::Seen series;  // a number for each
    const auto again = read_figures(each_row, scotland(), said_of(import), [&](const Figure& figure) {
        series.add(std::hash<std::string>{}(key_of(figure, group_words(figure.groups, telling))));
    });
    return again ? found_in(*again, telling, static_cast<std::int64_t>(series.size())) : unreadable(again.error());
}

class Entering {
public:
    Entering(db::Database& database, const By& by, const FigureImport& import) : database_(database), by_(by), import_(import) {
        result_ = import.result;
        result_.withheld = result_.missing = result_.twice = result_.above = 0;  // counted anew where the work is taken up again
    }

    ImportResult enter(const EachRow& rows) {
        read_ = must(read_figures(rows, scotland(), said_of(import_)));
        if (read_.measures.size() != import_.answers.measures.size()) throw std::runtime_error("the file is not the one that was answered");
        (void)must(read_figures(rows, scotland(), said_of(import_), [this](const Figure& figure) { take(figure); }));
        end_row();
        write();
        return result_;
    }

private:
    struct InRow {
        std::size_t measure;
        std::optional<std::size_t> area;
        std::size_t period;
        FigureState state;
        double number;
        std::string people, key;
    };

    static Read must(Outcome<Read> read) {
        if (!read) throw std::runtime_error("the file can no longer be read: " + read.error().front().text);
        return std::move(*read);
    }

    void take(const Figure& figure) {
        if (figure.row != row_) end_row();
        row_ = figure.row;
        if (!figure.period || *figure.period >= read_.periods.size()) return;
        auto people = group_words(figure.groups, import_.found.telling);
        auto key = key_of(figure, people);
        in_row_.push_back({figure.measure, figure.area, *figure.period, figure.state, figure.number, std::move(people), std::move(key)});
    }

    void end_row() {
        for (const auto& it : in_row_)
            if (import_.answers.measures[it.measure].into != into_nothing) place(it);
        in_row_.clear();
    }

    void place(const InRow& it) {
        if (!seen_.add(std::hash<std::string>{}(it.key + " " + std::to_string(it.period)))) {
            ++result_.twice;
            return;
        }
        const auto figure = observed(it);
        if (!figure) {
            ++result_.above;
            return;
        }
        result_.withheld += figure->state == FigureState::withheld;
        result_.missing += figure->state == FigureState::missing;
        if (++placed_ <= import_.result.handled) return;
        const auto known = series_.find(it.key);
        part_.push_back(
            {MeasureId{import_.answers.measures[it.measure].into}, whose(it), known == series_.end() ? "" : known->second, *figure});
        keys_.push_back(it.key);
        if (part_.size() == entered_at_once) write();
    }

    [[nodiscard]] Whose whose(const InRow& it) const {
        Whose whose;
        if (it.area) {
            whose.area_code = read_.areas[*it.area].code;
            whose.area_name = read_.areas[*it.area].name;
        }
        whose.people = it.people;
        return whose;
    }

    // Nothing for a part above its whole, or below nothing.
    [[nodiscard]] std::optional<Observation> observed(const InRow& it) const {
        Observation figure{.period = read_.periods[it.period].period, .state = it.state, .value = {}, .numerator = {}, .denominator = {}};
        const auto& share_of = import_.found.measures[it.measure].share_of;
        if (!share_of || import_.answers.measures[it.measure].share != "yes") {
            if (it.state == FigureState::value) figure.value = it.number;
            return figure;
        }
        const auto below = std::ranges::find(in_row_, *share_of, &InRow::measure);
        const auto state_below = below == in_row_.end() ? FigureState::missing : below->state;
        if (figure.state == FigureState::value) figure.state = state_below;
        if (figure.state != FigureState::value) return figure;
        if (it.number < 0 || it.number > below->number) return std::nullopt;
        figure.numerator = it.number;
        figure.denominator = below->number;
        return figure;
    }

    void write() {
        if (part_.empty()) return;
        const auto entered = database_.writing([&](db::Write& db) { return enter_part(db, by_, import_.id, part_, result_); });
        result_ = entered.result;
        for (std::size_t i = 0; i < part_.size(); ++i) series_.try_emplace(keys_[i], entered.series[i]);
        part_.clear();
        keys_.clear();
    }

    db::Database& database_;
    const By& by_;
    const FigureImport& import_;
    Read read_;
    ImportResult result_;
    measures::Seen seen_;                                  // figures, a number for each
    std::unordered_map<std::string, std::string> series_;  // ids
    std::int64_t row_ = 0, placed_ = 0;
    std::vector<InRow> in_row_;
    std::vector<ToEnter> part_;
    std::vector<std::string> keys_;
};

// What is done for somebody later can do no more than they may now.
void check_asker(db::Database& database, const jobs::Job& job, const FigureImport& import, Instant now) {
    const auto asker = database.reading([&](db::Read& db) { return people::find_asker(db, job, now); });
    if (!may_do(asker, Ability::evaluate, Place{import.owner, {}, {}}))
        throw std::runtime_error("whoever asked for it may no longer do so");
}

}  // namespace

jobs::Work figure_import_work(db::Database& database, const db::FileStore& files, std::function<Instant()> clock) {
    return [&database, &files, clock = std::move(clock)](const jobs::Job& job, const jobs::Progress& progress) {
        const auto import =
            database.reading([&](db::Read& db) { return find_figure_import(db, job.partnership, FigureImportId{job.subject}); });
        if (!import) throw std::runtime_error("the import is not there");
        const auto file = files.path_of(import->file_hash);
        const auto bytes = std::filesystem::file_size(file);
        if (import->state == ImportState::reading) {
            Pace pace(progress, "jobs.message.reading_figures", bytes, 4);
            const auto found = look_into(*import, file, pace);
            pace.end();
            database.write([&](db::Write& db) {
                save_found(db, job.partnership, import->id, found);
                return true;
            });
        } else if (import->state == ImportState::answered) {
            check_asker(database, job, *import, clock());
            Pace pace(progress, "jobs.message.entering_figures", bytes, 3);
            const By by{job.partnership, job.asked_by, clock()};
            const auto rows = open_figures(file, scotland());
            if (!rows) throw std::runtime_error("the file can no longer be read: " + rows.error().front().text);
            const auto result = Entering(database, by, *import).enter(pace.along(*rows));
            pace.end();
            database.write([&](db::Write& db) {
                finish_import(db, by, import->id, result);
                say_arrived(db, by);
                return true;
            });
        }
        return jobs::Result{};
    };
}

}  // namespace touchstone::measures
