package cn.qingfeng.evidence.document;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.Refusal;
import cn.qingfeng.evidence.FileType;
import cn.qingfeng.evidence.Inspection;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents do not tell who wrote them, unless somebody wrote it into them. */
class DocumentsTests {

    @TempDir
    Path folder;

    static Stream<Arguments> documents() throws IOException {
        return Stream.of(
                Arguments.of(FileType.DOCX, SomeFiles.docxByAuthor()),
                Arguments.of(FileType.PDF, SomeFiles.pdfByAuthor()),
                Arguments.of(FileType.DOC, SomeFiles.docByAuthor()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void loseTheirAuthorAndNothingThatWasWritten(FileType type, byte[] content) throws IOException {
        assertThat(told(type, content)).contains(SomeFiles.SECRET, SomeFiles.PICTURE);
        var file = Files.write(folder.resolve("document"), content);
        assertThat(Inspection.of(file)).isEqualTo(type);

        Documents.clean(type, file);

        assertThat(told(type, Files.readAllBytes(file)))
                .contains(SomeFiles.PICTURE)
                .doesNotContain(SomeFiles.SECRET, SomeFiles.MOMENT);
        assertThat(Inspection.of(file)).isEqualTo(type);
    }

    @Test
    void whatIsSignedOrLockedStaysAsItIs() throws IOException {
        var signed = SomeFiles.docxByAuthor("_xmlsignatures/sig1.xml");
        var file = Files.write(folder.resolve("signed"), signed);
        Documents.clean(FileType.DOCX, file);
        assertThat(Files.readAllBytes(file)).isEqualTo(signed);
        for (var locked : List.of(
                SomeFiles.pdfByAuthor(document ->
                        document.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()))),
                SomeFiles.pdfByAuthor(document ->
                        document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()))),
                SomeFiles.pdfByAuthor(document -> {
                    var field = new PDSignatureField(new PDAcroForm(document));
                    var signature = new PDSignature();
                    signature.setByteRange(new int[] {0, 1, 2, 3});
                    field.setValue(signature);
                    document.getDocumentCatalog().setAcroForm(field.getAcroForm());
                    field.getAcroForm().setFields(List.of(field));
                }))) {
            Documents.clean(FileType.PDF, Files.write(file, locked));
            assertThat(Files.readAllBytes(file)).isEqualTo(locked);
        }
    }

    @Test
    void anOfdLosesItsAuthorAndKeepsItsNumber() throws IOException {
        var ofd = SomeFiles.zipOf(Map.of(
                "OFD.xml",
                "<ofd:OFD><ofd:DocBody><ofd:DocInfo><ofd:DocID>7</ofd:DocID><ofd:Author>" + SomeFiles.SECRET
                        + "</ofd:Author><ofd:CustomDatas><ofd:CustomData Name='x'>" + SomeFiles.SECRET
                        + "</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo></ofd:DocBody></ofd:OFD>"));
        var file = Files.write(folder.resolve("ofd"), ofd);
        Documents.clean(FileType.OFD, file);
        assertThat(parts(Files.readAllBytes(file)).get("OFD.xml"))
                .contains("<ofd:DocID>7</ofd:DocID></ofd:DocInfo>")
                .doesNotContain(SomeFiles.SECRET);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void brokenOnesAreRefusedOrKeptButNothingElseHappens(FileType type, byte[] whole) throws IOException {
        var random = new Random(20261127);
        for (var n = 0; n < 200; n++) {
            var content = whole.clone();
            for (var hits = 0; hits < 6; hits++) {
                content[random.nextInt(content.length)] = (byte) random.nextInt(256);
            }
            try {
                Documents.clean(type, Files.write(folder.resolve("broken"), content));
            } catch (Refusal broken) {
                assertThat(broken.key()).isIn("file.broken", "file.type.archive");
            }
        }
    }

    /** All that a reader of the file can find in it, unpacked where it is packed. */
    private static String told(FileType type, byte[] content) throws IOException {
        var plain = new String(content, StandardCharsets.ISO_8859_1);
        return switch (type) {
            case DOCX -> String.join("\n", parts(content).values());
            case PDF -> plain + unpacked(content);
            default -> plain + new String(content, StandardCharsets.UTF_16LE);
        };
    }

    private static String unpacked(byte[] pdf) throws IOException {
        var all = new StringBuilder();
        try (var document = Loader.loadPDF(pdf)) {
            for (var key : document.getDocument().getXrefTable().keySet()) {
                var part = document.getDocument().getObjectFromPool(key).getObject();
                all.append(part);
                if (part instanceof COSStream stream && !COSName.DCT_DECODE.equals(stream.getFilters())) {
                    all.append(stream.toTextString());
                }
            }
        }
        return all.toString();
    }

    private static Map<String, String> parts(byte[] content) throws IOException {
        var parts = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return parts;
    }
}
