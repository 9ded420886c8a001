package cn.qingfeng.evidence.document;

import cn.qingfeng.evidence.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.poi.hpsf.DocumentSummaryInformation;
import org.apache.poi.hpsf.PropertySet;
import org.apache.poi.hpsf.PropertySetFactory;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hpsf.WritingNotSupportedException;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Word, Excel and PowerPoint up to 2003, and WPS (MS-CFB): written anew with empty sheets of properties, and with blanks where
 * the main streams keep the names of authors. What lay in parts of the file that nothing names goes. A document that is signed
 * is left alone, and of one that is sealed by a password the properties alone go: the rest cannot be read.
 */
final class OldOffice {

    /** Where a document of Word says where its lists of names stand: properties, commenters, revisers, who saved it (MS-DOC). */
    private static final int[] LISTS_OF_WORD = {0x19A, 0x1BA, 0x232, 0x2D2};

    private static final int COMMENTERS = 0x1BA;
    private static final int FLAGS = 0x0A;
    private static final int SEALED = 0x0100;
    private static final int SECOND_TABLE = 0x0200;

    /** Records of a workbook (MS-XLS): who saved it last, and that what follows is sealed. */
    private static final int WRITE_ACCESS = 0x5C;

    private static final int FILE_PASS = 0x2F;
    /** Behind the head of the record in PowerPoint's "Current User" stands the name. */
    private static final int NAME_OF_USER = 28;

    private OldOffice() {}

    static void clean(Path file) throws IOException {
        byte[] anew;
        try (var old = new POIFSFileSystem(file.toFile(), true);
                var whole = new POIFSFileSystem()) {
            if (old.getRoot().hasEntryCaseInsensitive("_signatures")
                    || old.getRoot().hasEntryCaseInsensitive("_xmlsignatures")) {
                return;
            }
            copy(old.getRoot(), whole.getRoot());
            var out = new ByteArrayOutputStream();
            whole.writeFilesystem(out);
            anew = out.toByteArray();
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // The library meets a file that breaks its rules with exceptions of every kind.
            throw Source.broken();
        }
        Files.write(file, anew);
    }

    private static void copy(DirectoryEntry from, DirectoryEntry to) throws IOException {
        to.setStorageClsid(from.getStorageClsid());
        for (var entry : from) {
            if (entry instanceof DirectoryEntry inner) {
                copy(inner, to.createDirectory(inner.getName()));
            } else if (entry instanceof DocumentEntry stream) {
                to.createDocument(stream.getName(), new ByteArrayInputStream(cleaned(from, stream)));
            }
        }
    }

    private static byte[] cleaned(DirectoryEntry folder, DocumentEntry stream) throws IOException {
        return switch (stream.getName()) {
            case SummaryInformation.DEFAULT_STREAM_NAME -> nothing(PropertySetFactory.newSummaryInformation());
            case DocumentSummaryInformation.DEFAULT_STREAM_NAME ->
                nothing(PropertySetFactory.newDocumentSummaryInformation());
            case "Workbook", "Book" -> withoutWriter(content(stream));
            case "Current User" -> blank(content(stream), NAME_OF_USER, Integer.MAX_VALUE, 0);
            case "0Table", "1Table" -> withoutNames(folder, stream);
            default -> content(stream);
        };
    }

    private static byte[] nothing(PropertySet properties) throws IOException {
        try (var in = properties.toInputStream()) {
            return in.readAllBytes();
        } catch (WritingNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] content(DocumentEntry stream) throws IOException {
        try (var in = new DocumentInputStream(stream)) {
            return in.readAllBytes();
        }
    }

    /** Records of kind and length, from the begin on. */
    private static byte[] withoutWriter(byte[] workbook) {
        var read = ByteBuffer.wrap(workbook).order(ByteOrder.LITTLE_ENDIAN);
        for (var at = 0; at + 4 <= workbook.length; ) {
            int kind = read.getShort(at) & 0xFFFF;
            int length = read.getShort(at + 2) & 0xFFFF;
            if (kind == WRITE_ACCESS) {
                return blank(workbook, at + 4, at + 4 + length, ' ');
            }
            if (kind == FILE_PASS) {
                return workbook;
            }
            at += 4 + length;
        }
        return workbook;
    }

    /** The lists of names in the table that the document of Word beside it uses. */
    private static byte[] withoutNames(DirectoryEntry folder, DocumentEntry stream) throws IOException {
        var table = content(stream);
        if (!folder.hasEntry("WordDocument") || !(folder.getEntry("WordDocument") instanceof DocumentEntry document)) {
            return table;
        }
        var word = ByteBuffer.wrap(content(document)).order(ByteOrder.LITTLE_ENDIAN);
        var flags = word.getShort(FLAGS);
        var used = (flags & SECOND_TABLE) != 0 ? "1Table" : "0Table";
        if ((flags & SEALED) != 0 || !used.equals(stream.getName())) {
            return table;
        }
        for (var list : LISTS_OF_WORD) {
            if (word.capacity() < list + 8) {
                break;
            }
            var from = word.getInt(list);
            var to = from + word.getInt(list + 4);
            if (from >= 0 && to <= table.length && to > from) {
                // A table of strings has a head of six bytes, but for that of the commenters.
                blankNames(table, list == COMMENTERS ? from : from + 6, to);
            }
        }
        return table;
    }

    /** Names of two bytes a letter, each behind the number of its letters. */
    private static void blankNames(byte[] table, int from, int to) {
        var write = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        for (var at = from; at + 2 <= to; ) {
            int letters = write.getShort(at) & 0xFFFF;
            for (var n = 0; n < letters && at + 4 + 2 * n <= to; n++) {
                write.putShort(at + 2 + 2 * n, (short) ' ');
            }
            at += 2 + 2 * letters;
        }
    }

    private static byte[] blank(byte[] content, int from, int to, int with) {
        if (from < content.length) {
            Arrays.fill(content, from, Math.min(content.length, to), (byte) with);
        }
        return content;
    }
}
