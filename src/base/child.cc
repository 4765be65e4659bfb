#include "base/child.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"

extern char** environ;

namespace touchstone {
namespace {

constexpr std::size_t said_max = 64 * 1024;
// Of util-linux: the child is killed when the thread that started it is gone, which is when the server is.
constexpr std::array ends_with_us{"setpriv", "--pdeathsig", "KILL", "--"};

struct Pipe {
    Pipe() {
        if (pipe2(ends.data(), O_CLOEXEC) != 0) throw ChildFailed("", ChildFailed::Why::failed, "no pipe");
    }
    ~Pipe() {
        for (const int end : ends)
            if (end >= 0) close(end);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    std::array<int, 2> ends{-1, -1};
};

pid_t start(const std::vector<std::string>& words, int output) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, 1);
    posix_spawn_file_actions_adddup2(&files, output, 2);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);  // sockets above all: a child that outlives us would keep the port
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);  // a group of its own, so that its children can be ended with it
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    std::vector<char*> arguments;
    for (const auto* word : ends_with_us) arguments.push_back(const_cast<char*>(word));
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int error = posix_spawnp(&child, arguments[0], &files, &attributes, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    if (error != 0) throw ChildFailed(words[0], ChildFailed::Why::failed, words[0] + " cannot be started");
    return child;
}

}  // namespace

std::string run_child(const std::vector<std::string>& words, std::chrono::milliseconds limit) {
    if (!is_installed(words[0])) throw ChildFailed(words[0], ChildFailed::Why::missing, words[0] + " is not installed");
    Pipe pipe;
    const pid_t child = start(words, pipe.ends[1]);
    close(pipe.ends[1]);
    pipe.ends[1] = -1;
    const auto deadline = std::chrono::steady_clock::now() + limit;
    std::string said;
    bool late = false;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        late = left <= 0;
        if (late) break;
        pollfd waiting{pipe.ends[0], POLLIN, 0};
        if (poll(&waiting, 1, static_cast<int>(std::min<long long>(left, 1'000))) <= 0) continue;
        std::array<char, 4096> buffer{};
        const auto count = ::read(pipe.ends[0], buffer.data(), buffer.size());
        if (count <= 0) break;
        if (said.size() < said_max) said.append(buffer.data(), static_cast<std::size_t>(count));
    }
    if (late) kill(-child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    kill(-child, SIGKILL);  // what it may have left behind
    if (late) throw ChildFailed(words[0], ChildFailed::Why::late, words[0] + " took too long");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw ChildFailed(words[0], ChildFailed::Why::failed, words[0] + " failed: " + said.substr(0, 2000));
    return said;
}

bool is_installed(const std::string& program) {
    const char* path = std::getenv("PATH");
    for (const auto& folder : split(path ? path : "", ':'))
        if (access((std::filesystem::path(folder) / program).c_str(), X_OK) == 0) return true;
    return false;
}

}  // namespace touchstone
