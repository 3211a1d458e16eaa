package io.infrabot.cli;

import io.infrabot.cli.rest.Rest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which service is asked. */
final class ServiceOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The service; else INFRABOT_URL, else http://127.0.0.1:8080.")
    private @Nullable String url;

    Rest rest(Context context) {
        var text = url == null ? context.url() : url;
        try {
            var uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return new Rest(uri);
            }
        } catch (IllegalArgumentException e) {
            // no URL at all: said below, as for one of another kind
        }
        throw new ParameterException(
                spec.commandLine(), "the service's URL must begin with http:// or https://, but is '" + text + "'");
    }
}
