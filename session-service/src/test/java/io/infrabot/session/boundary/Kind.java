package io.infrabot.session.boundary;

import io.infrabot.tools.Effect;

/** The kinds of operations, by what may be done again. */
enum Kind {
    REPEATABLE("tool.tag", Effect.REPEATABLE),
    GUARDED("tool.create", Effect.GUARDED),
    ONCE("tool.exec", Effect.ONCE);

    private final String type;
    private final Effect effect;

    Kind(String type, Effect effect) {
        this.type = type;
        this.effect = effect;
    }

    String type() {
        return type;
    }

    Effect effect() {
        return effect;
    }

    static Kind ofType(String type) {
        for (var kind : values()) {
            if (kind.type.equals(type)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(type);
    }
}
