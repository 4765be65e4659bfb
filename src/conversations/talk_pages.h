// The conversations of an object, as a part of the page about it: pages of other modules show them and take what is said.
#pragma once
#include <vector>

#include "conversations/conversation.h"
#include "db/db.h"
#include "web/components.h"
#include "web/response.h"
#include "web/router.h"
#include "web/visit.h"

namespace touchstone::conversations {

// What a page is about, and what of it can be spoken about.
struct Talk {
    About of;                        // an empty part: whatever is said about the object
    std::string address;             // of the page; what is said is sent to it + "/conversations"
    std::string title;               // of the object
    std::vector<web::Option> parts;  // the first is what nobody has to choose
    bool may_speak = false;          // not about what is finished
    bool is_sealed = false;          // not shown before first judgements are: see judging/moderation.h
    web::LookUp look_up = nullptr;   // who else sees the object
};

// Shows them on the page, as "talk", with the forms for programs.
void add_talk(web::Response&, const web::Visit&, const Talk&, const std::vector<Conversation>&);

// What somebody said: it is kept and the page shown again, or the form alone with what is wrong.
web::Response speak(const web::Visit&, db::Write&, const Talk&);
[[nodiscard]] web::Traits spoken(const std::string& form_at);

}  // namespace touchstone::conversations
