#include "app/serve.h"

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <signal.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "access/access_token_store.h"
#include "access/openid_client.h"
#include "access/pages.h"
#include "access/session_store.h"
#include "access/sign_in_store.h"
#include "api/pages.h"
#include "app/event_log_pages.h"
#include "app/file_scan_work.h"
#include "app/file_text_work.h"
#include "app/help_pages.h"
#include "app/home_pages.h"
#include "app/lanes.h"
#include "app/layout.h"
#include "app/programs.h"
#include "app/shipped.h"
#include "app/slow_statements.h"
#include "app/upkeep.h"
#include "app/works.h"
#include "base/assets.h"
#include "base/workbench.h"
#include "carrying/data_folder.h"
#include "carrying/erasure_work.h"
#include "carrying/nightly_backup.h"
#include "concerns/pages.h"
#include "conclusions/pages.h"
#include "cycles/pages.h"
#include "demo/demo.h"
#include "duties/pages.h"
#include "evaluations/pages.h"
#include "evidence/pages.h"
#include "frameworks/pages.h"
#include "jobs/pages.h"
#include "judging/pages.h"
#include "measures/pages.h"
#include "people/account_store.h"
#include "people/form_answer_store.h"
#include "people/organisation_store.h"
#include "people/pages.h"
#include "plans/pages.h"
#include "practice/pages.h"
#include "privacy/pages.h"
#include "records/pages.h"
#include "removal/pages.h"
#include "reports/package.h"
#include "reports/pages.h"
#include "reports/report_files.h"
#include "search/pages.h"
#include "standards/pages.h"
#include "tasks/pages.h"
#include "voice/pages.h"
#include "web/dispatch.h"
#include "web/saving_once.h"
#include "web/session.h"
#include "workspace/pages.h"

namespace touchstone::app {

using namespace carrying;
using namespace access;
using namespace demo;
namespace {

constexpr std::chrono::seconds stops_within{9};

struct Address {
    std::string host;
    std::uint16_t port;
};

Address address_of(const std::string& listen) {
    const auto colon = listen.rfind(':');
    unsigned port = 0;
    const auto digits = colon == std::string::npos ? std::string() : listen.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size() || port > 65'535)
        throw Trouble("an address and a port are wanted, such as 127.0.0.1:8080");
    auto host = listen.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return {host == "localhost" ? "127.0.0.1" : host, static_cast<std::uint16_t>(port)};
}

bool is_loopback(const std::string& host) { return host.starts_with("127.") || host == "::1"; }

void refuse_what_is_unsafe(const ServeOptions& options, const Address& address) {
    const bool tls = !options.tls_cert.empty();
    if (tls != !options.tls_key.empty()) throw Trouble("--tls-cert and --tls-key belong together");
    if (!is_loopback(address.host) && !tls && options.proxy.empty())
        throw Trouble(
            "plain HTTP is only served on the loopback: give --tls-cert and --tls-key, or name the reverse proxy with --behind-proxy");
    if (options.demo && (!is_loopback(address.host) || !options.proxy.empty()))
        throw Trouble("--demo lets everyone in without a password, so it only listens on the loopback, without a proxy");
}

// The password never stands among the arguments, which others can see.
people::Smtp smtp_of(const ServeOptions& options) {
    auto smtp = options.smtp;
    if (!smtp.is_set()) return smtp;
    if (options.demo) throw Trouble("--demo sends no mail: leave out --smtp");
    const auto begin = smtp.url.find("://");
    const auto scheme = smtp.url.substr(0, begin);
    if (begin == std::string::npos || (scheme != "smtp" && scheme != "smtps"))
        throw Trouble("--smtp wants an address such as smtp://mail.example.org:587");
    if (!people::is_email(smtp.from)) throw Trouble("--smtp needs --mail-from with the address that mail comes from");
    smtp.needs_tls = !is_loopback(address_of(smtp.url.substr(begin + 3)).host);
    if (const char* password = std::getenv("TOUCHSTONE_SMTP_PASSWORD")) smtp.password = password;
    if (!options.smtp_password_file.empty()) {
        std::ifstream file(options.smtp_password_file);
        if (!std::getline(file, smtp.password)) throw Trouble("cannot read the password in " + options.smtp_password_file);
    }
    return smtp;
}

access::Provider provider_of(const ServeOptions& options) {
    auto provider = options.openid;
    if (!provider.is_set()) return provider;
    if (options.demo) throw Trouble("--demo lets everyone in without signing in: leave out --openid-issuer");
    if (!access::is_callable(provider.issuer)) throw Trouble("--openid-issuer wants an address such as https://sign-in.example.org");
    if (provider.client_id.empty()) throw Trouble("--openid-issuer needs --openid-client");
    if (provider.name.empty()) throw Trouble("--openid-issuer needs --openid-name, which people see on the button");
    if (const char* secret = std::getenv("TOUCHSTONE_OPENID_SECRET")) provider.client_secret = secret;
    if (!options.openid_secret_file.empty()) {
        std::ifstream file(options.openid_secret_file);
        if (!std::getline(file, provider.client_secret)) throw Trouble("cannot read the secret in " + options.openid_secret_file);
    }
    if (provider.client_secret.empty()) throw Trouble("--openid-issuer needs the secret that the provider gave: --openid-secret-file");
    return provider;
}

// The message as the inside of a JSON string.
class EscapedMessage : public spdlog::custom_flag_formatter {
public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        for (const char c : message.payload) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') out.push_back('\\');
            if (byte < 0x20)
                fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
            else
                out.push_back(c);
        }
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return spdlog::details::make_unique<EscapedMessage>(); }
};

