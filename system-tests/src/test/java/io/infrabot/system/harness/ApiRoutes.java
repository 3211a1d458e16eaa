package io.infrabot.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The routes that a session service itself says it has, so that a new one is tried like all others. */
public record ApiRoutes(List<Route> all) {

    /**
     * One of them.
     *
     * @param template with variables, such as {@code /api/v1/sessions/{id}}
     */
    public record Route(String method, String template) {

        /** Whether a body may be sent to it. */
        public boolean takesBody() {
            return method.equals("POST") || method.equals("PUT");
        }

        /** A path of it, where every variable is of a thing that is there. */
        public String path(String session, String operation) {
            return template.replace("{tool}", "noop")
                    .replace("/operations/{id}", "/operations/" + operation)
                    .replace("/nodes/{id}", "/nodes/tool-runner-1")
                    .replaceAll("\\{[^}]+}", session);
        }
    }

    public static ApiRoutes of(Api api) {
        var routes = new ArrayList<Route>();
        api.get("/q/openapi?format=json")
                .body()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                routes.add(new Route(method.getKey().toUpperCase(Locale.ROOT), path.getKey()))));
        assertThat(routes).hasSizeGreaterThan(15);
        return new ApiRoutes(routes);
    }

    public List<String> templates() {
        return all.stream().map(Route::template).distinct().toList();
    }
}
