package dev.wharf.site.testing;

import dev.wharf.core.error.WharfException;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request without a server, sent to the route of a table that it fits.
public final class TestRequest implements Request {
    private final Method method;
    private final String target;
    private final byte[] body;
    private final Map<String, String> headers = new TreeMap<>();
    private final Map<String, String> names = new TreeMap<>();
    private String address = "192.0.2.1";
    private Caller caller = new Caller("admin", Access.ADMINISTRATOR, "s1");

    private TestRequest(Method method, String target, String body) {
        this.method = method;
        this.target = target;
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    public static TestRequest get(String target) {
        return new TestRequest(Method.GET, target, "");
    }

    public static TestRequest post(String target, String body) {
        return new TestRequest(Method.POST, target, body);
    }

    public static TestRequest of(Method method, String target, String body) {
        return new TestRequest(method, target, body);
    }

    public TestRequest from(String address) {
        this.address = address;
        return this;
    }

    public TestRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public TestRequest as(Caller caller) {
        this.caller = caller;
        return this;
    }

    /// What a server does with it: errors are problem documents by their kind.
    public Answer sendTo(List<Route> routes) {
        String path = target.split("\\?", 2)[0];
        for (Route route : routes) {
            String pattern = route.path().replaceAll("\\{(\\w+)}", "(?<$1>[^/]+)");
            Matcher match = Pattern.compile(pattern).matcher(path);
            if (route.method() == method && match.matches()) {
                match.namedGroups().forEach((name, group) -> names.put(name, match.group(group)));
                return answer(route);
            }
        }
        throw new AssertionError("no route for " + method + " " + path);
    }

    private Answer answer(Route route) {
        try {
            return Answer.of(route.handler().handle(this));
        } catch (WharfException failure) {
            int status =
                    switch (failure.code().kind()) {
                        case INPUT -> failure.code().name().equals("NOT_FOUND") ? 404 : 400;
                        case REFUSED -> 403;
                        case TRANSIENT -> 503;
                        case INTEGRITY, INTERNAL -> 500;
                    };
            return Answer.of(
                    Reply.problem(
                            status, failure.code().name(), String.valueOf(failure.getMessage())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// @param text of the body
    public record Answer(int status, Map<String, String> headers, String text) {
        static Answer of(Reply reply) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                reply.body().writeTo(out);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return new Answer(
                    reply.status(), reply.headers(), out.toString(StandardCharsets.UTF_8));
        }

        /// First text value of a member of that name, however deep.
        public String member(String name) {
            Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(text);
            if (!found.find()) {
                throw new AssertionError("no member " + name + " in " + text);
            }
            return found.group(1);
        }
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public String path(String name) {
        return Objects.requireNonNull(names.get(name), name);
    }

    @Override
    public Optional<String> query(String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(target);
        return found.find() ? Optional.of(decode(found.group(1))) : Optional.empty();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }

    @Override
    public String remoteAddress() {
        return address;
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public byte[] bytes() {
        return body.clone();
    }

    @Override
    public Map<String, String> form() {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.putIfAbsent(decode(parts[0]), decode(parts[1]));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
