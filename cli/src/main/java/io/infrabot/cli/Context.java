package io.infrabot.cli;

import io.infrabot.cli.screen.Terminal;
import java.nio.file.Path;
import java.util.Map;

/** What surrounds a command: its terminal, environment and working directory. */
public record Context(Terminal terminal, Map<String, String> environment, Path workingDirectory) {

    private static final String DEFAULT_URL = "http://127.0.0.1:8080";

    String url() {
        var url = environment.getOrDefault("INFRABOT_URL", "");
        return url.isBlank() ? DEFAULT_URL : url;
    }
}
