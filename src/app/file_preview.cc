#include "app/file_preview.h"

#include <array>
#include <fstream>

#include <fmt/format.h>

#include "app/file_words.h"
#include "base/text.h"

namespace touchstone::app {
namespace {

constexpr int longest_side = 900;  // pixels
constexpr const char* memory = "--as=1500000000";

// A folder of its own, gone when the picture is made.
struct Workshop {
    explicit Workshop(std::filesystem::path place) : folder(std::move(place)) { std::filesystem::create_directories(folder); }
    ~Workshop() {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;
    std::filesystem::path folder;
};

void draw_page(const std::filesystem::path& file, const std::filesystem::path& made) {
    auto stem = made;
    stem.replace_extension();
    run_limited({"pdftoppm", "-q", "-png", "-f", "1", "-l", "1", "-singlefile", "-scale-to", std::to_string(longest_side), file.string(),
                 stem.string()},
                {memory});
}

// By its first bytes, whatever its name: what is no picture would be drawn as nothing.
bool is_picture(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string front(4, '\0');
    in.read(front.data(), 4);
    return front == "\x89PNG" || front.starts_with("\xFF\xD8\xFF") || front == "GIF8";
}

// The picture stands in a drawing beside it, which reads nothing else.
void draw_picture(const std::filesystem::path& file, const std::string& ending, const std::filesystem::path& made) {
    const Workshop workshop(made.string() + ".d");
    const auto copy = workshop.folder / ("picture" + ending), drawing = workshop.folder / "drawing.svg";
    std::filesystem::copy_file(file, copy);
    std::ofstream(drawing) << fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"><image href="{1}" width="{0}" height="{0}"/></svg>)",
        longest_side, copy.filename().string());
    run_limited({"rsvg-convert", "--format=png", "--output", made.string(), drawing.string()}, {memory});
}

}  // namespace

std::optional<std::filesystem::path> preview_of_file(const std::filesystem::path& file, const std::string& name,
                                                     const std::filesystem::path& folder) {
    const auto low = lowered(name);
    auto made = folder / (file.filename().string() + ".png");
    if (low.ends_with(".pdf")) {
        draw_page(file, made);
        return made;
    }
    for (const char* ending : {".png", ".jpg", ".jpeg", ".gif"})
        if (low.ends_with(ending) && is_picture(file)) {
            draw_picture(file, ending, made);
            return made;
        }
    return std::nullopt;
}

}  // namespace touchstone::app
