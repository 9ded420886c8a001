package cn.qingfeng.evidence.film;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.UUID;

/**
 * Windows Media (ASF): whatever a player does not need becomes padding where it stands, title, author, place and every other
 * attribute with it; the moment of creation becomes 0.
 */
final class Asf {

    private static final UUID HEADER = UUID.fromString("75b22630-668e-11cf-a6d9-00aa0062ce6c");
    private static final UUID FILE = UUID.fromString("8cabdca1-a947-11cf-8ee4-00c00c205365");
    private static final UUID EXTENSION = UUID.fromString("5fbf03b5-a92e-11cf-8ee3-00c00c205365");
    private static final UUID PADDING = UUID.fromString("1806d474-cadf-4509-a4ba-9aabcb96aae8");
    private static final UUID DATA = UUID.fromString("75b22636-668e-11cf-a6d9-00aa0062ce6c");

    /** Streams, their codecs, rates and priorities, indexes, languages, encryption. */
    private static final Set<UUID> KEPT = Set.of(
            DATA,
            PADDING,
            UUID.fromString("b7dc0791-a9b7-11cf-8ee6-00c00c205365"),
            UUID.fromString("86d15240-311d-11d0-a3a4-00a0c90348f6"),
            UUID.fromString("75b22635-668e-11cf-a6d9-00aa0062ce6c"),
            UUID.fromString("7bf875ce-468d-11d1-8d82-006097c9a2b2"),
            UUID.fromString("d6e229dc-35da-11d1-9034-00a0c90349be"),
            UUID.fromString("2211b3fb-bd23-11d2-b4b7-00a0c955fc6e"),
            UUID.fromString("298ae614-2622-4c17-b935-dae07ee9289c"),
            UUID.fromString("14e6a5cb-c672-4332-8399-a96952065b5a"),
            UUID.fromString("a08649cf-4775-4670-8a16-6e35357566cd"),
            UUID.fromString("d4fed15b-88d3-454f-81f0-ed5c45999e24"),
            UUID.fromString("d6e229df-35da-11d1-9034-00a0c90349be"),
            UUID.fromString("26f18b5d-4584-47ec-9f5f-0e651f0452c9"),
            UUID.fromString("7c4346a9-efe0-4bfc-b229-393ede415c85"),
            UUID.fromString("f55e496d-9797-4b5d-8c8b-604dfe9bfb24"),
            UUID.fromString("6b203bad-3f11-48e4-aca8-d7613de2cfa7"),
            UUID.fromString("d1465a40-5a79-4338-b71b-e36b8fd6c249"),
            UUID.fromString("33000890-e5b1-11cf-89f4-00a0c90349cb"),
            UUID.fromString("d6e229d3-35da-11d1-9034-00a0c90349be"),
            UUID.fromString("feb103f8-12ad-4c64-840f-2a1d2f7ad48c"),
            UUID.fromString("3cb73fd0-0c4a-4803-953d-edf7b6228f0c"));

    private static final int HEAD = 24;
    /** Where the objects of the header and of its extension begin, behind their own heads. */
    private static final int IN_HEADER = 6;

    private static final int IN_EXTENSION = 22;
    /** Where the moment of creation stands among a file's properties, behind id and length. */
    private static final int CREATED = 24;

    private final RandomAccessFile file;

    private Asf(RandomAccessFile file) {
        this.file = file;
    }

    static void clean(RandomAccessFile file) throws IOException {
        new Asf(file).objects(0, file.length(), 0);
    }

    private void objects(long from, long to, int depth) throws IOException {
        var at = from;
        while (at + HEAD <= to) {
            var head = new byte[HEAD];
            file.seek(at);
            file.readFully(head);
            var read = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            var id = id(read);
            var length = read.getLong(16);
            var end = length < HEAD || length > to - at ? to : at + length;
            if (id.equals(HEADER) && depth == 0) {
                objects(at + HEAD + IN_HEADER, end, 1);
            } else if (id.equals(EXTENSION) && depth == 1) {
                objects(at + HEAD + IN_EXTENSION, end, 2);
            } else if (id.equals(FILE) && end >= at + HEAD + CREATED + 8) {
                Overwriting.fill(file, at + HEAD + CREATED, at + HEAD + CREATED + 8, 0);
            } else if (!KEPT.contains(id)) {
                padding(at, end);
            }
            at = end;
        }
        Overwriting.fill(file, at, to, 0);
    }

    private void padding(long at, long end) throws IOException {
        var id = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        id.putInt((int) (PADDING.getMostSignificantBits() >>> 32));
        id.putShort((short) (PADDING.getMostSignificantBits() >>> 16));
        id.putShort((short) PADDING.getMostSignificantBits());
        id.order(ByteOrder.BIG_ENDIAN).putLong(PADDING.getLeastSignificantBits());
        file.seek(at);
        file.write(id.array());
        Overwriting.fill(file, at + HEAD, end, 0);
    }

    /** The first three parts have their lowest byte first, the rest stands as it is written. */
    private static UUID id(ByteBuffer read) {
        var most =
                (read.getInt(0) & 0xFFFFFFFFL) << 32 | (read.getShort(4) & 0xFFFFL) << 16 | read.getShort(6) & 0xFFFFL;
        return new UUID(most, Long.reverseBytes(read.getLong(8)));
    }
}
