package dev.wharf.site.http;

public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    DELETE
}
