package io.infrabot.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import io.infrabot.cli.Wire;
import io.infrabot.cli.rest.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A service, an engine and a registry on real wires, that know just one image. {@code lying} names the operation that
 * the service reports as done without doing it.
 */
final class World implements AutoCloseable {

    static final String SESSION = "0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d";

    private final Wire service = Wire.open();
    private final Wire engine = Wire.open();
    private final Wire registry = Wire.open();
    private final String lying;
    private final List<String> inEngine = new ArrayList<>();
    private boolean inRegistry;

    World(String lying) throws IOException {
        this.lying = lying;
        var name = "/images/" + registry.host().replace(":", "%3A") + "/infrabot/demo%3A2e8f5a1b3c4d";
        service.on("POST /api/v1/sessions", 201, "{\"sessionId\":\"" + SESSION + "\"}")
                .on("GET /api/v1/sessions/" + SESSION + "/operations", 200, "{\"items\":[]}");
        does("docker/build", "docker.build", () -> inEngine.add(name));
        does("docker/push", "docker.push", () -> inRegistry = true);
        does("docker/pull", "docker.pull", () -> inEngine.add(name));
        does("docker/tag", "docker.tag", () -> inEngine.add(name + "-tagged"));
        does("tools/host.facts", "tool.host.facts", () -> {});
        for (var each : List.of(name, name + "-tagged", "/images/sha256%3Ac0")) {
            engine.on("GET " + each + "/json", exchange -> inspect(exchange, each));
            engine.on("DELETE " + each, exchange -> {
                boolean had = inEngine.remove(each);
                Wire.reply(exchange, had ? 200 : 404, "[]");
            });
        }
        registry.on("GET /v2/infrabot/demo/manifests/2e8f5a1b3c4d", this::manifest);
    }

    Wire service() {
        return service;
    }

    Wire engine() {
        return engine;
    }

    Wire registry() {
        return registry;
    }

    List<String> inEngine() {
        return inEngine;
    }

    @Override
    public void close() {
        service.close();
        engine.close();
        registry.close();
    }

    private void does(String path, String type, Runnable effect) throws IOException {
        var facts = HostFacts.of(java.nio.file.Path.of("/proc"));
        service.on("POST /api/v1/" + path, exchange -> {
            if (!type.equals(lying)) {
                effect.run();
            }
            Wire.reply(exchange, 202, "{\"operationId\":\"" + type + "\"}");
        });
        var end = Json.object().put("operationId", type).put("type", type).put("status", "SUCCEEDED");
        end.putObject("result")
                .put("kernel", "Linux " + facts.kernel())
                .put("cpuCount", type.equals(lying) ? facts.cores() + 1 : facts.cores());
        service.on("GET /api/v1/operations/" + type + "/events", Wire.events("event: end\ndata: " + end + "\n\n"));
    }

    private void inspect(HttpExchange exchange, String image) throws IOException {
        boolean known = inEngine.contains(image);
        Wire.reply(
                exchange,
                known ? 200 : 404,
                known
                        ? "{\"Id\":\"sha256:c0\",\"Size\":80000000,\"RootFS\":{\"Layers\":[1,2,3,4]},\"RepoDigests\":[\"x@sha256:d1\"]}"
                        : "{\"message\":\"No such image\"}");
    }

    private void manifest(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Docker-Content-Digest", "sha256:d1");
        Wire.reply(
                exchange,
                inRegistry ? 200 : 404,
                "{\"config\":{\"digest\":\"sha256:c0\"},\"layers\":[{\"size\":8000000},{\"size\":16000000},{\"size\":24000000},{\"size\":32000000}]}");
    }
}
