// A second language beside English, for as long as it lives: the English texts under another name.
#pragma once
#include <filesystem>
#include <fstream>
#include <string>

#include "base/assets.h"
#include "base/ids.h"

namespace touchstone::testing {

class SecondLanguage {
public:
    static constexpr const char* name = "xx";

    SecondLanguage() {
        const auto folder = folder_ / "locales" / name;
        std::filesystem::create_directories(folder);
        for (const auto& asset : assets::names_under("locales/en")) {
            auto texts = assets::content(asset);
            if (asset.ends_with("/web.yaml")) texts.replace(texts.find("tag: en-GB"), 10, "tag: xx");
            if (asset.ends_with("/people.yaml")) texts.replace(texts.find("title: Your account"), 19, "title: Mo chunntas");
            std::ofstream(folder / asset.substr(asset.rfind('/') + 1)) << texts;
        }
        assets::read_from(folder_);
    }
    ~SecondLanguage() {
        assets::read_from({});
        std::filesystem::remove_all(folder_);
    }
    SecondLanguage(const SecondLanguage&) = delete;
    SecondLanguage& operator=(const SecondLanguage&) = delete;

private:
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() /
        ("language-" + new_id_text(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now())));
};

}  // namespace touchstone::testing
