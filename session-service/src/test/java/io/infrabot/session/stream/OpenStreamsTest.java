package io.infrabot.session.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {

    private final OpenStreams streams = new OpenStreams(4, 2);

    @Test
    void oneClientHasSoManyAndNoMore() {
        var first = call();
        assertThat(streams.take(first, "a", false)).isEmpty();
        assertThat(streams.take(call(), "a", false)).isEmpty();

        var third = streams.take(call(), "a", false).orElseThrow();
        streams.leave(first);
        streams.leave(first);

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.code()).isEqualTo("TOO_MANY_STREAMS");
        assertThat(streams.take(call(), "a", false)).isEmpty();
        assertThat(streams.take(call(), "a", false)).isPresent();
    }

    @Test
    void anInstanceHasSoManyAndNoMore() {
        for (int i = 0; i < 4; i++) {
            assertThat(streams.take(call(), "client " + i, false)).isEmpty();
        }

        var fifth = streams.take(call(), "another", false).orElseThrow();

        assertThat(fifth.status()).isEqualTo(503);
        assertThat(fifth.code()).isEqualTo("OVERLOADED");
    }

    @Test
    void whatAnotherInstanceForwardsItHasCountedItself() {
        for (int i = 0; i < 4; i++) {
            assertThat(streams.take(call(), "instance", true)).isEmpty();
        }

        assertThat(streams.take(call(), "instance", true)).isPresent();
    }

    /** A call is only told apart from others. */
    private static RoutingContext call() {
        return (RoutingContext) Proxy.newProxyInstance(
                OpenStreamsTest.class.getClassLoader(),
                new Class<?>[] {RoutingContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> Objects.requireNonNull(arguments)[0] == self;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
