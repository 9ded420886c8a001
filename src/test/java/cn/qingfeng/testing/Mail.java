package cn.qingfeng.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;

/** One real SMTP server for all tests, on a free port; every Spring context of a test sends to it. */
public final class Mail {

    private static final List<MimeMessage> BEFORE = new ArrayList<>();
    private static GreenMail server;
    private static int port;

    private Mail() {}

    /** The port it listens on; started when first asked for, and the same after {@link #down()} and {@link #up()}. */
    public static synchronized int port() {
        if (port == 0) {
            listen();
        }
        return port;
    }

    /** All that has arrived since the last {@link #empty()}, oldest first. */
    public static synchronized List<MimeMessage> received() {
        var all = new ArrayList<>(BEFORE);
        if (server != null) {
            all.addAll(List.of(server.getReceivedMessages()));
        }
        return all;
    }

    /** Forgets what has arrived. */
    public static synchronized void empty() throws Exception {
        BEFORE.clear();
        if (server != null) {
            server.purgeEmailFromAllMailboxes();
        }
    }

    /** Refuses connections until {@link #up()}. */
    public static synchronized void down() {
        port();
        BEFORE.addAll(List.of(server.getReceivedMessages()));
        server.stop();
        server = null;
    }

    /** Listens again, on the same port. */
    public static synchronized void up() {
        if (server == null) {
            listen();
        }
    }

    private static void listen() {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        port = server.getSmtp().getPort();
    }
}
