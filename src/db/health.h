// Whether what is written reaches the disk, as far as the last try says. Of the process: it has one database.
#pragma once

namespace touchstone::db {

void note_write(bool reached_the_disk);
[[nodiscard]] bool writes_fail();

}  // namespace touchstone::db
