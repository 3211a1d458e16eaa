package io.infrabot.session.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.infrabot.session.endpoint.Access;
import io.infrabot.session.endpoint.Endpoint;
import io.infrabot.session.endpoint.Endpoints;
import io.infrabot.session.endpoint.SessionLocation;
import io.infrabot.session.endpoint.SessionLocation.Session;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestRoutesTest {

    private static final Endpoints ENDPOINTS = new Endpoints(RestRoutes.RESOURCES);

    @Test
    void everyResourceIsInTheTable() {
        var resources = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.infrabot.session").stream()
                        .filter(each -> each.isAnnotatedWith(Path.class))
                        .map(each -> each.getName())
                        .toList();

        assertThat(RestRoutes.RESOURCES.stream().map(Class::getName)).containsExactlyInAnyOrderElementsOf(resources);
    }

    static Stream<Endpoint> routes() {
        return ENDPOINTS.all().stream();
    }

    /** A route that says the wrong thing would be answered by an instance that knows nothing of the session. */
    @ParameterizedTest
    @MethodSource("routes")
    void aRouteSaysWhereItsSessionStands(Endpoint route) {
        if (route.template().matches(".*/(sessions|operations)/\\{.*")) {
            assertThat(route.session()).isEqualTo(Session.IN_PATH);
        } else if (route.parameters().containsKey("sessionId")) {
            assertThat(route.session()).isEqualTo(Session.IN_QUERY);
        } else if (takesBodyWith("sessionId", route)) {
            assertThat(route.session()).isEqualTo(Session.IN_BODY);
        } else if (takesBodyWith("team", route)) {
            assertThat(route.session()).isEqualTo(Session.FROM_KEY);
        } else {
            assertThat(route.session()).isEqualTo(Session.NONE);
        }
    }

    /** Looking and doing must not be mixed up: whoever may only look will be let through to the one and not the other. */
    @ParameterizedTest
    @MethodSource("routes")
    void aRouteSaysWhatItsCallerMustBeAllowedToDo(Endpoint route) {
        if (route.method().equals("GET")) {
            assertThat(route.access()).isEqualTo(Access.VIEW);
        } else if (route.template().startsWith("/api/v1/nodes")) {
            assertThat(route.access()).isEqualTo(Access.ADMIN);
        } else if (route.method().equals("DELETE")) {
            assertThat(route.access()).isEqualTo(Access.DESTROY);
        } else {
            assertThat(route.access()).isEqualTo(Access.CHANGE);
        }
    }

    @Test
    void aRouteThatDoesNotSayIsRefused() {
        @Path("/x")
        class Silent {
            @GET
            @SuppressWarnings("unused")
            String get() {
                return "";
            }
        }
        @Path("/x")
        class OpenToWhom {
            @GET
            @SessionLocation(Session.NONE)
            @SuppressWarnings("unused")
            String get() {
                return "";
            }
        }

        assertThatThrownBy(() -> Endpoint.of(Silent.class, Silent.class.getDeclaredMethods()[0]))
                .hasMessageContaining("GET /x")
                .hasMessageContaining("@SessionLocation");
        assertThatThrownBy(() -> Endpoint.of(OpenToWhom.class, OpenToWhom.class.getDeclaredMethods()[0]))
                .hasMessageContaining("GET /x")
                .hasMessageContaining("@RequiresAccess");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/q",
                "/q/swagger-ui/",
                "/q/openapi",
                "/api/v1/nothing",
                "/api/v1/sessions/",
                "/api/v1/sessions/1/",
                "/api/v1/docker/run",
                "/api/v2/sessions"
            })
    void otherPathsAreNoRoutes(String path) {
        assertThat(ENDPOINTS.of(path)).isEmpty();
    }

    @Test
    void thePathNamesTheSessionOrItsOperation() {
        assertThat(only("/api/v1/sessions/abc/status").firstVariable("/api/v1/sessions/abc/status"))
                .isEqualTo("abc");
        assertThat(only("/api/v1/docker/operations/x.y").firstVariable("/api/v1/docker/operations/x.y"))
                .isEqualTo("x.y");
    }

    @Test
    void whatIsAllowedIsWhatIsThere() {
        assertThat(Endpoints.methods(ENDPOINTS.of("/api/v1/sessions")))
                .containsExactly("GET", "HEAD", "OPTIONS", "POST");
        assertThat(Endpoints.methods(ENDPOINTS.of("/api/v1/sessions/1")))
                .containsExactly("DELETE", "GET", "HEAD", "OPTIONS");
        assertThat(Endpoints.methods(ENDPOINTS.of("/api/v1/sessions/1/status"))).containsExactly("OPTIONS", "PUT");
    }

    /** Its head would be that of a stream that nobody reads. */
    @Test
    void aStreamHasNoHead() {
        var stream = only("/api/v1/operations/1/events");

        assertThat(stream.stream()).isTrue();
        assertThat(stream.takes("HEAD")).isFalse();
        assertThat(Endpoints.methods(List.of(stream))).containsExactly("GET", "OPTIONS");
    }

    @Test
    void onlyALabelMayRepeat() {
        var repeatable = ENDPOINTS.all().stream()
                .flatMap(route -> route.parameters().entrySet().stream())
                .filter(parameter -> parameter.getValue())
                .map(parameter -> parameter.getKey());

        assertThat(repeatable).containsExactly("label");
    }

    private static Endpoint only(String path) {
        var routes = ENDPOINTS.of(path);
        assertThat(routes).hasSize(1);
        return routes.getFirst();
    }

    private static boolean takesBodyWith(String field, Endpoint route) {
        return RestRoutes.RESOURCES.stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods())
                        .filter(method -> Endpoint.of(resource, method)
                                .filter(each -> isSame(each, route))
                                .isPresent()))
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .filter(Class::isRecord)
                .flatMap(body -> Arrays.stream(body.getRecordComponents()))
                .anyMatch(component -> component.getName().equals(field));
    }

    private static boolean isSame(Endpoint one, Endpoint other) {
        return one.method().equals(other.method()) && one.template().equals(other.template());
    }
}
