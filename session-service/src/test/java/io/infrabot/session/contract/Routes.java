package io.infrabot.session.contract;

import io.infrabot.session.endpoint.SendsEvent;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Every route that the service has, out of its classes. */
final class Routes {

    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");
    /** Where resources are. */
    private static final List<String> PACKAGES = List.of("io/infrabot/session/rest", "io/infrabot/session/stream");

    private Routes() {}

    /**
     * One of them.
     *
     * @param verb in small letters
     */
    record Route(String verb, String path, Method method) {

        io.infrabot.session.endpoint.Route named() {
            return Optional.ofNullable(method.getAnnotation(io.infrabot.session.endpoint.Route.class))
                    .orElseThrow(() -> new AssertionError("without @Route: " + method));
        }

        String tag() {
            return method.getDeclaringClass().getAnnotation(Tag.class).name();
        }

        String mediaType() {
            return Optional.ofNullable(method.getAnnotation(Produces.class))
                    .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(Produces.class)))
                    .map(produces -> produces.value()[0])
                    .orElse(MediaType.APPLICATION_JSON);
        }

        /** Its own annotations of a type, and those of its annotations. */
        <A extends Annotation> List<A> all(Class<A> type) {
            var found = new ArrayList<A>(List.of(method.getAnnotationsByType(type)));
            for (var each : method.getAnnotations()) {
                found.addAll(List.of(each.annotationType().getAnnotationsByType(type)));
            }
            return found;
        }

        boolean isStream() {
            return method.isAnnotationPresent(SendsEvent.All.class);
        }

        boolean takesKey() {
            return Arrays.stream(method.getParameters())
                    .map(each -> each.getAnnotation(HeaderParam.class))
                    .anyMatch(each -> each != null && each.value().equals("Idempotency-Key"));
        }

        /** The parameter that is the body: the one that is no header, no part of the path or query, and no tool of JAX-RS. */
        Optional<Class<?>> body() {
            return Arrays.stream(method.getParameters())
                    .filter(each -> each.getAnnotations().length == 0 || hasOnlyNullable(each))
                    .<Class<?>>map(Parameter::getType)
                    .filter(Class::isRecord)
                    .findFirst();
        }

        private static boolean hasOnlyNullable(Parameter parameter) {
            return Arrays.stream(parameter.getAnnotations())
                    .allMatch(each -> each.annotationType().getPackageName().startsWith("org.jspecify"));
        }
    }

    static List<Route> all() {
        return classes()
                .filter(each -> each.isAnnotationPresent(Path.class))
                .flatMap(Routes::of)
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::verb))
                .toList();
    }

    private static Stream<Class<?>> classes() {
        return PACKAGES.stream().flatMap(Routes::classesIn);
    }

    private static Stream<Class<?>> classesIn(String folder) {
        try (var files = Files.walk(CLASSES.resolve(folder))) {
            return files
                    .map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(Routes::load)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Routes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Route> of(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method ->
                        verbOf(method).map(verb -> new Route(verb, pathOf(resource, method), method)).stream());
    }

    private static Optional<String> verbOf(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(found -> found.value().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static String pathOf(Class<?> resource, Method method) {
        var own = method.getAnnotation(Path.class);
        return resource.getAnnotation(Path.class).value() + (own == null ? "" : own.value());
    }
}
