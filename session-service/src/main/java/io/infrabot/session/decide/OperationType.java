package io.infrabot.session.decide;

import io.infrabot.events.ImageId;
import io.infrabot.events.ImageReference;
import io.infrabot.events.Platform;
import io.infrabot.events.bounds.TextBounds;
import io.infrabot.events.bounds.Violation;
import io.infrabot.session.decide.Refusal.Code;
import io.infrabot.session.decide.Refusal.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation type asks for: its arguments, field by field, and how long it may take by default.
 * Tools are described by the nodes that offer them.
 *
 * @param fields absent for a tool that does not name its arguments
 */
record OperationType(@Nullable Map<String, Field> fields, Duration timeout) {

    private static final String TOOL_PREFIX = "tool.";
    private static final int MAX_BUILD_ARGS = 256;

    /** Faults that one answer names; who has more of them, has another problem. */
    private static final int MAX_ERRORS = 20;

    private static final OperationType TOOL = new OperationType(null, Duration.ofMinutes(10));

    private static final Map<String, OperationType> DOCKER = Map.of(
            "docker.pull",
            new OperationType(
                    Map.of(
                            "image", new Field(true, Form.IMAGE),
                            "policy", new Field(false, Form.PULL_POLICY),
                            "platform", new Field(false, Form.PLATFORM)),
                    Duration.ofMinutes(10)),
            "docker.push",
            new OperationType(Map.of("image", new Field(true, Form.IMAGE_WITHOUT_DIGEST)), Duration.ofMinutes(15)),
            "docker.tag",
            new OperationType(
                    Map.of(
                            "source", new Field(true, Form.IMAGE_OR_ID),
                            "target", new Field(true, Form.IMAGE_WITHOUT_DIGEST)),
                    Duration.ofMinutes(2)),
            "docker.build",
            new OperationType(
                    Map.of(
                            "context", new Field(true, Form.PATH),
                            "dockerfile", new Field(false, Form.PATH),
                            "tag", new Field(true, Form.IMAGE_WITHOUT_DIGEST),
                            "buildArgs", new Field(false, Form.BUILD_ARGS)),
                    Duration.ofMinutes(30)));

    /** One argument. */
    record Field(boolean required, Form form) {}

    /** What an argument must look like. */
    enum Form {
        ANY,
        PATH,
        BUILD_ARGS,
        IMAGE,
        IMAGE_WITHOUT_DIGEST,
        IMAGE_OR_ID,
        PULL_POLICY,
        PLATFORM
    }

    /** The type of that name, if it could exist; whether a node offers a tool is another question. */
    static Optional<OperationType> named(String type) {
        return type.startsWith(TOOL_PREFIX) && type.length() > TOOL_PREFIX.length()
                ? Optional.of(TOOL)
                : Optional.ofNullable(DOCKER.get(type));
    }

    /** A tool as its node describes it: the names of its arguments; their values are checked where it runs. */
    static Optional<OperationType> describedBy(@Nullable Map<String, Object> schema) {
        if (schema == null) {
            return Optional.empty();
        }
        if (!(schema.get("properties") instanceof Map<?, ?> properties)) {
            return Optional.of(TOOL);
        }
        var required = schema.get("required") instanceof List<?> names ? names : List.of();
        var fields = new HashMap<String, Field>();
        properties
                .keySet()
                .forEach(name -> fields.put(String.valueOf(name), new Field(required.contains(name), Form.ANY)));
        return Optional.of(new OperationType(fields, TOOL.timeout()));
    }

    static boolean isTool(String type) {
        return type.startsWith(TOOL_PREFIX);
    }

    /** What is wrong with {@code arguments}, if anything. An unknown field is wrong. */
    Optional<Refusal> refusalOf(Map<String, Object> arguments) {
        if (fields == null) {
            return Optional.empty();
        }
        var wrong = new ArrayList<Violation>();
        var badReference = false;
        for (var argument : arguments.keySet()) {
            if (!fields.containsKey(argument)) {
                wrong.add(new Violation(argument, "is not an argument of this operation"));
            }
        }
        for (var entry : fields.entrySet()) {
            var value = arguments.get(entry.getKey());
            if (value == null) {
                if (entry.getValue().required()) {
                    wrong.add(new Violation(entry.getKey(), "is required"));
                }
                continue;
            }
            var complaint = complaintAbout(value, entry.getValue().form());
            if (complaint != null) {
                wrong.add(new Violation(entry.getKey(), complaint));
                badReference |=
                        value instanceof String && isReference(entry.getValue().form());
            }
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(refusal(wrong, badReference));
    }

    private static Refusal refusal(List<Violation> wrong, boolean badReference) {
        var code = badReference && wrong.size() == 1 ? Code.IMAGE_REFERENCE_INVALID : Code.REQUEST_INVALID;
        return new Refusal(
                code,
                wrong.getFirst().sentence(),
                wrong.stream()
                        .limit(MAX_ERRORS)
                        .map(each -> new FieldError("arguments." + each.field(), each.message()))
                        .toList());
    }

    private static boolean isReference(Form form) {
        return form == Form.IMAGE || form == Form.IMAGE_WITHOUT_DIGEST || form == Form.IMAGE_OR_ID;
    }

    private static @Nullable String complaintAbout(Object value, Form form) {
        if (form == Form.ANY) {
            return null;
        }
        if (form == Form.BUILD_ARGS) {
            return complaintAboutBuildArgs(value);
        }
        if (!(value instanceof String text)) {
            return "must be a text";
        }
        return switch (form) {
            case ANY, BUILD_ARGS -> null;
            case PATH -> complaintAbout(text, TextBounds.PATH);
            case PULL_POLICY ->
                List.of("Always", "IfNotPresent", "Never").contains(text)
                        ? null
                        : "must be one of Always, IfNotPresent, Never";
            case PLATFORM ->
                Platform.parse(text).isPresent()
                        ? null
                        : "must be os/architecture or os/architecture/variant in lower case, such as linux/amd64";
            case IMAGE_OR_ID ->
                ImageId.isOne(text) || ImageReference.parse(text).isPresent()
                        ? null
                        : "is neither an image reference nor an image id";
            case IMAGE -> ImageReference.parse(text).isPresent() ? null : "is not an image reference";
            case IMAGE_WITHOUT_DIGEST ->
                ImageReference.parse(text)
                                .filter(reference -> reference.digest() == null)
                                .isPresent()
                        ? null
                        : "is not an image reference without digest";
        };
    }

    private static @Nullable String complaintAbout(String text, TextBounds bounds) {
        return text.isBlank() ? "must not be empty" : bounds.complaintAbout(text);
    }

    private static @Nullable String complaintAboutBuildArgs(Object value) {
        if (!(value instanceof Map<?, ?> args)) {
            return "must be an object of texts";
        }
        if (args.size() > MAX_BUILD_ARGS) {
            return "may have %d entries, but has %d".formatted(MAX_BUILD_ARGS, args.size());
        }
        for (var arg : args.entrySet()) {
            if (!(arg.getValue() instanceof String text)) {
                return "must be an object of texts";
            }
            var name = TextBounds.BUILD_ARG_NAME.complaintAbout(String.valueOf(arg.getKey()));
            var content = TextBounds.BUILD_ARG.complaintAbout(text);
            if (name != null || content != null) {
                return name != null ? "has a name that " + name : "has a value that " + content;
            }
        }
        return null;
    }
}