// One JSON line for each event, without personal data.
void start_log() {
    auto log = spdlog::stderr_logger_mt("touchstone");
    auto line = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
    line->add_flag<EscapedMessage>('*').set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","text":"%*"})");
    log->set_formatter(std::move(line));
    spdlog::set_default_logger(log);
}

// The first administrator is made with a secret that only the console shows.
void offer_set_up(Data& data, const std::string& base_url) {
    const auto secret = web::new_token();
    const bool needed = data.database->writing([&](db::Write& db) {
        if (people::has_any_account(db)) return false;
        access::keep_setup_secret(db, web::token_hash(secret), now());
        return true;
    });
    if (needed)
        fmt::print(
            "Nobody has an account yet. Make the first administrator at\n  {}/set-up?secret={}\nThe secret works once, until the server is "
            "started again.\n",
            base_url, secret);
}

void stop_on_signal(web::Server& server, const sigset_t& signals) {
    std::thread([&server, signals] {
        int signal = 0;
        sigwait(&signals, &signal);
        server.stop();
        // Whatever is still at work by then may be cut off at any moment: another program that hangs, a mail server that says nothing.
        std::this_thread::sleep_for(stops_within);
        spdlog::warn("stopped while something was still at work: it is taken up again at the next start");
        std::_Exit(0);
    }).detach();
}

}  // namespace

void add_all_pages(web::Router& router) {
    add_home_pages(router);
    add_help_pages(router);
    add_event_log_pages(router);
    people::add_pages(router);
    access::add_pages(router);
    concerns::add_pages(router);
    privacy::add_pages(router);
    frameworks::add_pages(router);
    evaluations::add_pages(router);
    evidence::add_pages(router);
    voice::add_pages(router);
    measures::add_pages(router);
    workspace::add_pages(router);
    judging::add_pages(router);
    conclusions::add_pages(router);
    plans::add_pages(router);
    standards::add_pages(router);
    cycles::add_pages(router);
    duties::add_pages(router);
    practice::add_pages(router);
    tasks::add_pages(router);
    records::add_pages(router);
    search::add_pages(router);
    reports::add_pages(router);
    removal::add_pages(router);
    jobs::add_pages(router);
    api::add_pages(router);
}

void serve(const ServeOptions& options) {
    const auto address = address_of(options.listen);
    refuse_what_is_unsafe(options, address);
    const auto smtp = smtp_of(options);
    const auto provider = provider_of(options);
    if (!use_zone(options.zone)) throw Trouble("--zone wants a name such as Europe/London");
    if (!options.assets.empty()) assets::read_from(options.assets);
    start_log();
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // every thread started from here on leaves them to the one that waits

    const Lock lock(options.data);
    auto data = open_data(options.data, options.database, true);
    for (const auto& left : std::filesystem::directory_iterator(data.spool))
        if (!clear_away(left))
            spdlog::warn("{} could not be cleared away", left.path().string());  // what a stopped server had not finished
    data.files.clear_unfinished();
    data.database->writing([&](db::Write& db) {
        publish_shipped(db, now());
        if (options.demo && people::has_real_partnership(db))
            throw Trouble("--demo lets everyone in: these data hold real accounts, so choose another folder");
        if (options.demo) load_demo(db, data.files, now());
        return true;
    });

    for (const auto& missing : missing_programs()) spdlog::warn("{}", missing);
    web::check_all_views();
    web::Router router;
    add_all_pages(router);
    const web::StaticFiles static_files;
    const auto scheme = options.tls_cert.empty() && options.proxy.empty() ? "http" : "https";
    const auto base_url = options.base_url.empty() ? fmt::format("{}://{}", scheme, options.listen) : options.base_url;
    web::use_form_store({people::find_form_answer, people::keep_form_answer});
    web::Dispatcher dispatcher({data.database.get(),
                                &data.files,
                                &router,
                                &static_files,
                                {base_url, options.demo, smtp.is_set() && !options.demo, !options.clamd.empty(), options.contact},
                                data.spool,
                                now,
                                access::find_actor,
                                access::note_use,
                                {access::find_actor_by_token, access::note_token_use, access::find_api_answer, access::keep_api_answer},
                                layout});
    access::OpenIdClient client(provider, base_url, now);
    if (provider.is_set()) access::use_openid(&client);
    data.database->write([&](db::Write& db) {
        if (!options.clamd.empty()) ask_for_waiting_scans(db, now());
        ask_for_unread_files(db, now());
        reports::ask_for_left_files(db, now());
        return true;
    });
    Lanes lanes(*data.database, all_works(*data.database, data.files, data.folder, options.clamd, now), now);
    web::Server server(
        {.address = address.host,
         .port = address.port,
         .tls_cert = options.tls_cert,
         .tls_key = options.tls_key,
         .proxy = options.proxy,
         .spool_folder = data.spool},
        [&](const web::Request& head) { return dispatcher.gate(head); },
        [&](const web::Request& head) { return dispatcher.admission(head); },
        [&](const web::Request& request) {
            auto answer = dispatcher.answer(request);
            if (request.method == "POST") lanes.wake();
            return answer;
        },
        [&](int status, const web::Request* request) { return dispatcher.error(status, request); });
    const Upkeep upkeep(data, base_url, now);
    std::optional<NightlyBackup> nightly;
    if (!options.demo)
        nightly.emplace(data, options.backup_to.empty() ? data.folder / "backups" : std::filesystem::path(options.backup_to), now);
    const people::MailSender sender(*data.database, smtp, now);
    stop_on_signal(server, signals);
    fmt::print("Touchstone is ready at {}\n", base_url);
    if (options.demo)
        fmt::print("It holds the demonstration partnership: open {}/step-in and choose a person.\n", base_url);
    else
        offer_set_up(data, base_url);
    std::fflush(stdout);
    server.run();
    keep_slow_statements(data.folder);
}

}  // namespace touchstone::app
