package io.infrabot.session.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json; profile=x"
            })
    void jsonInUtf8IsTaken(String type) {
        assertThat(BodyHeaders.complaintAbout(of("Content-Type", type))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/jsonx",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/json; charset=utf-8; charset=latin1",
                "application/json; charset",
                ""
            })
    void anotherTypeOrCharsetIsNot(String type) {
        assertThat(BodyHeaders.complaintAbout(of("Content-Type", type))
                        .orElseThrow()
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "gzip, identity", "x"})
    void aContentEncodingIsRefused(String encoding) {
        var headers = of("Content-Type", "application/json").add("Content-Encoding", encoding);

        assertThat(BodyHeaders.complaintAbout(headers).orElseThrow().status()).isEqualTo(415);
    }

    @Test
    void twoTypesAreNone() {
        var headers = of("Content-Type", "application/json").add("Content-Type", "application/json");

        assertThat(BodyHeaders.complaintAbout(headers).orElseThrow().status()).isEqualTo(415);
    }

    @Test
    void onlyContinueCanBeExpected() {
        assertThat(BodyHeaders.complaintAbout(
                        of("Content-Type", "application/json").add("Expect", "100-continue")))
                .isEmpty();
        assertThat(BodyHeaders.complaintAbout(
                                of("Content-Type", "application/json").add("Expect", "a-miracle"))
                        .orElseThrow()
                        .status())
                .isEqualTo(417);
    }

    @Test
    void whatIsTooLongIsKnownFromItsHead() {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Content-Length", Long.toString(FrontDoor.MAX_BODY + 1))
                .add("Content-Type", "application/json");

        assertThat(BodyHeaders.complaintAbout(headers).orElseThrow().status()).isEqualTo(413);
    }

    @Test
    void aRequestWithoutABodyNeedsNoType() {
        assertThat(BodyHeaders.complaintAbout(MultiMap.caseInsensitiveMultiMap().add("Content-Length", "0")))
                .isEmpty();
    }

    private static MultiMap of(String name, String value) {
        return MultiMap.caseInsensitiveMultiMap().add("Content-Length", "2").add(name, value);
    }
}
