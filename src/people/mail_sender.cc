#include "people/mail_sender.h"

#include <algorithm>
#include <memory>

#include <curl/curl.h>
#include <spdlog/spdlog.h>

#include "people/mail_store.h"

namespace touchstone::people {
namespace {

constexpr std::chrono::milliseconds pause{500};
constexpr long connect_seconds = 20, whole_seconds = 60;

struct Unread {
    std::string_view text;
};

std::size_t read_message(char* buffer, std::size_t size, std::size_t count, void* from) {
    auto& unread = *static_cast<Unread*>(from);
    const auto taken = std::min(size * count, unread.text.size());
    unread.text.copy(buffer, taken);
    unread.text.remove_prefix(taken);
    return taken;
}

// What went wrong, in words without any address; empty when the server took it.
std::string send(const Smtp& smtp, const Mail& mail, Instant now) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> to(curl_slist_append(nullptr, mail.to.c_str()), curl_slist_free_all);
    const auto message = message_of(mail, smtp.from, now);
    Unread unread{message};
    auto* handle = curl.get();
    curl_easy_setopt(handle, CURLOPT_URL, smtp.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(smtp.needs_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, whole_seconds);
    if (!smtp.user.empty()) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, smtp.user.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, smtp.password.c_str());
    }
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, smtp.from.c_str());
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, to.get());
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, read_message);
    curl_easy_setopt(handle, CURLOPT_READDATA, &unread);
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    const auto result = curl_easy_perform(handle);
    return result == CURLE_OK ? std::string() : curl_easy_strerror(result);
}

}  // namespace

MailSender::MailSender(db::Database& database, Smtp smtp, std::function<Instant()> clock)
    : database_(database), smtp_(std::move(smtp)), clock_(std::move(clock)) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    if (smtp_.is_set()) thread_ = std::thread([this] { keep_sending(); });
}

MailSender::~MailSender() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void MailSender::keep_sending() {
    for (;;) {
        bool found = false;
        try {
            found = send_next();
        } catch (const std::exception& error) {
            spdlog::error("the mail sender cannot reach its mail: {}", error.what());
        }
        std::unique_lock lock(mutex_);
        if (wake_.wait_for(lock, found ? std::chrono::milliseconds{0} : pause, [&] { return stopping_; })) return;
    }
}

bool MailSender::send_next() {
    const auto mail = database_.reading([&](db::Read& db) { return find_due_mail(db, clock_()); });
    if (!mail) return false;
    const auto error = send(smtp_, *mail, clock_());
    database_.writing([&](db::Write& db) {
        const auto rest = pause_after(mail->tries + 1);
        if (error.empty())
            mark_sent(db, *mail, clock_());
        else
            mark_failed(db, *mail, error, rest ? std::optional(clock_() + *rest) : std::nullopt, clock_());
        return true;
    });
    if (!error.empty()) spdlog::warn("mail {} could not be sent: {}", mail->id.text, error);
    return true;
}

}  // namespace touchstone::people
