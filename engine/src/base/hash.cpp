#include "base/hash.h"

#include <array>
#include <bit>
#include <cstdint>

namespace chouma::base {

namespace {

// FIPS 180-4, 4.2.2: first 32 bits of the fractional parts of the cube roots of the first 64
// primes.
constexpr std::array<std::uint32_t, 64> K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using State = std::array<std::uint32_t, 8>;

/// One block of 64 bytes. A call for each: browsers run what is called often in better code than the first, but do not change it within a call.
[[gnu::noinline]] void compress(State& h, const char* block) {
  std::array<std::uint32_t, 64> w;
  const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<std::uint8_t>(block[i])}; };
  for (std::size_t t = 0; t < 16; ++t)
    w[t] = byte(4 * t) << 24 | byte(4 * t + 1) << 16 | byte(4 * t + 2) << 8 | byte(4 * t + 3);
  for (std::size_t t = 16; t < 64; ++t) {
    const auto s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3);
    const auto s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10);
    w[t] = w[t - 16] + s0 + w[t - 7] + s1;
  }
  // Eight rounds in a row give each letter its own place again: nothing is moved.
  const auto round = [](auto a, auto b, auto c, auto& d, auto e, auto f, auto g, auto& k, std::uint32_t added) {
    k += (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + (g ^ (e & (f ^ g))) + added;
    d += k;
    k += (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) | (c & (a | b)));
  };
  auto [a, b, c, d, e, f, g, k] = h;
  for (std::size_t t = 0; t < 64; t += 8) {
    round(a, b, c, d, e, f, g, k, K[t] + w[t]);
    round(k, a, b, c, d, e, f, g, K[t + 1] + w[t + 1]);
    round(g, k, a, b, c, d, e, f, K[t + 2] + w[t + 2]);
    round(f, g, k, a, b, c, d, e, K[t + 3] + w[t + 3]);
    round(e, f, g, k, a, b, c, d, K[t + 4] + w[t + 4]);
    round(d, e, f, g, k, a, b, c, K[t + 5] + w[t + 5]);
    round(c, d, e, f, g, k, a, b, K[t + 6] + w[t + 6]);
    round(b, c, d, e, f, g, k, a, K[t + 7] + w[t + 7]);
  }
  const State v = {a, b, c, d, e, f, g, k};
  for (std::size_t i = 0; i < 8; ++i) h[i] += v[i];
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  State h = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  const std::size_t whole = bytes.size() / 64 * 64;
  for (std::size_t block = 0; block < whole; block += 64) compress(h, bytes.data() + block);
  // What is left of the message, a 1 bit, zeros, and the message's length in bits as 64 bits.
  std::string last(bytes.substr(whole));
  last.push_back('\x80');
  last.resize((last.size() + 8 + 63) / 64 * 64 - 8, '\0');
  for (int shift = 56; shift >= 0; shift -= 8)
    last.push_back(static_cast<char>(std::uint64_t{bytes.size()} * 8 >> shift & 0xff));
  for (std::size_t block = 0; block < last.size(); block += 64) compress(h, last.data() + block);

  std::string out;
  for (const std::uint32_t word : h)
    for (int shift = 28; shift >= 0; shift -= 4) out.push_back("0123456789abcdef"[(word >> shift) & 15]);
  return out;
}

}  // namespace chouma::base
