#include "cli/files.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>

#include <csignal>

#include <zlib.h>

namespace chouma::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 31;

Error no_file(const std::string& path, const char* allowed) { return {Code::unknown_name, "file", path, allowed}; }

/// All members of a gzip file, one after the other.
Result<std::string> unpacked(const std::string& path, const std::string& packed) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return Error{Code::internal, path, "zlib does not start", "no failure"};
  struct End {
    z_stream& stream;
    ~End() { inflateEnd(&stream); }
  } end{stream};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string bytes;
  std::vector<char> buffer(1 << 18);
  int status = Z_OK;
  while (true) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    status = inflate(&stream, Z_NO_FLUSH);
    bytes.append(buffer.data(), buffer.size() - stream.avail_out);
    if (bytes.size() > kMostBytes) return Error{Code::too_large, path, "more than 2 GiB unpacked", "at most 2 GiB"};
    if (status == Z_STREAM_END) {
      if (stream.avail_in == 0) return bytes;
      inflateReset(&stream);
    } else if (status != Z_OK) {
      return Error{Code::bad_csv, path, "gzip data that breaks off or is damaged", "a whole gzip file, or plain bytes"};
    }
  }
}

/// Signals that end the command wait while this stands.
class Uninterrupted {
 public:
  Uninterrupted() {
    sigset_t ending;
    sigemptyset(&ending);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ending, signal);
    sigprocmask(SIG_BLOCK, &ending, &before_);
  }
  ~Uninterrupted() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;

 private:
  sigset_t before_{};
};

bool put(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return !file.fail();
}

fs::path executable_folder() {
  std::error_code ignored;
  const fs::path self = fs::read_symlink("/proc/self/exe", ignored);
  return ignored ? fs::path() : self.parent_path();
}

bool has_models(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder / "lexicon" / "lexicon.json", ignored);
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::string bytes;
  if (path == "-") {
    static bool taken = false;
    if (taken) return Error{Code::out_of_range, "-", "named twice", "standard input for one file"};
    taken = true;
    bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::error_code ignored;
    std::ifstream file(path, std::ios::binary);
    if (!file || fs::is_directory(path, ignored)) return no_file(path, "a file that can be read");
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  if (bytes.size() > kMostBytes)
    return Error{Code::too_large, path, std::to_string(bytes.size()) + " bytes", "at most 2 GiB"};
  if (bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b') return unpacked(path, bytes);
  return bytes;
}

std::optional<Error> write_file(const std::string& path, std::string_view bytes) {
  if (path == "-") {
    std::cout << bytes;
    return std::nullopt;
  }
  std::error_code failure;
  const bool there = fs::exists(path, failure);
  if (there && !fs::is_regular_file(path, failure)) {
    if (put(path, bytes)) return std::nullopt;
    return no_file(path, "a place that can be written");
  }
  const Uninterrupted until_the_end;
  const fs::path target = there ? fs::canonical(path, failure) : fs::path(path);
  const fs::path unfinished = target.string() + ".part";
  const bool whole = put(unfinished, bytes);
  if (whole) fs::rename(unfinished, target, failure);
  if (whole && !failure) return std::nullopt;
  fs::remove(unfinished, failure);
  return no_file(path, "a place that can be written");
}

Result<std::string> find_models(const std::string& given) {
  if (!given.empty()) {
    if (has_models(given)) return given;
    return no_file(given, "a folder that holds lexicon/lexicon.json");
  }
  if (const char* set = std::getenv("CHOUMA_MODELS"); set != nullptr && *set != '\0') {
    if (has_models(set)) return std::string(set);
    return no_file(set, "CHOUMA_MODELS, a folder that holds lexicon/lexicon.json");
  }
  const fs::path beside = executable_folder();
  if (!beside.empty() && has_models(beside / ".." / "share" / "chouma" / "models"))
    return (beside / ".." / "share" / "chouma" / "models").lexically_normal().string();
  std::error_code ignored;
  for (const fs::path& start : {fs::current_path(ignored), beside})
    for (fs::path folder = start; !folder.empty(); folder = folder.parent_path()) {
      if (has_models(folder / "models")) return (folder / "models").string();
      if (folder == folder.root_path()) break;
    }
  return no_file("models", "--models DIR, CHOUMA_MODELS, or a folder models/lexicon here or above");
}

void complain(const Error& error) {
  std::cerr << "chouma: [" << code_name(error.code) << "] " << message(error) << '\n';
}

void fail(const Error& error) {
  complain(error);
  throw CLI::RuntimeError(1);
}

}  // namespace chouma::cli
