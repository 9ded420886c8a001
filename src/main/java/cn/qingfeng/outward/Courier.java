package cn.qingfeng.outward;

import cn.qingfeng.Refusal;
import cn.qingfeng.outward.Deliveries.Delivery;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries what is queued to the other systems. Every node has one; which of them carries a delivery, its row decides. */
@Component
class Courier implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** After so many failures in a row a system is stalled, and somebody is told. */
    static final int TELL_AFTER = 5;

    private static final Duration EVERY = Duration.ofSeconds(5);

    /** How many turns until it is asked whether another node has added or removed a system, and what is old is forgotten. */
    private static final int LOOK_EVERY = 12;

    private static final Duration KEPT = Duration.ofDays(30);

    private final Hooks hooks;
    private final Deliveries deliveries;
    private final Targets targets;
    private final OutwardSettings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final HttpClient client;
    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "outward");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean any;
    private int turn;

    Courier(
            Hooks hooks,
            Deliveries deliveries,
            Targets targets,
            OutwardSettings settings,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.hooks = hooks;
        this.deliveries = deliveries;
        this.targets = targets;
        this.settings = settings;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        look();
        turns.scheduleWithFixedDelay(this::takeTurn, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether there is anybody to tell; asked with every step of every clue, and costs nothing. */
    boolean hasHooks() {
        return any;
    }

    /** Somebody changed the systems on this node. */
    void look() {
        any = !hooks.all().isEmpty();
    }

    /** Something was queued. */
    void wake() {
        turns.execute(this::carrySafely);
    }

    private void takeTurn() {
        try {
            if (++turn % LOOK_EVERY == 0) {
                look();
                if (any) {
                    deliveries.forget(KEPT);
                }
            }
        } catch (RuntimeException later) {
            LOG.warn("The other systems are looked for again in a while: {}", later.toString());
        }
        carrySafely();
    }

    private void carrySafely() {
        try {
            if (any) {
                carry();
            }
        } catch (RuntimeException later) {
            LOG.warn("Other systems are told again in a while: {}", later.toString());
        }
    }

    /** Sends what is due, once each. */
    void carry() {
        for (var some = deliveries.take(); !some.isEmpty(); some = deliveries.take()) {
            some.forEach(this::carry);
        }
    }

    private void carry(Delivery one) {
        var hook = hooks.find(one.hookId()).orElseThrow();
        String answer;
        var arrived = false;
        try {
            var code = post(hook, one);
            arrived = code / 100 == 2;
            answer = String.valueOf(code);
        } catch (Refusal notThere) {
            answer = notThere.key();
        } catch (IOException away) {
            answer = "outward.answer.none";
        }
        var came = arrived;
        var what = answer;
        transaction.executeWithoutResult(status -> {
            var failures = hooks.called(hook.id(), came);
            if (came) {
                deliveries.sent(one, what);
                if (hooks.turned(hook.id(), Hook.State.STALLED, Hook.State.ACTIVE)) {
                    deliveries.due(hook.id());
                }
            } else if (hook.state() == Hook.State.STALLED) {
                deliveries.waits(one, what, failures - TELL_AFTER);
            } else {
                deliveries.missed(one, what);
            }
            if (failures >= TELL_AFTER && hooks.turned(hook.id(), Hook.State.ACTIVE, Hook.State.STALLED)) {
                events.publishEvent(new HookFailing("webhook/" + one.id(), hook.name(), failures));
            }
        });
    }

    private int post(Hook hook, Delivery one) throws IOException {
        var target = targets.require(hook.url());
        var timestamp = String.valueOf(clock.instant().getEpochSecond());
        var signature = hooks.keys(hook.id()).stream()
                .map(key -> "v1=" + sign(key, timestamp + "." + one.payload()))
                .collect(Collectors.joining(","));
        var request = HttpRequest.newBuilder(target)
                .timeout(settings.timeout())
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Qingfeng")
                .header("Idempotency-Key", one.id())
                .header("X-Qingfeng-Event", one.event())
                .header("X-Qingfeng-Timestamp", timestamp)
                .header("X-Qingfeng-Signature", signature)
                .POST(BodyPublishers.ofString(one.payload(), StandardCharsets.UTF_8))
                .build();
        try {
            // What the other side says is nobody's business here.
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }

    /** HMAC-SHA256 over the moment, a dot and the body, in hex. */
    static String sign(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {
        turns.shutdownNow();
    }
}
