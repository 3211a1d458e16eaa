package io.infrabot.wire;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a record that was read against its own declaration: what is not {@link Nullable} must be there. Jackson fills
 * in null for what is missing, and code that trusts the types would only notice much later.
 */
final class RecordShape {

    /** A part of a record; the declaration is read once a type, for reading it costs more than all the rest. */
    private record Part(String name, Method accessor, boolean optional) {

        static Part of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            return new Part(
                    component.getName(),
                    component.getAccessor(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        @Nullable
        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record's own accessor failed: " + accessor, e);
            }
        }
    }

    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .map(Part::of)
                    .toList();
        }
    };

    private RecordShape() {}

    /** The path of the first part that must be there and is not, as {@code engine.id}. */
    static Optional<String> firstMissing(Object value) {
        return switch (value) {
            case Record record -> firstMissing(record);
            case Collection<?> all ->
                all.stream()
                        .map(RecordShape::firstMissingOf)
                        .flatMap(Optional::stream)
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static Optional<String> firstMissingOf(@Nullable Object element) {
        return element == null ? Optional.of("[]") : firstMissing(element);
    }

    private static Optional<String> firstMissing(Record record) {
        for (var part : PARTS.get(record.getClass())) {
            var value = part.of(record);
            if (value == null) {
                if (!part.optional()) {
                    return Optional.of(part.name());
                }
                continue;
            }
            var inside = firstMissing(value);
            if (inside.isPresent()) {
                return inside.map(path -> part.name() + "." + path);
            }
        }
        return Optional.empty();
    }
}
