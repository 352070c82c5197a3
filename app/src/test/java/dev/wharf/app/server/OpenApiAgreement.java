package dev.wharf.app.server;

import dev.wharf.site.http.Access;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Compares routes with the OpenAPI document, both ways: what is served is described, what is
/// described is served, and both say the same of it.
public final class OpenApiAgreement {
    private static final Pattern NAME = Pattern.compile("\\{([^}]+)}");

    private final JsonNode document;
    private final List<String> complaints = new ArrayList<>();

    private OpenApiAgreement(JsonNode document) {
        this.document = document;
    }

    /// What does not agree, one sentence each; empty when all does.
    ///
    /// @param routes the public table: without health and metrics
    public static List<String> complaints(List<Route> routes) throws IOException {
        try (InputStream yaml = Route.class.getResourceAsStream("/dev/wharf/site/openapi.yaml")) {
            if (yaml == null) {
                throw new IOException("there is no openapi.yaml");
            }
            OpenApiAgreement agreement = new OpenApiAgreement(new YAMLMapper().readTree(yaml));
            agreement.compare(routes);
            return agreement.complaints;
        }
    }

    private void compare(List<Route> routes) {
        Map<String, Route> served = new TreeMap<>();
        routes.forEach(route -> served.put(route.method() + " " + route.path(), route));
        Set<String> described = described();
        for (String each : described) {
            if (!served.containsKey(each)) {
                complaints.add(each + " is described and not served");
            }
        }
        served.forEach(
                (name, route) -> {
                    if (described.contains(name)) {
                        compare(name, route);
                    } else {
                        complaints.add(name + " is served and not described");
                    }
                });
        everyReferenceLeadsSomewhere(document);
    }

    private Set<String> described() {
        Set<String> names = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(
                        path -> {
                            for (Method method : Method.values()) {
                                if (path.getValue().has(lower(method))) {
                                    names.add(method + " " + path.getKey());
                                }
                            }
                        });
        return names;
    }

    private void compare(String name, Route route) {
        JsonNode path = document.path("paths").path(route.path());
        JsonNode operation = path.path(lower(route.method()));
        if (!operation.path("summary").asString("").equals(route.summary())) {
            complaints.add(name + " has another summary: " + route.summary());
        }
        if (!operation.path("security").equals(security(route.access()))) {
            complaints.add(name + " has another security than " + route.access());
        }
        boolean body = route.mostBody() > 0 && route.method() != Method.GET;
        boolean said = operation.has("requestBody");
        if ((said && !body) || (!said && route.mostBody() > Route.SMALL)) {
            complaints.add(name + " takes a body here and none there");
        }
        Set<String> names = parameters(path, operation);
        Set<String> wanted = new TreeSet<>();
        NAME.matcher(route.path()).results().map(OpenApiAgreement::name).forEach(wanted::add);
        if (!names.equals(wanted)) {
            complaints.add(
                    "%s has the path parameters %s and not %s".formatted(name, names, wanted));
        }
        if (operation.path("responses").isEmpty()) {
            complaints.add(name + " describes no answer");
        }
    }

    private static String name(MatchResult match) {
        return match.group(1);
    }

    private static Set<String> parameters(JsonNode path, JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode owner : List.of(path, operation)) {
            for (JsonNode parameter : owner.path("parameters")) {
                if (parameter.path("in").asString("").equals("path")) {
                    names.add(parameter.path("name").asString(""));
                }
            }
        }
        return names;
    }

    private JsonNode security(Access access) {
        YAMLMapper yaml = new YAMLMapper();
        return switch (access) {
            case UPLOADER -> yaml.readTree("[{connector: []}, {uploader: []}]");
            case CONNECTOR -> yaml.readTree("[{connector: []}]");
            case ADMINISTRATOR -> yaml.readTree("[{administrator: []}]");
            case OPEN, SIGNED, LINK -> yaml.readTree("[]");
        };
    }

    private void everyReferenceLeadsSomewhere(JsonNode node) {
        JsonNode reference = node.get("$ref");
        if (reference != null
                && document.at(reference.stringValue().substring(1)).isMissingNode()) {
            complaints.add(reference.stringValue() + " leads nowhere");
        }
        node.forEach(this::everyReferenceLeadsSomewhere);
    }

    private static String lower(Method method) {
        return method.name().toLowerCase(Locale.ROOT);
    }
}
