package cn.qingfeng.evidence.document;

import cn.qingfeng.evidence.FileType;
import cn.qingfeng.evidence.Source;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes out of documents what the machine noted by itself: author, firm, who changed and commented it, when and with what,
 * and in pictures within them the place. What somebody wrote into a document stays; one that is signed or sealed by a
 * password stays as it is, since its signature would break, or since it cannot be read.
 */
public final class Documents {

    private Documents() {}

    /** Whether such a file is cleaned here. */
    public static boolean cleans(FileType type) {
        return type.group() == FileType.Group.DOCUMENT;
    }

    /** Cleans the file where it lies. */
    public static void clean(FileType type, Path file) throws IOException {
        try {
            cleanWhole(type, file);
        } catch (EOFException e) {
            throw Source.broken();
        }
    }

    private static void cleanWhole(FileType type, Path file) throws IOException {
        switch (type) {
            case DOCX, XLSX, PPTX, OFD -> OfficePackage.clean(file);
            case DOC, XLS, PPT -> OldOffice.clean(file);
            case PDF -> {
                var content = Files.readAllBytes(file);
                new Pdf(content).clean();
                Files.write(file, content);
            }
            default -> throw new IllegalArgumentException(type + " is no document");
        }
    }
}
