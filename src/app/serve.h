// The server: everything wired together and run until it is told to stop.
#pragma once
#include <filesystem>
#include <string>

#include "access/openid.h"
#include "base/zone.h"
#include "people/mail_sender.h"
#include "web/router.h"

namespace touchstone::app {

struct ServeOptions {
    std::filesystem::path data = "data";
    std::string listen = "127.0.0.1:8080";
    std::string database;  // empty: the SQLite inside the data folder
    bool demo = false;
    std::string tls_cert, tls_key;
    std::string proxy;        // address of the reverse proxy that may speak for others
    std::string base_url;     // empty: made from `listen`
    access::Provider openid;  // where people may sign in instead of with a password; unset: nowhere
    std::string openid_secret_file;
    people::Smtp smtp;  // where mail goes out; unset: it waits where administrators can read it
    std::string smtp_password_file;
    std::string backup_to;          // folder of the nightly backups; empty: backups/ in the data folder
    std::string clamd;              // socket of the virus scanner that looks at added files; empty: none does
    std::string contact;            // whom people ask for help, shown on every page; empty: nobody is named
    std::string zone = usual_zone;  // that shown times and days are in
    std::string assets;             // project folder to read templates and texts from at each use
};

void serve(const ServeOptions&);

// Every route of the product, and nothing else.
void add_all_pages(web::Router&);

}  // namespace touchstone::app
