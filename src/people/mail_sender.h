// Sends what waits in the table of mail, one at a time, beside the requests.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "db/database.h"
#include "people/mail.h"

namespace touchstone::people {

struct Smtp {
    std::string url;  // smtp://host:port, or smtps:// where TLS comes first
    std::string user, password, from;
    bool needs_tls = true;  // refuse a server that offers none

    bool is_set() const { return !url.empty(); }
};

class MailSender {
public:
    MailSender(db::Database&, Smtp, std::function<Instant()> clock);
    ~MailSender();
    MailSender(const MailSender&) = delete;
    MailSender& operator=(const MailSender&) = delete;

private:
    // Sends the next one, if there is one, and answers whether there was.
    bool send_next();
    void keep_sending();

    db::Database& database_;
    Smtp smtp_;
    std::function<Instant()> clock_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace touchstone::people
