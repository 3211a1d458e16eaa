package io.infrabot.localstack;

import org.jspecify.annotations.Nullable;

/** The broker was not started; the message is one sentence that a user can act on. */
public final class BrokerCannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerCannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
