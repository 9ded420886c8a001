package cn.qingfeng.evidence.storage;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Enumeration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** In the database, in pieces that no packet limit minds. The default: one thing to back up, and all nodes see the same. */
public class DatabaseStorage implements Storage {

    private static final int PIECE = 1 << 19;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;

    public DatabaseStorage(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void keep(String name, Writing content) throws IOException {
        try {
            apart.executeWithoutResult(transaction -> {
                try (var out = new Pieces(name)) {
                    content.to(out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public InputStream read(String name) throws IOException {
        var pieces =
                jdbc.queryForObject("select count(*) from evidence_piece where content_id = ?", Integer.class, name);
        if (pieces == 0) {
            throw new FileNotFoundException(name);
        }
        // One piece at a time: a slow reader holds neither memory nor a connection.
        return new SequenceInputStream(new Enumeration<>() {
            private int next;

            @Override
            public boolean hasMoreElements() {
                return next < pieces;
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(jdbc.queryForObject(
                        "select sealed from evidence_piece where content_id = ? and place = ?",
                        byte[].class,
                        name,
                        next++));
            }
        });
    }

    @Override
    public void erase(String name) {
        jdbc.update("delete from evidence_piece where content_id = ?", name);
    }

    private final class Pieces extends OutputStream {

        private final String name;
        private final byte[] pending = new byte[PIECE];
        private int filled;
        private int place;

        Pieces(String name) {
            this.name = name;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            for (int done = 0; done < length; ) {
                var some = Math.min(PIECE - filled, length - done);
                System.arraycopy(bytes, offset + done, pending, filled, some);
                filled += some;
                done += some;
                if (filled == PIECE) {
                    insert();
                }
            }
        }

        private void insert() {
            jdbc.update(
                    "insert into evidence_piece (content_id, place, sealed) values (?, ?, ?)",
                    name,
                    place++,
                    Arrays.copyOf(pending, filled));
            filled = 0;
        }

        @Override
        public void close() {
            if (filled > 0) {
                insert();
            }
        }
    }
}
