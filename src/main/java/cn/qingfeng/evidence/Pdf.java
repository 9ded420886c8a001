package cn.qingfeng.evidence;

import cn.qingfeng.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * PDF (ISO 32000): written anew without what tells of the document and its parts, who commented when, and what programs noted
 * for themselves; photographs within it are written anew as if they had come by themselves, and what earlier versions of the
 * document held goes. One that is signed or sealed by a password is left alone.
 */
final class Pdf {

    /** What a program keeps in any part of a document without showing it. */
    private static final Set<COSName> NOTED = Set.of(
            COSName.METADATA,
            COSName.getPDFName("PieceInfo"),
            COSName.getPDFName("LastModified"),
            COSName.CREATION_DATE,
            COSName.MOD_DATE);

    /** A note on a page has its writer and its moment; a field of a form has its name there. */
    private static final Set<COSName> OF_A_NOTE = Set.of(COSName.T, COSName.M);

    private static final COSName FIELD = COSName.getPDFName("Widget");

    /** Parts seen: they name each other in circles. */
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Pdf() {}

    static void clean(Path file) throws IOException {
        var anew = Files.createTempFile("qingfeng-", ".part");
        try {
            if (written(file, anew)) {
                Files.move(anew, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(anew);
        }
    }

    /** Whether it was written anew; a document that no reader can follow is broken, and refused. */
    private static boolean written(Path file, Path anew) throws IOException {
        try (var document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
            if (document.isEncrypted() || !document.getSignatureDictionaries().isEmpty()) {
                return false;
            }
            new Pdf().clean(document);
            document.save(anew.toFile());
            return true;
        } catch (InvalidPasswordException sealed) {
            return false;
        } catch (IOException | RuntimeException broken) {
            // The library meets a document that breaks its rules with exceptions of every kind.
            throw Source.broken();
        }
    }

    private void clean(PDDocument document) throws IOException {
        var trailer = document.getDocument().getTrailer();
        trailer.removeItem(COSName.INFO);
        var left = new ArrayDeque<COSBase>();
        left.add(trailer);
        while (!left.isEmpty()) {
            var part = left.pop();
            if (part instanceof COSObject named) {
                part = named.getObject();
            }
            if (part == null || !seen.add(part)) {
                continue;
            }
            if (part instanceof COSDictionary dictionary) {
                clean(dictionary);
                dictionary.getValues().forEach(left::push);
            } else if (part instanceof COSArray array) {
                array.forEach(each -> {
                    if (each != null) {
                        left.push(each);
                    }
                });
            }
        }
    }

    private static void clean(COSDictionary dictionary) throws IOException {
        NOTED.forEach(dictionary::removeItem);
        if (dictionary.containsKey(COSName.RECT) && !FIELD.equals(dictionary.getCOSName(COSName.SUBTYPE))) {
            OF_A_NOTE.forEach(dictionary::removeItem);
        }
        if (dictionary instanceof COSStream stream && COSName.DCT_DECODE.equals(stream.getFilters())) {
            photograph(stream);
        }
    }

    private static void photograph(COSStream stream) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = stream.createRawInputStream()) {
            Jpeg.copy(new Source(in), out);
        } catch (Refusal strange) {
            // A reader shows what it can of it, and so it stays.
            return;
        }
        try (var raw = stream.createRawOutputStream()) {
            out.writeTo(raw);
        }
    }
}
