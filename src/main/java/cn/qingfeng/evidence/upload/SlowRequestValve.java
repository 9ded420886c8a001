package cn.qingfeng.evidence.upload;

import cn.qingfeng.evidence.FileSettings;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps bodies from holding the threads that answer everybody. Below everything that reads a body, parts of a form too:
 *
 * <ul>
 *   <li>one that trickles is broken off; measured is the time in which we wait for the sender. A pause is the connector's to
 *       end ({@code server.tomcat.connection-timeout});
 *   <li>only so many may be waited for at once, of one address fewer: what comes on top is broken off at once;
 *   <li>what nobody read, as behind a refusal, is read on for a moment only, after the answer has gone out, so that its sender
 *       sees the answer. The connector by itself would wait for it at the sender's pace.
 * </ul>
 */
public class SlowRequestValve extends ValveBase {

    private static final Logger LOG = LoggerFactory.getLogger(SlowRequestValve.class);

    /** What is read on of a body that nobody read. Fast senders come to their end, so that a browser shows the answer. */
    private static final long READ_ON = 32L << 20;

    private static final Duration READ_ON_FOR = Duration.ofSeconds(3);

    private final FileSettings.Pace pace;
    private final Semaphore readingOn;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ConcurrentMap<String, Integer> waitingOf = new ConcurrentHashMap<>();

    public SlowRequestValve(FileSettings.Pace pace) {
        super(true);
        this.pace = pace;
        this.readingOn = new Semaphore(pace.refusedAtOnce());
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var below = request.getCoyoteRequest();
        var plain = below.getInputBuffer();
        var measured = new Measured(plain, request, response);
        below.setInputBuffer(measured);
        try {
            getNext().invoke(request, response);
        } finally {
            below.setInputBuffer(plain);
        }
        if (!request.isAsync() && !measured.isRead()) {
            finish(request, response, measured);
        }
    }

    /** Sends the answer out, reads on for a moment, and closes a connection on which there is still more. */
    private void finish(Request request, Response response, Measured body) throws IOException {
        response.finishResponse();
        if (!body.brokenOff && !isAwaitingConsent(request) && readingOn.tryAcquire()) {
            try {
                body.readOn();
            } catch (IOException gone) {
                LOG.debug("The sender has gone", gone);
            } finally {
                readingOn.release();
            }
        }
        if (!body.isRead()) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
        }
    }

    /** Such a sender waits for our word before it sends, and has got the answer instead. */
    private static boolean isAwaitingConsent(Request request) {
        return request.getHeader("Expect") != null;
    }

    private boolean enter(String address) {
        if (waiting.incrementAndGet() > pace.atOnce()) {
            waiting.decrementAndGet();
            return false;
        }
        if (waitingOf.merge(address, 1, Integer::sum) > pace.atOnceFromOne()) {
            leave(address);
            return false;
        }
        return true;
    }

    private void leave(String address) {
        waiting.decrementAndGet();
        waitingOf.computeIfPresent(address, (any, now) -> now > 1 ? now - 1 : null);
    }

    private final class Measured implements InputBuffer {

        private final InputBuffer plain;
        private final Request request;
        private final Response response;
        private final long length;
        private final boolean lengthUnknown;
        private long waited;
        private long bytes;
        private boolean ended;
        private boolean brokenOff;

        Measured(InputBuffer plain, Request request, Response response) {
            this.plain = plain;
            this.request = request;
            this.response = response;
            this.length = request.getContentLengthLong();
            this.lengthUnknown = length < 0 && request.getHeader("Transfer-Encoding") != null;
        }

        /** Whether nothing of it is left to come. */
        boolean isRead() {
            return ended || !lengthUnknown && bytes >= length;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            if (brokenOff || isTooSlow()) {
                throw new IOException("too slow");
            }
            var since = System.nanoTime();
            var some = isRead() || plain.available() > 0 ? plain.doRead(handler) : await(handler);
            waited += System.nanoTime() - since;
            count(some);
            if (some >= 0 && !isRead() && isTooSlow()) {
                LOG.info(
                        "Broke off a body: {} bytes in {} s",
                        bytes,
                        Duration.ofNanos(waited).toSeconds());
                throw breakOff("too slow");
            }
            return some;
        }

        private void count(int some) {
            ended |= some < 0;
            bytes += Math.max(0, some);
        }

        private int await(ApplicationBufferHandler handler) throws IOException {
            var address = String.valueOf(request.getRemoteAddr());
            if (!enter(address)) {
                throw breakOff("too many at once");
            }
            try {
                return plain.doRead(handler);
            } finally {
                leave(address);
            }
        }

        /** What is left of it is not waited for either. */
        private IOException breakOff(String why) {
            brokenOff = true;
            response.setHeader("Connection", "close");
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            return new IOException(why);
        }

        void readOn() throws IOException {
            var until = System.nanoTime() + READ_ON_FOR.toNanos();
            for (var most = bytes + READ_ON; !isRead() && bytes < most && System.nanoTime() < until; ) {
                count(plain.doRead(new Dropped()));
            }
        }

        private boolean isTooSlow() {
            return waited > pace.longest().toNanos()
                    || waited > pace.grace().toNanos() && bytes * 1e9 / waited < pace.bytesPerSecond();
        }

        @Override
        public int available() {
            return plain.available();
        }
    }

    /** Takes what is read and forgets it. */
    private static final class Dropped implements ApplicationBufferHandler {

        private ByteBuffer buffer = EMPTY_BUFFER;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // The connector brings its own.
        }
    }
}
