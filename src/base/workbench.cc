#include "base/workbench.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "base/ids.h"

namespace touchstone {

Workbench::Workbench(const std::filesystem::path& parent) : folder(parent / ("work-" + new_id_text({}))) {
    std::filesystem::create_directories(folder);
}

Workbench::~Workbench() { clear_away(folder); }

bool clear_away(const std::filesystem::path& path) {
    constexpr int tries_max = 40;
    std::error_code problem;
    for (int tries = 0; tries < tries_max; ++tries) {
        if (tries > 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
        std::filesystem::remove_all(path, problem);
        if (!problem) return true;
    }
    return false;
}

void write_file(const std::filesystem::path& file, const std::string& content) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << content;
    out.close();
    if (!out) throw std::runtime_error("a file could not be written");
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) throw std::runtime_error("a file could not be read");
    return content;
}

}  // namespace touchstone
