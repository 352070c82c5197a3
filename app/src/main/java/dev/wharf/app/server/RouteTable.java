package dev.wharf.app.server;

import dev.wharf.site.http.Method;
import dev.wharf.site.http.Route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds a request's route. Immutable.
final class RouteTable {
    private final List<Place> places;
    private final Map<String, Place> fixed = new HashMap<>();

    /// All routes of one template.
    private record Place(PathTemplate template, Map<Method, Route> routes) {}

    /// @throws IllegalArgumentException when two routes are the same
    RouteTable(List<Route> routes) {
        Map<String, Map<Method, Route>> byPath = new HashMap<>();
        for (Route route : routes) {
            Route other =
                    byPath.computeIfAbsent(route.path(), _ -> new HashMap<>())
                            .put(route.method(), route);
            if (other != null) {
                throw new IllegalArgumentException(
                        "two routes %s %s".formatted(route.method(), route.path()));
            }
        }
        List<Place> templates = new ArrayList<>();
        byPath.forEach(
                (path, methods) -> {
                    Place place = new Place(new PathTemplate(path), Map.copyOf(methods));
                    if (path.contains("{")) {
                        templates.add(place);
                    } else {
                        fixed.put(path, place);
                    }
                });
        templates.sort(Comparator.comparingInt((Place p) -> p.template().fixed()).reversed());
        this.places = List.copyOf(templates);
    }

    sealed interface Match {

        /// @param values of the names in its path
        record Found(Route route, Map<String, String> values) implements Match {}

        record NotThere() implements Match {}

        /// @param allowed for the header that HTTP wants with a 405
        record OtherMethod(String allowed) implements Match {}
    }

    /// @param method as sent
    /// @param path as sent, without the query
    Match match(String method, String path) {
        Place exact = fixed.get(path);
        if (exact != null) {
            return of(method, exact, Map.of());
        }
        List<String> segments = PathTemplate.split(path);
        for (Place place : places) {
            Optional<Map<String, String>> values = place.template().match(segments);
            if (values.isPresent()) {
                return of(method, place, values.get());
            }
        }
        return new Match.NotThere();
    }

    private static Match of(String name, Place place, Map<String, String> values) {
        Route route = null;
        Optional<Method> method = method(name);
        if (method.isPresent()) {
            route = place.routes().get(method.get());
            if (route == null && method.get() == Method.HEAD) {
                route = place.routes().get(Method.GET);
            }
        }
        return route == null
                ? new Match.OtherMethod(allowed(place.routes().keySet()))
                : new Match.Found(route, values);
    }

    static Optional<Method> method(String name) {
        return EnumSet.allOf(Method.class).stream().filter(m -> m.name().equals(name)).findFirst();
    }

    private static String allowed(Set<Method> methods) {
        Set<String> names = new TreeSet<>();
        methods.forEach(method -> names.add(method.name()));
        if (methods.contains(Method.GET)) {
            names.add("HEAD");
        }
        return String.join(", ", names);
    }
}
