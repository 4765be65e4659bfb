#include "base/zip_file.h"

#include <memory>
#include <stdexcept>
#include <tuple>

#include <zip.h>

namespace touchstone {
namespace {

using Zip = std::unique_ptr<zip_t, void (*)(zip_t*)>;

void close(Zip zip, const std::filesystem::path& target) {
    if (zip_close(zip.get()) != 0) throw std::runtime_error(target.string() + " could not be written");
    std::ignore = zip.release();  // closing has freed it
}

using Files = std::vector<std::pair<std::string, std::string>>;

void put_into(const Zip& zip, const std::filesystem::path& target, const Files& files) {
    for (const auto& [name, content] : files) {
        zip_source_t* source = zip_source_buffer(zip.get(), content.data(), content.size(), 0);
        if (source == nullptr || zip_file_add(zip.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
            zip_source_free(source);
            throw std::runtime_error("a file could not be put into " + target.string());
        }
    }
}

}  // namespace

void add_files_to_zip(const std::filesystem::path& target, const std::vector<std::pair<std::string, std::filesystem::path>>& files) {
    int error = 0;
    Zip zip(zip_open(target.c_str(), 0, &error), zip_discard);
    if (!zip) throw std::runtime_error(target.string() + " could not be opened");
    for (const auto& [name, file] : files) {
        zip_source_t* source = zip_source_file(zip.get(), file.c_str(), 0, -1);
        if (source == nullptr || zip_file_add(zip.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
            zip_source_free(source);
            throw std::runtime_error("a file could not be put into " + target.string());
        }
    }
    close(std::move(zip), target);
}

void add_to_zip(const std::filesystem::path& target, const Files& files) {
    int error = 0;
    Zip zip(zip_open(target.c_str(), 0, &error), zip_discard);
    if (!zip) throw std::runtime_error(target.string() + " could not be opened");
    put_into(zip, target, files);
    close(std::move(zip), target);
}

void write_zip(const std::filesystem::path& target, const std::vector<std::pair<std::string, std::string>>& files) {
    int error = 0;
    Zip zip(zip_open(target.c_str(), ZIP_CREATE | ZIP_EXCL, &error), zip_discard);
    if (!zip) throw std::runtime_error(target.string() + " could not be made, or exists already");
    put_into(zip, target, files);
    close(std::move(zip), target);
    std::filesystem::permissions(target, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

void rewrite_in_zip(const std::filesystem::path& target, const std::map<std::string, std::function<std::string(std::string)>>& changes) {
    int error = 0;
    Zip zip(zip_open(target.c_str(), 0, &error), zip_discard);
    if (!zip) throw std::runtime_error(target.string() + " could not be opened");
    std::vector<std::string> changed;  // read when the archive is closed
    changed.reserve(changes.size());
    for (const auto& [name, change] : changes) {
        zip_stat_t about{};
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(zip.get(), name.c_str(), 0), zip_fclose);
        if (!file || zip_stat(zip.get(), name.c_str(), 0, &about) != 0) throw std::runtime_error(name + " is not in " + target.string());
        std::string content(about.size, '\0');
        if (zip_fread(file.get(), content.data(), content.size()) != static_cast<zip_int64_t>(content.size()))
            throw std::runtime_error(name + " could not be read");
        changed.push_back(change(std::move(content)));
        zip_source_t* source = zip_source_buffer(zip.get(), changed.back().data(), changed.back().size(), 0);
        if (source == nullptr || zip_file_replace(zip.get(), about.index, source, 0) < 0) {
            zip_source_free(source);
            throw std::runtime_error(name + " could not be changed");
        }
    }
    close(std::move(zip), target);
}

}  // namespace touchstone
