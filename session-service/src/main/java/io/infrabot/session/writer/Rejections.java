package io.infrabot.session.writer;

import io.infrabot.events.OperationError;
import io.infrabot.session.decide.Refusal;
import java.util.Arrays;

/** Reads the refusal out of a rejected operation's error. */
final class Rejections {

    private Rejections() {}

    static Refusal refusalOf(OperationError error) {
        var code = Arrays.stream(Refusal.Code.values())
                .filter(each -> each.name().equals(error.code()))
                .findFirst()
                .orElse(Refusal.Code.REQUEST_INVALID);
        return Refusal.of(code, error.message());
    }
}
