#include "access/browser.h"

#include <gtest/gtest.h>

namespace touchstone::access {
namespace {

TEST(Browser, is_named_coarsely) {
    for (const auto& [sent, name] :
         {std::pair{"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox on Windows"},
          {"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15",
           "Safari on Mac"},
          {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Version/17.1 Mobile/15E148 Safari/604.1",
           "Safari on iPhone"},
          {"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
           "Chrome on Android"},
          {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0", "Edge on Windows"},
          {"curl/8.0", ""},
          {"", ""}})
        EXPECT_EQ(browser_from(sent), name);
}

}  // namespace
}  // namespace touchstone::access
