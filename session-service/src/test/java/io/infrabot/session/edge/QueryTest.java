package io.infrabot.session.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    private static final TreeMap<String, Boolean> PARAMETERS = new TreeMap<>(Map.of("team", false, "label", true));

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "team=a", "label=a&label=b%3Dc&team=x", "team=%C3%A4+b", "%74eam=a", "team=a=b", "team=%26"})
    void whatARouteKnowsIsTaken(String query) {
        assertThat(Query.complaintAbout(query, PARAMETERS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "colour=red, colour",
        "Team=a, Team",
        "team=a&team=a, team",
        "team=a&%74eam=b, team",
        "team=, team",
        "team, team",
        "team=%20, team",
        "team=a%, team",
        "team=%zz, team",
        "team=%ff, team",
        "team=%00, team",
        "team=%0a, team",
        "label=, label"
    })
    void aParameterThatIsWrongIsNamed(String query, String field) {
        var problem = Query.complaintAbout(query, PARAMETERS).orElseThrow();

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"team=a;label=b", "&", "team=a&", "%zz=1", "=a"})
    void aQueryThatCannotBeReadIsRefused(String query) {
        assertThat(Query.complaintAbout(query, PARAMETERS)).isPresent();
    }

    @Test
    void aNameThatSomebodyMadeUpIsNotRepeatedAtAnyLength() {
        var problem =
                Query.complaintAbout("x".repeat(10_000) + "=1", PARAMETERS).orElseThrow();

        assertThat(problem.detail()).hasSizeLessThan(100);
    }

    @Test
    void thereAreOnlySoMany() {
        assertThat(Query.complaintAbout("label=a&".repeat(60) + "label=a", PARAMETERS))
                .isPresent();
    }
}
