package io.infrabot.docker.registry;

import org.jspecify.annotations.Nullable;

/** Port: what opens a registry, found just before it is used. */
@FunctionalInterface
public interface RegistryCredentials {

    /** Null where none are known: the registry may be open to all. */
    @Nullable
    Credentials find(String registry);
}
