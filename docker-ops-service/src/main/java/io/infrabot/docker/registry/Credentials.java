package io.infrabot.docker.registry;

/** What opens a registry. Never logged, never sent anywhere but to the engine. */
public record Credentials(String username, String password) {

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
