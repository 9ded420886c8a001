package cn.qingfeng.evidence.virus;

import cn.qingfeng.evidence.FileSettings;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/**
 * Asks a ClamAV daemon, where one is set up, whether there is a virus in a content: over TCP, by its command INSTREAM,
 * piece by piece.
 */
@Component
public class Scanner {

    private static final int PIECE = 1 << 16;
    private static final int LONGEST_ANSWER = 4096;

    private final FileSettings.Clamav daemon;

    Scanner(FileSettings settings) {
        this.daemon = settings.clamav();
    }

    public boolean isOn() {
        return !daemon.host().isBlank();
    }

    /**
     * What the daemon says of the content.
     *
     * @return {@link ScanResult#CLEAN} or {@link ScanResult#INFECTED}
     * @throws IOException when it cannot be reached, or does not say
     */
    ScanResult look(InputStream content) throws IOException {
        try (var socket = new Socket()) {
            var patience = (int) daemon.timeout().toMillis();
            socket.connect(new InetSocketAddress(daemon.host(), daemon.port()), patience);
            socket.setSoTimeout(patience);
            var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), PIECE));
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            var piece = new byte[PIECE];
            for (int length; (length = content.readNBytes(piece, 0, PIECE)) > 0; ) {
                out.writeInt(length);
                out.write(piece, 0, length);
            }
            out.writeInt(0);
            out.flush();
            var answer = new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.US_ASCII)
                    .replace("\0", "")
                    .strip();
            if (answer.equals("stream: OK")) {
                return ScanResult.CLEAN;
            }
            if (answer.endsWith(" FOUND")) {
                return ScanResult.INFECTED;
            }
            throw new IOException("the scanner said: " + answer);
        }
    }
}
