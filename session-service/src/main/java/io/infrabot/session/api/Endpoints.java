package io.infrabot.session.api;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every route of the API, read from the resources that declare them: what is not here is 404, and what is known of a
 * route (its methods, its query, its session) is known in one place.
 */
final class Endpoints {

    /** Each class with a path; a test compares them with those that there are. */
    static final List<Class<?>> RESOURCES = List.of(
            SessionsResource.class,
            SessionEventsResource.class,
            OperationsResource.class,
            OperationEventsResource.class,
            DockerResource.class,
            ToolsResource.class,
            NodesResource.class,
            HealthResource.class);

    private static final List<Endpoint> ALL =
            RESOURCES.stream().flatMap(Endpoints::declaredBy).toList();

    private Endpoints() {}

    static List<Endpoint> all() {
        return ALL;
    }

    /** The routes of one path; none where there is no such resource. */
    static List<Endpoint> of(String path) {
        return ALL.stream().filter(route -> route.matches(path)).toList();
    }

    /** The methods that are not 405 for routes of one path. */
    static Set<String> methods(List<Endpoint> routes) {
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
