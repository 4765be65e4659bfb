// What a database far away may do to us.
#pragma once
#include "db/db.h"

namespace touchstone::db {

// It cannot be reached, or does not answer. Nothing was saved.
struct Away : Failure {
    using Failure::Failure;
};

// It did not say whether it saved: the work may be there or not.
struct Unsure : Failure {
    using Failure::Failure;
};

}  // namespace touchstone::db
