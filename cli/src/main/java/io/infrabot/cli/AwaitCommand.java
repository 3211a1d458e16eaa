package io.infrabot.cli;

import io.infrabot.cli.ask.ArgumentWords;
import io.infrabot.cli.rest.HttpClients;
import io.infrabot.cli.screen.Terminal;
import io.infrabot.cli.screen.Text;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "await", mixinStandardHelpOptions = true, description = "Wait until a URL answers 200.")
final class AwaitCommand implements Callable<Integer> {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Terminal terminal;

    @Parameters(paramLabel = "URL", description = "What to ask.")
    private @Nullable URI url;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "60", description = "How long at most (default: 60).")
    private int seconds = 60;

    @Option(names = "--what", paramLabel = "NAME", description = "What it is, for people.")
    private @Nullable String what;

    AwaitCommand(Context context) {
        terminal = context.terminal();
    }

    @Override
    public Integer call() throws InterruptedException {
        if (url == null || url.getHost() == null) {
            throw new ArgumentWords.Misused("await needs a whole URL, but got '" + url + "'");
        }
        if (seconds < 0) {
            throw new ArgumentWords.Misused("--seconds is 0 or more, but is " + seconds);
        }
        var name = what == null ? url.toString() : what;
        long began = System.nanoTime();
        long lastLine = began;
        try (var http = HttpClients.to(url, Duration.ofSeconds(2))) {
            var answer = ask(http, url);
            while (!answer.equals("200")) {
                var elapsed = Duration.ofNanos(System.nanoTime() - began);
                if (elapsed.toSeconds() >= seconds) {
                    new Failures(terminal)
                            .say(name + " is not ready after " + seconds + " s; its last answer: " + answer, null);
                    return ExitCode.FAILED;
                }
                if (System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
                    terminal.say("waiting for " + name + ", " + elapsed.toSeconds() + " s: " + answer);
                    lastLine = System.nanoTime();
                }
                Thread.sleep(BETWEEN_TRIES);
                answer = ask(http, url);
            }
        }
        terminal.say(name + " is ready after " + Text.seconds(Duration.ofNanos(System.nanoTime() - began)) + " s");
        return ExitCode.OK;
    }

    /** The status, with the body where it is none of success, or why there was no answer. */
    private static String ask(HttpClient http, URI url) throws InterruptedException {
        try {
            var request =
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? "200"
                    : Text.cut(Text.plain((response.statusCode() + " " + response.body()).strip()), 300);
        } catch (IOException e) {
            return e instanceof java.net.ConnectException ? "connection refused" : e.toString();
        }
    }
}
