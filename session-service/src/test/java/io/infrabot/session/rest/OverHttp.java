package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.probe.JsonHttp.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;

/**
 * The whole service in this process, asked over HTTP; a real broker, and nodes that are nothing but records. One
 * application serves all classes, so each has the same two annotations: with others a second one would start, and seconds
 * after the first has stopped {@code GracefulShutdown} ends the process. Whoever runs one without Maven gives the system
 * properties that failsafe has in this module's pom.
 */
@NullUnmarked // what the framework injects
abstract class OverHttp {

    @TestHTTPResource("/")
    URI address;

    @TestHTTPResource(value = "/", management = true)
    URI managementAddress;

    @Inject
    StoredRecords stored;

    Door api;
    Door management;

    @BeforeEach
    void serviceAndNodesAreThere() {
        api = new Door(address);
        // Quarkus names it with the root of its paths, /q
        management = new Door(managementAddress.resolve("/"));
        // both nodes among its parts
        Waiting.until(() -> assertThat(api.get("/api/v1/health").at("status")).isEqualTo("HEALTHY"));
    }

    static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.status() + " " + answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.at("type")).isEqualTo("urn:infrabot:problem:" + code);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.at("title")).isNotEmpty();
        assertThat(answer.at("detail")).isNotEmpty();
    }

    /** The same, where one field, parameter or header is what is wrong. */
    static void assertFault(Answer answer, String field) {
        assertProblem(answer, 400, "REQUEST_INVALID");
        assertThat(answer.field()).as(answer.text()).isEqualTo(field);
    }
}
