package cn.qingfeng.evidence.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** In a directory, which every node must see under the same path. */
public class DirectoryStorage implements Storage {

    private final Path directory;

    public DirectoryStorage(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory.toAbsolutePath());
    }

    /** Names are our own; two letters of them make folders that do not grow too large. */
    private Path place(String name) {
        return directory.resolve(name.substring(0, 2)).resolve(name);
    }

    @Override
    public void keep(String name, Writing content) throws IOException {
        var place = place(name);
        Files.createDirectories(place.getParent());
        var unfinished = place.resolveSibling(name + ".part");
        try {
            try (var channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                var out = new BufferedOutputStream(Channels.newOutputStream(channel)) {
                    @Override
                    public void close() throws IOException {
                        // Into the file, not only into the machine's memory, before the clue says that it has it.
                        flush();
                        channel.force(true);
                    }
                };
                content.to(out);
                out.close();
            }
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Override
    public InputStream read(String name) throws IOException {
        return Files.newInputStream(place(name));
    }

    @Override
    public void erase(String name) throws IOException {
        Files.deleteIfExists(place(name));
    }
}
