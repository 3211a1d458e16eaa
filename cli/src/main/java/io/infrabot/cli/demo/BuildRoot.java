package io.infrabot.cli.demo;

import java.nio.file.Path;

/**
 * The folder of build contexts, which a node in a container knows by another name.
 *
 * @param here   where the demo writes
 * @param onNode where nodes read it
 */
public record BuildRoot(Path here, Path onNode) {

    /** A folder that nodes know by the same name. */
    public static BuildRoot of(Path folder) {
        return new BuildRoot(folder, folder);
    }
}
