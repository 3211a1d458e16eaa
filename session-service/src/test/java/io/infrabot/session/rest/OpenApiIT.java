package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.infrabot.probe.JsonHttp.Answer;
import io.infrabot.wire.Json;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The contract: served as it is committed, and kept by what is really answered. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class OpenApiIT extends OverHttp {

    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(?![a-z]+:|#)([^\"]+)\"");

    private final JsonNode contract = contract();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    @Test
    void itIsServedAsItIsCommittedAsYamlAndAsJson() throws IOException {
        assertThat(new YAMLMapper().readTree(get("/q/openapi").text())).isEqualTo(contract);
        assertThat(new YAMLMapper()
                        .readTree(
                                get("/q/openapi", "Accept", "application/yaml").text()))
                .isEqualTo(contract);
        for (var json : List.of(get("/q/openapi?format=JSON"), get("/q/openapi", "Accept", "application/json"))) {
            assertThat(json.header("content-type")).startsWith("application/json");
            assertThat(json.body()).isEqualTo(contract);
        }
    }

    @Test
    void swaggerUiIsThereWithAllThatItsPageNames() {
        for (var path : List.of("/q/swagger-ui", "/q/swagger-ui/")) {
            var page = follow(path);

            var assets = ASSET.matcher(page.text())
                    .results()
                    .map(each -> each.group(1))
                    .toList();
            assertThat(assets)
                    .as(path)
                    .isNotEmpty()
                    .allSatisfy(asset -> assertThat(get(address.resolve("/q/swagger-ui/")
                                            .resolve(asset)
                                            .getPath())
                                    .status())
                            .as(asset)
                            .isEqualTo(200));
            assertThat(page.text()).contains("/q/openapi");
        }
    }

    @Test
    void eachRouteOfItIsThere() {
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(verb -> {
                    // an id of nothing, and no body: refused by the route, or found empty, but never unknown
                    var none = path.getKey().replaceAll("\\{[^}]+}", "none");
                    var answer = api.call(verb.toUpperCase(Locale.ROOT), none, null);

                    assertThat(answer.status()).as("%s %s", verb, none).isNotEqualTo(405);
                    if (answer.status() >= 400) {
                        assertThat(answer.code()).isNotEqualTo("NOT_FOUND");
                        assertAnswersAre(path.getValue().path(verb), answer);
                    }
                }));
    }

    @Test
    void whatIsAnsweredIsWhatItSays() {
        var session = api.session();
        var operation = api.noop(session);
        api.success(operation);

        assertGets("/api/v1/sessions", "/api/v1/sessions");
        assertGets("/api/v1/sessions/{id}", "/api/v1/sessions/" + session);
        assertGets("/api/v1/sessions/{id}/operations", "/api/v1/sessions/" + session + "/operations");
        assertGets("/api/v1/operations/{id}", "/api/v1/operations/" + operation);
        assertGets("/api/v1/docker/status", "/api/v1/docker/status");
        assertGets("/api/v1/docker/status", "/api/v1/docker/status?sessionId=" + session);
        assertGets("/api/v1/tools", "/api/v1/tools");
        assertGets("/api/v1/tools/{tool}", "/api/v1/tools/noop");
        assertGets("/api/v1/nodes", "/api/v1/nodes");
        assertGets("/api/v1/health", "/api/v1/health");
        assertGets("/api/v1/health/components", "/api/v1/health/components");
        assertAnswersAre(
                contract.at("/paths/~1api~1v1~1sessions/post"),
                api.post(
                        "/api/v1/sessions", Map.of("team", "t", "ttl", "PT90S", "limits", Map.of("maxOperations", 3))));
        assertAnswersAre(
                contract.at("/paths/~1api~1v1~1tools~1{tool}/post"),
                api.post("/api/v1/tools/noop", Map.of("sessionId", session)));
    }

    private void assertGets(String route, String path) {
        var answer = get(path);

        assertThat(answer.status()).as(path).isEqualTo(200);
        assertAnswersAre(contract.path("paths").path(route).path("get"), answer);
    }

    /** Its status is one that the route has, and its body is of the form that goes with it. */
    private void assertAnswersAre(JsonNode operation, Answer answer) {
        var what = operation.path("operationId").asText() + ": " + answer.status() + " " + answer.text();
        var response = operation.path("responses").path(String.valueOf(answer.status()));
        if (response.has("$ref")) {
            response = contract.at(response.get("$ref").asText().substring(1));
        }
        assertThat(response.isMissingNode()).as(what).isFalse();
        var mediaType = answer.header("content-type").split(";", 2)[0];
        var schema = response.path("content").path(mediaType).path("schema");
        assertThat(schema.isMissingNode()).as(what).isFalse();
        if (mediaType.endsWith("json")) {
            assertThat(schemas.getSchema(alone(schema)).validate(answer.body()))
                    .as(what)
                    .isEmpty();
        }
    }

    private Answer follow(String path) {
        var answer = get(path);
        for (var turns = 0; answer.status() / 100 == 3 && turns < 3; turns++) {
            answer =
                    get(address.resolve(path).resolve(answer.header("location")).getPath());
        }
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer;
    }

    private Answer get(String path, String... headers) {
        return api.call("GET", path, null, headers);
    }

    private static JsonNode contract() {
        try {
            return new YAMLMapper().readTree(Path.of("../docs/openapi.yaml").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As a document of JSON Schema, with all that it may refer to. */
    private JsonNode alone(JsonNode schema) {
        ObjectNode document = schema.deepCopy();
        document.set("$defs", contract.at("/components/schemas"));
        return read(document.toString().replace("#/components/schemas/", "#/$defs/"));
    }

    private static JsonNode read(String text) {
        try {
            return Json.tolerant().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
