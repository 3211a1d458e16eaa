package io.infrabot.session.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What a route takes besides its body. */
final class Parameters {

    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Words words;

    Parameters(Words words) {
        this.words = words;
    }

    Map<String, ObjectNode> components() {
        return components;
    }

    List<ObjectNode> of(Routes.Route route) {
        return Arrays.stream(route.method().getParameters())
                .flatMap(each -> of(route, each).stream())
                .toList();
    }

    private Optional<ObjectNode> of(Routes.Route route, Parameter parameter) {
        var path = parameter.getAnnotation(PathParam.class);
        if (path != null) {
            return Optional.of(described("path", path.value(), segmentBefore(route.path(), path.value())));
        }
        var query = parameter.getAnnotation(QueryParam.class);
        if (query != null) {
            var described = described("query", query.value(), query.value());
            if (parameter.getType() == List.class) {
                mayRepeat(query.value());
            }
            return Optional.of(described);
        }
        var header = parameter.getAnnotation(HeaderParam.class);
        return header == null ? Optional.empty() : Optional.of(described("header", header.value(), header.value()));
    }

    private ObjectNode described(String in, String name, String key) {
        if (!words.has("parameters", key)) {
            throw new AssertionError("contract/words.yaml does not describe the parameter " + key);
        }
        var parameter = Schemas.object().put("name", name).put("in", in);
        if (in.equals("path")) {
            parameter.put("required", true);
        }
        components.put(key, parameter.setAll(words.of("parameters", key)));
        return Schemas.object().put("$ref", "#/components/parameters/" + key);
    }

    private void mayRepeat(String key) {
        var parameter = Objects.requireNonNull(components.get(key));
        ObjectNode list = Schemas.object().put("type", "array").set("items", parameter.get("schema"));
        parameter.set("schema", list);
    }

    /** What an id names is told by what stands before it. */
    private static String segmentBefore(String path, String name) {
        var segments = List.of(path.split("/"));
        return segments.get(segments.indexOf("{" + name + "}") - 1) + "." + name;
    }
}
