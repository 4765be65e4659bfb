#include "db/health.h"

#include <atomic>

namespace touchstone::db {
namespace {

std::atomic<bool> failing{false};

}  // namespace

void note_write(bool reached_the_disk) { failing = !reached_the_disk; }

bool writes_fail() { return failing; }

}  // namespace touchstone::db
