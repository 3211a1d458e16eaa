package io.infrabot.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infrabot.cli.ask.Session;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.Rest;
import io.infrabot.cli.rest.ShownOperation;
import io.infrabot.cli.screen.Terminal;
import io.infrabot.cli.screen.Watch;
import io.infrabot.probe.Engine;
import io.infrabot.probe.Registry;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The scenario: session, build, push, remove, pull, tag, facts. Each step is believed only when the engine, the registry
 * or Linux says the same. What it makes it takes away again; the stack stays up.
 */
public final class Demo {

    private final Rest rest;
    private final Engine engine;
    private final Registry registry;
    private final BuildRoot buildRoot;
    private final Terminal terminal;

    public Demo(Rest rest, Engine engine, Registry registry, BuildRoot buildRoot, Terminal terminal) {
        this.rest = rest;
        this.engine = engine;
        this.registry = registry;
        this.buildRoot = buildRoot;
        this.terminal = terminal;
    }

    /** Whether every step was what it claimed to be. */
    public boolean run() throws InterruptedException {
        var steps = new Steps(terminal);
        return steps.all(() -> {
            var made = new Session[1];
            steps.step("session", () -> {
                made[0] = Session.create(rest, "demo", "demo");
                return made[0].id();
            });
            inSession(steps, made[0]);
            Closing.show(made[0], terminal);
            return "";
        });
    }

    private void inSession(Steps steps, Session session) throws IOException, InterruptedException, CheckFailed {
        var image = new DemoImage(registry.host(), session.id());
        try (var _ = BuildContext.in(buildRoot.here().resolve(session.id()))) {
            inSession(steps, session, image);
        } finally {
            remove(image.name());
            remove(image.otherName());
        }
    }

    /** Tidying up is no step: it must not hide what went wrong in one. */
    private void remove(String name) {
        try {
            engine.remove(name);
        } catch (IOException e) {
            terminal.complain("could not remove " + name + " from the engine: " + e.getMessage());
        }
    }

    private void inSession(Steps steps, Session session, DemoImage image)
            throws IOException, InterruptedException, CheckFailed {
        var checks = new Checks(engine, registry, image);
        var context = buildRoot.onNode().resolve(session.id());
        var build = Json.object().put("context", context.toString()).put("tag", image.name());
        steps.step("build", () -> {
            perform(session, "docker.build", build);
            return checks.built() + " in the engine";
        });
        var imageId = checks.built();
        steps.step("push", () -> {
            perform(session, "docker.push", Json.object().put("image", image.name()));
            return checks.pushed(imageId).digest() + " in the registry";
        });
        var manifest = checks.pushed(imageId);
        steps.step("remove", () -> {
            engine.remove(image.name());
            checks.removed(imageId);
            return "by the engine's own API at " + engine.uri() + ", not by InfraBot: nothing is left of the image";
        });
        steps.step("pull", () -> {
            perform(session, "docker.pull", Json.object().put("image", image.name()));
            checks.pulled(imageId, manifest);
            return Checks.sizeOf(manifest) + ", the same image again in the engine";
        });
        steps.step("tag", () -> {
            perform(
                    session,
                    "docker.tag",
                    Json.object().put("source", image.name()).put("target", image.otherName()));
            checks.tagged(imageId);
            return image.otherName() + " in the engine";
        });
        steps.step("host.facts", () -> {
            var facts = HostFacts.of(Path.of("/proc"));
            var body = Json.object();
            body.putObject("arguments");
            facts.compareWith(perform(session, "tool.host.facts", body).json().path("result"));
            return "kernel " + facts.kernel() + ", " + facts.cores() + " cores, as in /proc";
        });
    }

    private ShownOperation perform(Session session, String type, ObjectNode body)
            throws InterruptedException, CheckFailed {
        var asked = session.ask(type, body, null);
        var end = Session.follow(rest, asked, Watch.on(terminal, false));
        CheckFailed.unless(
                end.succeeded(), type + " " + end.status() + ", " + end.errorCode() + ": " + end.errorMessage());
        return end;
    }
}
