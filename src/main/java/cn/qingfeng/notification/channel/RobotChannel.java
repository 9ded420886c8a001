package cn.qingfeng.notification.channel;

import cn.qingfeng.notification.OutboxMessage;
import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.notification.text.NoticeTexts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A robot in a unit's group. Both makers take a text message as JSON and answer 200 with {@code errcode} in the body. */
abstract class RobotChannel implements ChannelSender {

    private static final Locale LANGUAGE = Locale.SIMPLIFIED_CHINESE;

    private final UnitChannels units;
    private final HttpPost http;
    private final NoticeTexts texts;
    private final ObjectMapper json;
    private final MailSettings settings;

    RobotChannel(UnitChannels units, HttpPost http, NoticeTexts texts, ObjectMapper json, MailSettings settings) {
        this.units = units;
        this.http = http;
        this.texts = texts;
        this.json = json;
        this.settings = settings;
    }

    /** Where a message to this robot is posted. */
    abstract URI address(UnitChannels.Robot robot);

    /** Answers that mean “too fast” or “busy”: the same message is welcome later. */
    abstract Set<Integer> later();

    @Override
    public Outcome send(OutboxMessage letter) {
        var robot = units.robot(UnitChannels.unitOf(letter.recipient()), channel());
        if (robot.isEmpty()) {
            return Outcome.never("notice.failure.noRobot", "");
        }
        var content = texts.of(
                "notice.robot",
                LANGUAGE,
                texts.subject(letter, LANGUAGE),
                texts.body(letter, LANGUAGE),
                settings.url() + letter.link());
        try {
            var answer = http.send(
                    address(robot.get()),
                    "application/json",
                    json.writeValueAsString(Map.of("msgtype", "text", "text", Map.of("content", content))),
                    letter.getId(),
                    Map.of());
            return judged(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            return Outcome.down("notice.failure.robotUnreachable", "");
        }
    }

    private Outcome judged(HttpPost.Answer answer) {
        if (answer.status() == 429) {
            return Outcome.notNow("notice.failure.robotBusy", "429");
        }
        if (answer.status() != 200) {
            return Outcome.down("notice.failure.robotDown", String.valueOf(answer.status()));
        }
        try {
            var code = json.readTree(answer.body()).path("errcode");
            if (!code.isInt()) {
                return Outcome.down("notice.failure.robotDown", "200");
            }
            if (code.intValue() == 0) {
                return Outcome.SENT;
            }
            return later().contains(code.intValue())
                    ? Outcome.notNow("notice.failure.robotBusy", code.asText())
                    : Outcome.never("notice.failure.robotRefused", code.asText());
        } catch (JsonProcessingException e) {
            return Outcome.down("notice.failure.robotDown", "200");
        }
    }

    static URI with(URI base, String name, String value) {
        return URI.create(base
                + (base.getRawQuery() == null ? "?" : "&")
                + name
                + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
