package io.infrabot.session.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDirectoryTest {

    @TempDir
    Path folder;

    private Path table;

    @BeforeEach
    void aTableOnDisk() throws IOException {
        Files.createDirectories(folder.resolve("infrabot-session/0_1/rocksdb"));
        table = Files.writeString(folder.resolve("infrabot-session/0_1/rocksdb/000009.sst"), "rows");
    }

    @Test
    void whatWasClosedCleanlyIsKept() {
        var first = new StoreDirectory(folder);
        first.open();
        first.closed();

        new StoreDirectory(folder).open();

        assertThat(table).exists();
    }

    @Test
    void whatACrashLeftIsEmptied() throws IOException {
        Files.createFile(folder.resolve("in-use"));

        new StoreDirectory(folder).open();

        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("in-use"));
    }

    @Test
    void whatADeadThreadLeftIsEmptiedThoughTheProcessStoppedAsItShould() {
        var first = new StoreDirectory(folder);
        first.open();
        first.spoil();
        first.closed();

        assertThat(folder.resolve("in-use")).exists();
    }

    @Test
    void twoProcessesDoNotShareAFolder() {
        new StoreDirectory(folder).open();

        assertThatThrownBy(() -> new StoreDirectory(folder).open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("INFRABOT_DATA_DIR");
        assertThat(table).exists();
    }

    @Test
    void aFolderThatIsNotThereIsMade() {
        var fresh = folder.resolve("fresh/streams");

        new StoreDirectory(fresh).open();

        assertThat(fresh).isDirectory();
    }
}
