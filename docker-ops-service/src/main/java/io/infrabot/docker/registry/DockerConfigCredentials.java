package io.infrabot.docker.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks in the node's own settings, then in the {@code auths} of Docker's config.json, read anew each time. */
public final class DockerConfigCredentials implements RegistryCredentials {

    private static final Logger LOG = Logger.getLogger(DockerConfigCredentials.class);
    private static final String HUB_KEY = "https://index.docker.io/v1/";

    private final Map<String, Credentials> settings;
    private final Path configJson;

    public DockerConfigCredentials(Map<String, Credentials> settings, Path configJson) {
        this.settings = Map.copyOf(settings);
        this.configJson = configJson;
    }

    @Override
    public @Nullable Credentials find(String registry) {
        var set = settings.get(registry);
        return set != null ? set : inConfigJson(registry);
    }

    private @Nullable Credentials inConfigJson(String registry) {
        if (!Files.isReadable(configJson)) {
            return null;
        }
        try {
            var auths = Json.tolerant().readTree(configJson.toFile()).path("auths");
            for (var key : new String[] {registry, "https://" + registry, "http://" + registry}) {
                if (auths.has(key)) {
                    return decode(auths.get(key));
                }
            }
            return registry.equals("docker.io") && auths.has(HUB_KEY) ? decode(auths.get(HUB_KEY)) : null;
        } catch (IOException | IllegalArgumentException e) {
            // Not the exception's text: it may quote the file.
            LOG.warnf("%s is not readable as Docker's config.json; no credentials are taken from it", configJson);
            return null;
        }
    }

    private static @Nullable Credentials decode(JsonNode entry) {
        if (entry.hasNonNull("username") && entry.hasNonNull("password")) {
            return new Credentials(
                    entry.get("username").asText(), entry.get("password").asText());
        }
        var pair = new String(Base64.getDecoder().decode(entry.path("auth").asText()), StandardCharsets.UTF_8);
        var colon = pair.indexOf(':');
        return colon < 0 ? null : new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
    }
}
