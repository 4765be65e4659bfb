#include "base/zip_file.h"

#include <memory>
#include <stdexcept>

#include <zip.h>

namespace touchstone {

void write_zip(const std::filesystem::path& target, const std::vector<std::pair<std::string, std::string>>& files) {
    int error = 0;
    std::unique_ptr<zip_t, void (*)(zip_t*)> zip(zip_open(target.c_str(), ZIP_CREATE | ZIP_EXCL, &error), zip_discard);
    if (!zip) throw std::runtime_error(target.string() + " could not be made, or exists already");
    for (const auto& [name, content] : files) {
        zip_source_t* source = zip_source_buffer(zip.get(), content.data(), content.size(), 0);
        if (source == nullptr || zip_file_add(zip.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
            zip_source_free(source);
            throw std::runtime_error("a file could not be put into " + target.string());
        }
    }
    if (zip_close(zip.get()) != 0) throw std::runtime_error(target.string() + " could not be written");
    (void)zip.release();  // closing has freed it
    std::filesystem::permissions(target, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace touchstone
