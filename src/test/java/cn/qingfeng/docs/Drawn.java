package cn.qingfeng.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Documents that are drawn from the code and its models. */
final class Drawn {

    private Drawn() {}

    static void write(Map<Path, String> documents) throws IOException {
        for (var document : documents.entrySet()) {
            Files.createDirectories(document.getKey().getParent());
            Files.writeString(document.getKey(), document.getValue());
        }
    }
}
