package io.infrabot.wire;

import java.lang.reflect.AnnotatedType;
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

    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .peek(component -> component.getAccessor().setAccessible(true))
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
        for (var component : COMPONENTS.get(record.getClass())) {
            var value = valueOf(component, record);
            if (value == null) {
                if (!isNullable(component.getAnnotatedType())) {
                    return Optional.of(component.getName());
                }
                continue;
            }
            var inside = firstMissing(value);
            if (inside.isPresent()) {
                return inside.map(path -> component.getName() + "." + path);
            }
        }
        return Optional.empty();
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's own accessor failed: " + component, e);
        }
    }
}
