package io.infrabot.docker.context;

import java.nio.charset.StandardCharsets;

/**
 * One header of a tar archive. Owner and group are always 0: what is built must not depend on who builds.
 *
 * @param name       each character a byte, for names of files need not be text; a folder's ends with a slash
 * @param mode       permission bits with setuid, setgid and sticky
 * @param modifiedAt in seconds since 1970
 * @param link       where a link leads, each character a byte; empty for all others
 */
record TarEntry(
        String name, Kind kind, int mode, long size, long modifiedAt, String link, int deviceMajor, int deviceMinor) {

    byte[] nameBytes() {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] linkBytes() {
        return link.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What an entry is, with its sign in the header. */
    enum Kind {
        FILE('0'),
        HARD_LINK('1'),
        SYMBOLIC_LINK('2'),
        CHARACTER_DEVICE('3'),
        BLOCK_DEVICE('4'),
        FOLDER('5'),
        FIFO('6');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        char sign() {
            return sign;
        }
    }
}
