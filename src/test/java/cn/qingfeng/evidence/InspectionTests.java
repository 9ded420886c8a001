package cn.qingfeng.evidence;

import static cn.qingfeng.testing.SomeFiles.branded;
import static cn.qingfeng.testing.SomeFiles.bytes;
import static cn.qingfeng.testing.SomeFiles.join;
import static cn.qingfeng.testing.SomeFiles.ole2;
import static cn.qingfeng.testing.SomeFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.testing.SomeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file is, its content says. */
class InspectionTests {

    @TempDir
    Path folder;

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of(FileType.JPEG, SomeFiles.photo()),
                Arguments.of(FileType.PNG, SomeFiles.png()),
                Arguments.of(FileType.GIF, SomeFiles.gif()),
                Arguments.of(FileType.WEBP, SomeFiles.webp()),
                Arguments.of(FileType.PDF, SomeFiles.pdf()),
                Arguments.of(FileType.PDF, join(bytes("\u00EF\u00BB\u00BF"), SomeFiles.pdf())),
                Arguments.of(FileType.PDF, join(bytes("\r\n\r\n  "), SomeFiles.pdf())),
                Arguments.of(FileType.PDF, join(bytes("\33%-12345X@PJL JOB\r\n"), SomeFiles.pdf())),
                Arguments.of(FileType.DOCX, SomeFiles.office("wordprocessingml.document", "word/document2.xml", "")),
                Arguments.of(FileType.XLSX, SomeFiles.office("spreadsheetml.sheet", "xl/book.xml", "")),
                Arguments.of(FileType.PPTX, SomeFiles.office("presentationml.slideshow", "show.xml", "")),
                Arguments.of(FileType.OFD, SomeFiles.gbkZip("OFD.xml", "Doc_0/附件/营业执照.xml")),
                Arguments.of(FileType.AVI, join(bytes("RIFF\44\0\0\0AVI LIST"), new byte[64])),
                Arguments.of(
                        FileType.WMV,
                        join(
                                new byte[] {
                                    0x30,
                                    0x26,
                                    (byte) 0xB2,
                                    0x75,
                                    (byte) 0x8E,
                                    0x66,
                                    (byte) 0xCF,
                                    0x11,
                                    (byte) 0xA6,
                                    (byte) 0xD9,
                                    0,
                                    (byte) 0xAA,
                                    0,
                                    0x62,
                                    (byte) 0xCE,
                                    0x6C
                                },
                                new byte[64])),
                Arguments.of(FileType.FLV, join(bytes("FLV\1\5\0\0\0\11"), new byte[64])),
                Arguments.of(
                        FileType.MKV,
                        join(
                                new byte[] {
                                    0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, (byte) 0x9F, 0x42, (byte) 0x82, (byte) 0x88
                                },
                                bytes("matroska"),
                                new byte[64])),
                Arguments.of(FileType.DOCX, SomeFiles.docx()),
                Arguments.of(FileType.XLSX, zip("[Content_Types].xml", "xl/workbook.xml")),
                Arguments.of(FileType.PPTX, zip("[Content_Types].xml", "ppt/presentation.xml")),
                Arguments.of(FileType.OFD, zip("OFD.xml", "Doc_0/Document.xml")),
                Arguments.of(FileType.DOC, ole2("WordDocument", "1Table")),
                Arguments.of(FileType.XLS, ole2("Workbook")),
                Arguments.of(FileType.PPT, ole2("PowerPoint Document")),
                Arguments.of(FileType.MP3, join(bytes("ID3\3\0\0\0\0\0\0"), new byte[64])),
                Arguments.of(
                        FileType.MP3, join(new byte[] {(byte) 0xFF, (byte) 0xFB, (byte) 0x90, 0x64}, new byte[400])),
                Arguments.of(FileType.AMR, join(bytes("#!AMR\n"), new byte[64])),
                Arguments.of(FileType.WAV, join(bytes("RIFF\44\0\0\0WAVEfmt "), new byte[64])),
                Arguments.of(FileType.OGG, join(bytes("OggS\0\2"), new byte[22], bytes("\1vorbis"), new byte[64])),
                Arguments.of(FileType.M4A, branded("M4A ")),
                Arguments.of(FileType.MP4, branded("isom")),
                Arguments.of(FileType.MP4, branded("mp42")),
                Arguments.of(FileType.MOV, branded("qt  ")),
                Arguments.of(FileType.THREE_GP, branded("3gp4")),
                Arguments.of(
                        FileType.WEBM,
                        join(
                                new byte[] {
                                    0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, (byte) 0x9F, 0x42, (byte) 0x82, (byte) 0x84
                                },
                                bytes("webm"),
                                new byte[64])));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void knowsWhatIsTakenByItsContent(FileType type, byte[] content) throws IOException {
        assertThat(Inspection.of(file(content))).isEqualTo(type);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("file.empty", new byte[0]),
                Arguments.of("file.type.archive", zip("a.txt", "b.txt")),
                Arguments.of("file.type.archive", join(bytes("Rar!\32\7\1\0"), new byte[64])),
                Arguments.of("file.type.archive", join(bytes("7z\274\257\47\34\0\4"), new byte[64])),
                Arguments.of("file.type.archive", join(new byte[] {0x1F, (byte) 0x8B, 8, 0}, new byte[64])),
                Arguments.of("file.type.archive", bytes("PK\3\4 and then nothing of a zip")),
                Arguments.of("file.type.archive", join(SomeFiles.pdf(), zip("evil.js"))),
                Arguments.of("file.type.archive", join(branded("isom"), zip("evil.class"))),
                Arguments.of(
                        "file.type.program",
                        zip("[Content_Types].xml", "word/document.xml", "word/embeddings/run.exe")),
                Arguments.of(
                        "file.type.program",
                        join(bytes("MZ"), new byte[58], new byte[] {64, 0, 0, 0}, bytes("PE\0\0"), new byte[64])),
                Arguments.of("file.type.program", join(bytes("\177ELF\2\1\1\0"), new byte[64])),
                Arguments.of("file.type.macro", zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
                Arguments.of("file.type.macro", ole2("WordDocument", "Macros/VBA/dir")),
                Arguments.of("file.type.macro", ole2("Workbook", "_vba_Project_cur/PROJECT")),
                Arguments.of(
                        "file.type.macro", SomeFiles.office("application/x", "word/a.xml", "document.macroEnabled")),
                Arguments.of("file.type.encrypted", ole2("EncryptionInfo", "EncryptedPackage")),
                Arguments.of("file.type.unknown", ole2("__properties_version1.0")),
                Arguments.of("file.type.heic", branded("heic")),
                Arguments.of("file.type.heic", branded("avif")),
                Arguments.of("file.type.picture", join(bytes("II*\0"), new byte[64])),
                Arguments.of("file.type.picture", SomeFiles.bmp()),
                Arguments.of("file.type.script", bytes("<html><script>alert(1)</script></html>")),
                Arguments.of(
                        "file.type.script", bytes("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>")),
                Arguments.of("file.type.program", bytes("#!/bin/sh\nrm -rf /\n")),
                Arguments.of("file.type.script", bytes("反映人：某某".repeat(20))),
                Arguments.of("file.type.unknown", new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
                Arguments.of("file.type.unknown", bytes("x\n%PDF-1.4 behind something else, as some readers take it")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNotTakenAndSaysWhatItIs(String key, byte[] content) throws IOException {
        var file = file(content);
        assertThatThrownBy(() -> Inspection.of(file))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            证据.PDF                      | 证据.pdf
            ../../etc/passwd             | passwd.pdf
            C:\\Windows\\现场照片.png      | 现场照片.pdf
            收据.pdf.exe                  | 收据.pdf.pdf
            gpj.\u202Eexe                | gpj.pdf
            a<script>"'b.pdf             | ascript'b.pdf
            ${x}.pdf                     | x.pdf
            ....                         | file.pdf
            .htaccess                    | htaccess.pdf
            """)
    void cleansNamesAndGivesThemTheEndingOfTheirContent(String name, String clean) {
        assertThat(FileNames.clean(name, FileType.PDF)).isEqualTo(clean);
    }

    @Test
    void cutsLongNamesBetweenWholeCharacters() {
        assertThat(FileNames.clean("𠮷".repeat(300), FileType.PDF)).isEqualTo("𠮷".repeat(100) + ".pdf");
        assertThat(FileNames.clean(null, FileType.PDF)).isEqualTo("file.pdf");
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("content"), content);
    }
}
