package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordTypesTest {

    @Test
    void everyTypeHasAGoldenFileAndEveryGoldenFileAType() {
        assertThat(GoldenFiles.typesInFolder())
                .containsExactlyInAnyOrderElementsOf(RecordTypes.all().keySet());
    }

    @Test
    void everyTypeIsNamedAlikeAndCarriesItsVersion() {
        assertThat(RecordTypes.all().keySet()).allMatch(type -> type.matches("io\\.infrabot\\.[a-z.-]+\\.v\\d+"));
    }

    @Test
    void everyRecordOfASealedFamilyHasAType() {
        var leaves = new HashSet<Class<?>>();
        List.of(Request.class, SessionEvent.class, Work.class, Report.class).forEach(root -> addLeaves(root, leaves));

        assertThat(RecordTypes.all().values()).containsAll(leaves);
    }

    @Test
    void noTwoTypesShareARecord() {
        assertThat(new ArrayList<>(RecordTypes.all().values())).doesNotHaveDuplicates();
    }

    @Test
    void aRecordTellsItsType() {
        var record = new Request.DeleteSession(new SessionId("0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d"));

        assertThat(RecordTypes.typeOf(record)).isEqualTo("io.infrabot.request.session-delete.v1");
    }

    @Test
    void whatTravelsOnNoTopicHasNoType() {
        assertThatThrownBy(() -> RecordTypes.typeOf("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    private static void addLeaves(Class<?> type, Set<Class<?>> leaves) {
        if (type.isSealed()) {
            List.of(type.getPermittedSubclasses()).forEach(permitted -> addLeaves(permitted, leaves));
        } else {
            leaves.add(type);
        }
    }
}
