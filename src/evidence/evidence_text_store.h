// The words that items of evidence are found by: their own, those of their findings, and those inside their files.
#pragma once
#include <utility>
#include <vector>

#include "db/db.h"
#include "evidence/evidence.h"

namespace touchstone::evidence {

// How far the words of a file have been read. Stored: never renumber.
enum class TextState { waiting = 1, read, nothing, failed };

// What words stand in. Stored: never renumber.
enum class TextOf { item = 1, finding, file };

// What the item is found by. `words` as people wrote them.
void keep_words(db::Write&, const PartnershipId&, const EvidenceId&, TextOf, const std::string& object, const std::string& words);
void forget_words(db::Write&, const PartnershipId&, const EvidenceId&, const std::string& object);
// A file whose words will be read by and by.
void add_unread(db::Write&, const PartnershipId&, const EvidenceId&, const FileId&);

inline constexpr std::size_t file_words_max = 200'000;  // characters

struct UnreadFile {
    EvidenceId evidence;
    FileId file;
    std::string name, hash;
};
// Files that somebody added to a partnership, which wait to be read and are not held by a virus scanner.
std::vector<UnreadFile> list_unread_files(db::Read&, const PartnershipId&, const AccountId& added_by);
// Everybody who added such files, in each partnership.
std::vector<std::pair<PartnershipId, AccountId>> list_people_with_unread_files(db::Read&);
// A picture of the file's first page, by the hash under which it is kept.
void keep_preview(db::Write&, const PartnershipId&, const UnreadFile&, const std::string& hash);
// Changes nothing when the file has been replaced meanwhile.
void save_text(db::Write&, const PartnershipId&, const UnreadFile&, TextState, const std::string& words);

}  // namespace touchstone::evidence
