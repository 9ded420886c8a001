package cn.qingfeng.intake.imports;

import cn.qingfeng.text.Normal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates as people and spreadsheets write them: as text with any parting, as eight digits, as days since 1900. */
final class Dates {

    private static final Pattern TEXT = Pattern.compile(
            "(\\d{4})\\D{1,3}(\\d{1,2})\\D{1,3}(\\d{1,2})(?:\\D+(\\d{1,2})\\D{1,2}(\\d{1,2})(?:\\D{1,2}(\\d{1,2})"
                    + "(?:\\.\\d+)?)?)?\\D{0,6}");
    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2})?)?");
    private static final Pattern SERIAL = Pattern.compile("[1-9]\\d{4}(?:\\.\\d+)?");

    /** In the afternoon, in Chinese and English. */
    private static final Pattern AFTERNOON = Pattern.compile("\\u4E0B\\u5348|\\u665A\\u4E0A|[Pp][Mm]");

    private static final LocalDateTime DAY_ZERO = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);

    private Dates() {}

    /** Empty where it is no date. */
    static Optional<LocalDateTime> read(String typed) {
        var text = Normal.of(typed).text().strip();
        try {
            if (SERIAL.matcher(text).matches()) {
                return Optional.of(DAY_ZERO.plusSeconds(new BigDecimal(text)
                        .multiply(SECONDS)
                        .setScale(0, java.math.RoundingMode.HALF_UP)
                        .longValueExact()));
            }
            for (var pattern : new Pattern[] {DIGITS, TEXT}) {
                var found = pattern.matcher(text);
                if (found.matches()) {
                    var hour = number(found.group(4));
                    return Optional.of(LocalDateTime.of(
                            number(found.group(1)),
                            number(found.group(2)),
                            number(found.group(3)),
                            hour < 12
                                            && found.group(4) != null
                                            && AFTERNOON.matcher(text).find()
                                    ? hour + 12
                                    : hour,
                            number(found.group(5)),
                            number(found.group(6))));
                }
            }
        } catch (DateTimeException | ArithmeticException noDate) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
