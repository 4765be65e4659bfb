#include "access/invitation.h"

namespace touchstone::access {

const Fields<InvitationDraft>& invitation_fields() {
    using field::choice, field::day, field::needed, field::words, people::name_max_characters;
    static const Fields<InvitationDraft> fields{
        "people.invite",
        {needed(words("name", &InvitationDraft::name, name_max_characters)),
         needed(words("email", &InvitationDraft::email, people::email_max_characters)),
         words("job", &InvitationDraft::job, name_max_characters), needed(choice("role", &InvitationDraft::role)),
         needed(choice("on", &InvitationDraft::on)), day("until", &InvitationDraft::until),
         words("reason", &InvitationDraft::reason, people::reason_max_characters)}};
    return fields;
}

}  // namespace touchstone::access
