package cn.qingfeng.intake;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.form.Forms;
import cn.qingfeng.intake.channel.ChannelKey;
import cn.qingfeng.intake.channel.ChannelKeys;
import cn.qingfeng.intake.plaque.PlaqueKind;
import cn.qingfeng.intake.plaque.Plaques;
import cn.qingfeng.intake.ratelimit.ProofOfWork;
import cn.qingfeng.intake.ratelimit.RateLimit;
import cn.qingfeng.intake.ratelimit.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What a report that comes through the API may claim, and how many may come. A channel with a key says what its key allows;
 * whoever has none is a reporter like one on our page: the same questions, the same puzzle, the same rate. What only insiders
 * can know is left out of such a report, and said so: the report itself is not lost for it.
 */
@Component
class Claims {

    static final String KEY = "X-Channel-Key";
    static final String PUZZLE = "X-Puzzle";
    static final String WORK = "X-Puzzle-Work";

    /** Fields that the page does not ask for but knows: from the plaque, or because there is always one unit. */
    private static final Set<String> KNOWN_TO_THE_PAGE = Set.of("channel", "point");

    /** A statement that was left out, in words. */
    record Ignored(String field, String message) {}

    private final ChannelKeys keys;
    private final Throttle throttle;
    private final ProofOfWork puzzle;
    private final Plaques plaques;
    private final Forms forms;
    private final MessageSource messages;
    private final Registration registration;

    Claims(
            ChannelKeys keys,
            Throttle throttle,
            ProofOfWork puzzle,
            Plaques plaques,
            Forms forms,
            MessageSource messages,
            Registration registration) {
        this.registration = registration;
        this.keys = keys;
        this.throttle = throttle;
        this.puzzle = puzzle;
        this.plaques = plaques;
        this.forms = forms;
        this.messages = messages;
    }

    /**
     * Lets a report through, and takes out of it what its sender may not state.
     *
     * @param once the key of the post, to which a puzzle was posed; or null
     * @return what was taken out
     * @throws Refusal when too many came, the key is none, or a channel says what its key does not allow
     */
    List<Ignored> judge(NewClue clue, String once, HttpServletRequest request, Locale reader) {
        var secret = request.getHeader(KEY);
        if (secret != null) {
            var key = keys.use(secret);
            throttle.pass(RateLimit.CHANNEL_REPORT, "channel " + key.id());
            requireAllowed(clue, key);
            return List.of();
        }
        var ignored = asAReporter(clue, reader);
        // As on the page: what is wrong is told first and counts for nothing.
        registration.check(clue);
        var worked = puzzle.solved(once, request.getHeader(PUZZLE), request.getHeader(WORK));
        throttle.pass(worked ? RateLimit.REPORT : RateLimit.UNPROVEN_REPORT, request.getRemoteAddr());
        return ignored;
    }

    private static void requireAllowed(NewClue clue, ChannelKey key) {
        if (clue.channel == null) {
            clue.channel = key.channels().iterator().next().name();
        }
        if (known(clue.channel) && !key.channels().contains(ReportingChannel.valueOf(clue.channel))) {
            throw Refusal.forbidden("channel-key.not-this-channel", Refusal.word("channel." + clue.channel));
        }
        for (var statement : ChannelKeys.STATEMENTS) {
            if (Boolean.TRUE.equals(clue.answers().get(statement))
                    && !key.statements().contains(statement)) {
                throw Refusal.forbidden(
                        "channel-key.not-this-statement", Refusal.word("channel-key.statement." + statement));
            }
        }
    }

    private List<Ignored> asAReporter(NewClue clue, Locale reader) {
        var ignored = new ArrayList<Ignored>();
        if (clue.channel == null || known(clue.channel)) {
            var channel = scanned(clue) ? ReportingChannel.PLAQUE : ReportingChannel.WEB;
            if (clue.channel != null && !clue.channel.equals(channel.name())) {
                ignored.add(new Ignored("channel", messages.getMessage("channel-key.channel-ignored", null, reader)));
            }
            clue.channel = channel.name();
        }
        var form = forms.open(Registration.FORM).in(reader);
        var notAsked = new HashSet<>(form.keys());
        notAsked.removeAll(forms.open(Registration.REPORT_FORM).keys());
        notAsked.removeAll(KNOWN_TO_THE_PAGE);
        var stated = stated(clue, notAsked);
        clue.leaveOut(notAsked);
        form.describe(stated, messages, reader)
                .forEach(answer -> ignored.add(new Ignored(
                        answer.key(),
                        messages.getMessage("channel-key.statement-ignored", new Object[] {answer.label()}, reader))));
        return List.copyOf(ignored);
    }

    private static Map<String, Object> stated(NewClue clue, Set<String> notAsked) {
        var stated = new LinkedHashMap<>(clue.answers());
        stated.keySet().retainAll(notAsked);
        // As every report says by itself.
        stated.values().removeIf(Boolean.FALSE::equals);
        stated.remove("unitsConcerned", 1);
        return stated;
    }

    private boolean scanned(NewClue clue) {
        return clue.point != null
                && !clue.point.isBlank()
                && plaques.read(PlaqueKind.POINT, clue.point).place().isPresent();
    }

    private static boolean known(String channel) {
        return Stream.of(ReportingChannel.values()).anyMatch(each -> each.name().equals(channel));
    }
}
