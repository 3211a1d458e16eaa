package io.infrabot.session.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OwnerTest {

    private static final Address SELF = new Address("127.0.0.1", 8080);
    private static final Address OTHER = new Address("127.0.0.1", 8180);

    @Test
    void whoHasThePartitionOpenIsTheOwnerWhateverTheGroupSays() {
        assertThat(Owner.of(true, SELF, SELF)).isEqualTo(new Owner.Here());
        assertThat(Owner.of(true, OTHER, SELF)).isEqualTo(new Owner.Here());
        assertThat(Owner.of(true, null, SELF)).isEqualTo(new Owner.Here());
    }

    @Test
    void whatIsAssignedToAnotherIsThere() {
        assertThat(Owner.of(false, OTHER, SELF)).isEqualTo(new Owner.There(OTHER));
    }

    @Test
    void whatIsAssignedToUsAndNotOpenYetIsNobodys() {
        assertThat(Owner.of(false, SELF, SELF)).isEqualTo(new Owner.Nobody());
    }

    @Test
    void whatTheGroupDoesNotTellIsNobodys() {
        assertThat(Owner.of(false, null, SELF)).isEqualTo(new Owner.Nobody());
    }

    @Test
    void anAddressIsReadAsItIsWritten() {
        assertThat(Address.of("127.0.0.1:8080")).isEqualTo(SELF);
        assertThat(Address.of(SELF.toString())).isEqualTo(SELF);
        assertThat(Address.of("[::1]:8080")).isEqualTo(new Address("[::1]", 8080));
        assertThatThrownBy(() -> Address.of("8080")).hasMessageContaining("'8080'");
    }

    @Test
    void aCopyThatLacksTooMuchOrIsUnknownIsNotShown() {
        assertThat(StandbyLag.isGood(0L)).isTrue();
        assertThat(StandbyLag.isGood(StandbyLag.GOOD_ENOUGH)).isTrue();
        assertThat(StandbyLag.isGood(StandbyLag.GOOD_ENOUGH + 1)).isFalse();
        assertThat(StandbyLag.isGood(null)).isFalse();
    }
}
