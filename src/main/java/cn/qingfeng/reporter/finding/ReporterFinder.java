package cn.qingfeng.reporter.finding;

import cn.qingfeng.Marks;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueConditions;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Numbers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds appeals by what their reporter told, given whole: telephone number, credit code, name of the firm. What is kept are
 * keyed hashes, which tell nothing without the installation's key; parts of a number find nothing. Who reported a person, and
 * the firm of a plaque that somebody scanned who stays unnamed, is not found at all.
 */
@Component
public class ReporterFinder {

    /** By what somebody is found. Words for readers: {@code ledger.reporter.<NAME>}. */
    public enum By {
        PHONE,
        CREDIT_CODE,
        FIRM;

        /** As what this is read, most certain first. */
        public static By of(String typed) {
            return creditCode(typed).isPresent()
                    ? CREDIT_CODE
                    : Numbers.phone(typed).isPresent() ? PHONE : FIRM;
        }

        /** One whose last sign is wrong was taken as it was typed, and is found as it was typed. */
        private static Optional<String> creditCode(String typed) {
            return Numbers.creditCode(typed)
                    .or(() -> Optional.of(Numbers.code(typed)).filter(code -> code.matches("[0-9A-Z]{18}")));
        }

        private Optional<String> plain(String typed) {
            return switch (this) {
                case PHONE -> Numbers.phone(typed);
                case CREDIT_CODE -> creditCode(typed);
                case FIRM -> Optional.of(Normal.key(typed)).filter(name -> !name.isEmpty());
            };
        }
    }

    private final JdbcTemplate jdbc;
    private final SecretKeySpec key;

    ReporterFinder(JdbcTemplate jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.key = new SecretKeySpec(keys.forPurpose("reporter-finding"), "HmacSHA256");
    }

    /** Makes the clue one that is found by this. */
    public void note(ClueNumber number, Identity identity) {
        var hashes = Stream.of(
                        hash(By.PHONE, identity.phone()),
                        hash(By.CREDIT_CODE, identity.creditCode()),
                        hash(By.FIRM, identity.enterprise()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (!hashes.isEmpty()) {
            jdbc.update(
                    "insert into reporter_finding (clue_number, keyed_hash) values "
                            + hashes.stream().map(each -> "(?, ?)").collect(Collectors.joining(", ")),
                    hashes.stream()
                            .flatMap(hash -> Stream.of(number.value(), hash))
                            .toArray());
        }
    }

    /** Makes these clues ones that nobody finds any more. */
    public void forget(Collection<ClueNumber> numbers) {
        jdbc.batchUpdate(
                "delete from reporter_finding where clue_number = ?",
                numbers.stream().map(number -> new Object[] {number.value()}).toList());
    }

    /** The appeals whose reporter told this. */
    public Specification<Clue> told(By by, String typed) {
        return among(hash(by, typed).stream().toList());
    }

    /** The appeals that came from one of these firms, by credit code or name. */
    public Specification<Clue> from(Collection<String> creditCodes, Collection<String> names) {
        return among(Stream.concat(
                        creditCodes.stream().map(code -> hash(By.CREDIT_CODE, code)),
                        names.stream().map(name -> hash(By.FIRM, name)))
                .flatMap(Optional::stream)
                .distinct()
                .toList());
    }

    /**
     * Which of these firms told an appeal, by the credit code that was given with it; empty where none of them did.
     *
     * @param creditCodes asked for only where something was told at all
     */
    public Optional<String> firmAmong(ClueNumber number, Supplier<? extends Collection<String>> creditCodes) {
        var told = Set.copyOf(jdbc.queryForList(
                "select distinct keyed_hash from reporter_finding where clue_number = ?",
                String.class,
                number.value()));
        return told.isEmpty()
                ? Optional.empty()
                : creditCodes.get().stream()
                        .filter(code -> hash(By.CREDIT_CODE, code)
                                .filter(told::contains)
                                .isPresent())
                        .findFirst();
    }

    private static Specification<Clue> among(List<String> hashes) {
        return hashes.isEmpty()
                ? ClueConditions.none()
                : ClueConditions.among(
                        "select f.clue_number from reporter_finding f where f.keyed_hash in (" + Marks.of(hashes) + ")",
                        hashes);
    }

    private Optional<String> hash(By by, String typed) {
        return Optional.ofNullable(typed)
                .filter(text -> !text.isBlank())
                .flatMap(by::plain)
                .map(plain -> HexFormat.of().formatHex(hmac(by + "\n" + plain)));
    }

    private byte[] hmac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
