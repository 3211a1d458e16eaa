package io.infrabot.session.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every route of the API, read from the resources that declare them: what is not here is 404, and what is known of a
 * route (its methods, its query, its session) is known in one place.
 */
public final class Endpoints {

    private final List<Endpoint> all;

    /**
     * The routes of {@code resources}, each a class with a path.
     *
     * @throws IllegalStateException where a route does not say what it must
     */
    public Endpoints(List<Class<?>> resources) {
        all = resources.stream().flatMap(Endpoints::declaredBy).toList();
    }

    /** Every route. */
    public List<Endpoint> all() {
        return all;
    }

    /** The routes of one path; none where there is no such resource. */
    public List<Endpoint> of(String path) {
        return all.stream().filter(route -> route.matches(path)).toList();
    }

    /** The methods that are not 405 for routes of one path. */
    public static Set<String> methods(List<Endpoint> routes) {
        var methods = new TreeSet<>(Set.of("OPTIONS"));
        routes.forEach(route -> methods.add(route.method()));
        if (routes.stream().anyMatch(route -> route.takes("HEAD"))) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static Stream<Endpoint> declaredBy(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods()).flatMap(method -> Endpoint.of(resource, method).stream());
    }
}
