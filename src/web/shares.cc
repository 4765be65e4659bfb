#include "web/shares.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v6.hpp>

namespace touchstone::web {

std::string share_of(const std::string& peer) {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(peer, error);
    if (error || !address.is_v6()) return peer;
    return boost::asio::ip::network_v6(address.to_v6(), 64).canonical().to_string();
}

}  // namespace touchstone::web
