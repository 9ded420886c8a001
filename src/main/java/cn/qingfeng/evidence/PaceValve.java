package cn.qingfeng.evidence;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Breaks off requests whose body trickles: each of them would hold a thread for as long as its sender likes. Measured is the
 * time in which we wait for the sender, below everything that reads a body, parts of a form too. A pause is the connector's
 * to end ({@code server.tomcat.connection-timeout}).
 */
class PaceValve extends ValveBase {

    private static final Logger LOG = LoggerFactory.getLogger(PaceValve.class);

    private final FileSettings.Pace pace;

    PaceValve(FileSettings.Pace pace) {
        super(true);
        this.pace = pace;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var below = request.getCoyoteRequest();
        var plain = below.getInputBuffer();
        below.setInputBuffer(new Measured(plain, request, response));
        try {
            getNext().invoke(request, response);
        } finally {
            below.setInputBuffer(plain);
        }
    }

    private final class Measured implements InputBuffer {

        private final InputBuffer plain;
        private final Request request;
        private final Response response;
        private long waited;
        private long bytes;

        Measured(InputBuffer plain, Request request, Response response) {
            this.plain = plain;
            this.request = request;
            this.response = response;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            if (isTooSlow()) {
                throw new IOException("too slow");
            }
            var since = System.nanoTime();
            var some = plain.doRead(handler);
            waited += System.nanoTime() - since;
            bytes += Math.max(0, some);
            if (some >= 0 && isTooSlow()) {
                LOG.info(
                        "Broke off a body: {} bytes in {} s",
                        bytes,
                        Duration.ofNanos(waited).toSeconds());
                // What is left of it is not waited for either.
                response.setHeader("Connection", "close");
                request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                throw new IOException("too slow");
            }
            return some;
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
}
