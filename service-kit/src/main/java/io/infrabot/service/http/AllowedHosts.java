package io.infrabot.service.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under which names a door is called honestly. A browser whose user was led astray sends the name of the page (DNS
 * rebinding), so that names must be known. Nobody can make an address point elsewhere: each of them is fine, and probes
 * of orchestrators use them. No browser calls without a Host.
 *
 * @param names in small letters, without ports
 */
record AllowedHosts(Set<String> names) {

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.%]+]");

    AllowedHosts {
        names = Set.copyOf(names);
    }

    /** Whether {@code host}, without port, may be meant; null where the caller names none. */
    boolean allow(@Nullable String host) {
        if (host == null) {
            return true;
        }
        var name = host.toLowerCase(Locale.ROOT);
        return names.contains(name) || ADDRESS.matcher(name).matches();
    }

    /** Whether a page from {@code origin} may call; null where no page does. */
    boolean allowOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            var host = URI.create(origin).getHost();
            return host != null && allow(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
