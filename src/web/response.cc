#include "web/response.h"

namespace touchstone::web {

Response page(std::string view, std::string title, Object data, Status status) {
    Response response;
    response.status = status;
    response.view = std::move(view);
    response.title = std::move(title);
    response.data = std::move(data);
    return response;
}

Response see_other(std::string location, std::string saved) {
    Response response;
    response.status = Status::see_other;
    response.saved = std::move(saved);
    response.location = std::move(location);
    return response;
}

Response not_found() {
    Response response;
    response.status = Status::not_found;
    return response;
}

Response json(std::string body, Status status) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.media_type = "application/json";
    return response;
}

Response download(std::string hash, std::string name, std::string media_type) {
    Response response;
    response.file_hash = std::move(hash);
    response.file_name = std::move(name);
    response.media_type = std::move(media_type);
    return response;
}

Response download_of(std::string bytes, std::string name, std::string media_type) {
    Response response;
    response.body = std::move(bytes);
    response.file_name = std::move(name);
    response.media_type = std::move(media_type);
    return response;
}

}  // namespace touchstone::web
