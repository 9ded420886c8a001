package cn.qingfeng.notification.channel;

import cn.qingfeng.notification.OutboxMessage;
import cn.qingfeng.notification.Recipients;
import cn.qingfeng.notification.ReporterPhones;
import cn.qingfeng.notification.address.AddressBook;
import cn.qingfeng.notification.text.NoticeTexts;
import cn.qingfeng.text.Numbers;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Short messages through the county's gateway, whose format is set in the settings. No link: nobody shall learn to click one. */
@Component
public class SmsChannel implements ChannelSender {

    private static final Locale LANGUAGE = Locale.SIMPLIFIED_CHINESE;
    /** Short messages reach mobile numbers only. */
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");

    private final GatewaySettings.Sms settings;
    private final HttpPost http;
    private final AddressBook addresses;
    private final ObjectProvider<ReporterPhones> reporters;
    private final NoticeTexts texts;

    SmsChannel(
            GatewaySettings settings,
            HttpPost http,
            AddressBook addresses,
            ObjectProvider<ReporterPhones> reporters,
            NoticeTexts texts) {
        this.settings = settings.sms();
        this.http = http;
        this.addresses = addresses;
        this.reporters = reporters;
        this.texts = texts;
    }

    @Override
    public NoticeChannel channel() {
        return NoticeChannel.SMS;
    }

    @Override
    public Outcome send(OutboxMessage letter) {
        if (!settings.enabled()) {
            return Outcome.down("notice.failure.noGateway", "");
        }
        var known = phoneOf(letter);
        if (known.isEmpty()) {
            return Outcome.never("notice.failure.noPhone", "");
        }
        var phone = known.flatMap(SmsChannel::mobile);
        if (phone.isEmpty()) {
            return Outcome.never("notice.failure.badPhone", "");
        }
        var text = texts.of("notice.sms", LANGUAGE, texts.body(letter, LANGUAGE));
        try {
            var answer = http.send(
                    settings.url(),
                    settings.contentType(),
                    body(letter.getId(), phone.get(), text),
                    letter.getId(),
                    settings.token().isBlank() ? Map.of() : Map.of(settings.header(), settings.token()));
            return judged(answer);
        } catch (IOException e) {
            return Outcome.down("notice.failure.gatewayUnreachable", "");
        }
    }

    /** The number as a gateway takes it; empty where no short message can reach it. */
    public static Optional<String> mobile(String phone) {
        return Numbers.phone(phone).filter(number -> MOBILE.matcher(number).matches());
    }

    private Optional<String> phoneOf(OutboxMessage letter) {
        if (Recipients.REPORTER.equals(letter.recipient())) {
            var phones = reporters.getIfAvailable();
            return phones == null ? Optional.empty() : phones.phoneOf(letter.clueNumber());
        }
        return addresses.contact(letter.recipient()).map(AddressBook.Contact::phone);
    }

    private String body(String id, String phone, String text) {
        UnaryOperator<String> escaped = settings.contentType().contains("json")
                ? value -> new String(JsonStringEncoder.getInstance().quoteAsString(value))
                : value -> URLEncoder.encode(value, StandardCharsets.UTF_8);
        return Pattern.compile("\\{(id|phone|text)}")
                .matcher(settings.body())
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(escaped.apply(
                        switch (match.group(1)) {
                            case "id" -> id;
                            case "phone" -> phone;
                            default -> text;
                        })));
    }

    private Outcome judged(HttpPost.Answer answer) {
        var code = String.valueOf(answer.status());
        if (answer.status() == 429) {
            return Outcome.notNow("notice.failure.gatewayBusy", code);
        }
        if (answer.status() == 401 || answer.status() == 403 || answer.status() == 404 || answer.status() >= 500) {
            return Outcome.down("notice.failure.gatewayDown", code);
        }
        if (answer.status() >= 400) {
            return Outcome.never("notice.failure.gatewayRefused", code);
        }
        // Many gateways say yes to the call and no to the number: that is no matter of time.
        if (!settings.refused().isBlank()
                && Pattern.compile(settings.refused()).matcher(answer.body()).find()) {
            return Outcome.never("notice.failure.gatewayNumber", code);
        }
        if (answer.status() / 100 == 2
                && (settings.success().isBlank()
                        || Pattern.compile(settings.success())
                                .matcher(answer.body())
                                .find())) {
            return Outcome.SENT;
        }
        return Outcome.notNow("notice.failure.gatewayBusy", code);
    }
}
