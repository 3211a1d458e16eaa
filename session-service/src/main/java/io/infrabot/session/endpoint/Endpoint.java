package io.infrabot.session.endpoint;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path, as its resource declares it.
 *
 * @param template   {@code /api/v1/sessions/{id}}
 * @param pattern    what paths it matches; a variable is one group
 * @param session    where the session stands that a call concerns
 * @param access     what its caller must be allowed to do
 * @param parameters of the query, and whether each may repeat
 * @param takesKey   whether an Idempotency-Key means anything to it
 * @param stream     whether it follows live: what is told must not come from a copy, which would fall silent
 */
public record Endpoint(
        String method,
        String template,
        Pattern pattern,
        SessionLocation.Session session,
        Access access,
        TreeMap<String, Boolean> parameters,
        boolean takesKey,
        boolean stream) {

    private static final String KEPT_AS = Endpoint.class.getName();
    private static final Pattern VARIABLE = Pattern.compile("\\{[^/}]+}");

    /** The route that a method of a resource declares; none where it answers no calls. */
    public static Optional<Endpoint> of(Class<?> resource, Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(verb -> of(verb.value(), templateOf(resource, method), method));
    }

    private static Endpoint of(String verb, String template, Method method) {
        var location = method.getAnnotation(SessionLocation.class);
        if (location == null) {
            throw new IllegalStateException(verb + " " + template
                    + " does not say where its session stands: annotate it with @SessionLocation");
        }
        var access = method.getAnnotation(RequiresAccess.class);
        if (access == null) {
            throw new IllegalStateException(verb + " " + template
                    + " does not say what its caller must be allowed to do: annotate it with @RequiresAccess");
        }
        var parameters = new TreeMap<String, Boolean>();
        queryParametersOf(method)
                .forEach(each -> parameters.put(
                        each.getAnnotation(QueryParam.class).value(), List.class.isAssignableFrom(each.getType())));
        return new Endpoint(
                verb,
                template,
                Pattern.compile(VARIABLE.matcher(template).replaceAll("([^/]+)")),
                location.value(),
                access.value(),
                parameters,
                takesKey(method),
                isStream(method));
    }

    /** The route that the front door has found for a call; none outside of the API. */
    public static Optional<Endpoint> of(RoutingContext call) {
        return call.get(KEPT_AS) instanceof Endpoint route ? Optional.of(route) : Optional.empty();
    }

    /** Keeps it with the call, for whoever comes later. */
    public void keepIn(RoutingContext call) {
        call.put(KEPT_AS, this);
    }

    /** Whether it is what stands at {@code path}. */
    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** What stands in {@code path} for the first variable. */
    public @Nullable String firstVariable(String path) {
        var matcher = pattern.matcher(path);
        return matcher.matches() && matcher.groupCount() > 0 ? matcher.group(1) : null;
    }

    /** Whether a call of that method is for this route: who may GET may ask for the HEAD, though not of a stream. */
    public boolean takes(String asked) {
        return asked.equals(method) || (asked.equals("HEAD") && method.equals("GET") && !stream);
    }

    private static String templateOf(Class<?> resource, Method method) {
        return Stream.of(resource.getAnnotation(Path.class), method.getAnnotation(Path.class))
                .filter(Objects::nonNull)
                .map(path -> "/" + path.value().replaceAll("^/|/$", ""))
                .reduce("", String::concat);
    }

    private static Stream<Parameter> queryParametersOf(Method method) {
        return Arrays.stream(method.getParameters()).filter(each -> each.isAnnotationPresent(QueryParam.class));
    }

    private static boolean takesKey(Method method) {
        return Arrays.stream(method.getParameters())
                .map(each -> each.getAnnotation(HeaderParam.class))
                .anyMatch(header -> header != null && header.value().equalsIgnoreCase(IdempotencyKeys.HEADER));
    }

    private static boolean isStream(Method method) {
        var produces = method.getAnnotation(Produces.class);
        return produces != null && List.of(produces.value()).contains(MediaType.SERVER_SENT_EVENTS);
    }
}
