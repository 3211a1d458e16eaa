package io.infrabot.session.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.session.owner.Address;
import io.infrabot.session.owner.Owner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

    private static final Address OTHER = new Address("127.0.0.1", 8180);
    private static final Owner HERE = new Owner.Here();
    private static final Owner THERE = new Owner.There(OTHER);
    private static final Owner NOBODY = new Owner.Nobody();

    @Test
    void theOwnerAnswersWhoeverSendsTheCall() {
        assertThat(Routing.of(HERE, false, true)).isEqualTo(new Routing.Local());
        assertThat(Routing.of(HERE, true, true)).isEqualTo(new Routing.Local());
    }

    @Test
    void aCallForAnotherIsForwardedEvenWhereACopyLiesHere() {
        assertThat(Routing.of(THERE, false, true)).isEqualTo(new Routing.Forward(OTHER));
    }

    @Test
    void aForwardedCallIsNeverForwardedAgainNorAnsweredFromACopy() {
        for (var owner : List.of(THERE, NOBODY)) {
            assertThat(Routing.of(owner, true, true)).isEqualTo(new Routing.Unavailable());
            assertThat(Routing.of(owner, true, false)).isEqualTo(new Routing.Unavailable());
        }
    }

    @Test
    void withoutAnOwnerACopyAnswersAndWithoutACopyNobody() {
        assertThat(Routing.of(NOBODY, false, true)).isEqualTo(new Routing.StaleCopy());
        assertThat(Routing.of(NOBODY, false, false)).isEqualTo(new Routing.Unavailable());
        assertThat(Routing.withoutOwner(true)).isEqualTo(new Routing.StaleCopy());
        assertThat(Routing.withoutOwner(false)).isEqualTo(new Routing.Unavailable());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 429})
    void aCopySaysNoForNothingThatANewerLedgerMightAllow(int status) {
        assertThat(StaleAnswers.isUnsure(status)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 400, 413, 422, 503})
    void whatDoesNotFollowFromTheLedgerStands(int status) {
        assertThat(StaleAnswers.isUnsure(status)).isFalse();
    }
}
