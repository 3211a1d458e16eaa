package io.infrabot.cli.rest;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The session service did not answer; whether it did what it was asked is not known. */
public final class ServiceUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServiceUnreachable(URI base, @Nullable Throwable cause) {
        super("the InfraBot service at " + base + " is not reachable", cause);
    }
}
