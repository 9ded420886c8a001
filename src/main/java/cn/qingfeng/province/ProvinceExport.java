package cn.qingfeng.province;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.province.ProvinceCode.Kind;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.Reporters;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is carried over to the platform: whole clues with who reported, as it asks. It is the one table that leaves with
 * reporters in it: made for whoever may enter them there, marked with that person's name, and put down with each clue before it
 * leaves.
 */
@Component
class ProvinceExport {

    static final int MOST = 200;

    /** The columns are theirs, and in their language. */
    private static final Locale THEIRS = Locale.SIMPLIFIED_CHINESE;

    private static final int LONGEST_CELL = 32_767;

    enum Format {
        XLSX,
        JSON
    }

    record Made(byte[] content, int clues) {}

    private final Province province;
    private final ProvinceBook book;
    private final ProvinceCodes codes;
    private final ClueLedger ledger;
    private final Timeline timeline;
    private final Reporters reporters;
    private final Organization organization;
    private final MessageSource messages;
    private final ObjectMapper json;
    private final Clock clock;

    ProvinceExport(
            Province province,
            ProvinceBook book,
            ProvinceCodes codes,
            ClueLedger ledger,
            Timeline timeline,
            Reporters reporters,
            Organization organization,
            MessageSource messages,
            ObjectMapper json,
            Clock clock) {
        this.province = province;
        this.book = book;
        this.codes = codes;
        this.ledger = ledger;
        this.timeline = timeline;
        this.reporters = reporters;
        this.organization = organization;
        this.messages = messages;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @throws Refusal when none or too many are chosen, or one of them is not this person's to enter
     */
    @Transactional
    public Made make(List<ClueNumber> numbers, Format format, String by) {
        if (numbers.isEmpty() || numbers.size() > MOST) {
            throw Refusal.invalid("province.export.choose", MOST);
        }
        var rows = new ArrayList<Map<ProvinceColumn, String>>();
        for (var number : numbers.stream().distinct().toList()) {
            var clue = ledger.find(number)
                    .filter(found -> province.mayEnter(found, by))
                    .orElseThrow(() -> Refusal.notFound("clue.unknown", number));
            rows.add(row(clue));
            ledger.atProvince(number, by, TimelineAction.PROVINCE_TAKEN, null, format, null);
        }
        var now = clock.instant();
        book.taken(UUID.randomUUID().toString(), by, now, rows.size(), format.name());
        var mark = text("province.export.mark", organization.personName(by), by, Moments.minute(now));
        try {
            return new Made(format == Format.XLSX ? workbook(rows, mark) : json(rows, mark), rows.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<ProvinceColumn, String> row(Clue clue) {
        var content = clue.content();
        var who = content.anonymous()
                ? Optional.<Identity>empty()
                : reporters.toCarryOver(clue.number()).filter(Identity::isTold);
        var firm = who.map(Identity::enterprise).orElse(null);
        var kept = book.find(clue.number());
        var row = new EnumMap<ProvinceColumn, String>(ProvinceColumn.class);
        row.put(ProvinceColumn.TITLE, content.title());
        row.put(
                ProvinceColumn.TYPE,
                code(Kind.TYPE, clue.classification().map(leaf -> leaf.code()).orElse("-")));
        row.put(ProvinceColumn.SOURCE, code(Kind.SOURCE, content.channel().name()));
        row.put(
                ProvinceColumn.REPORTER_KIND,
                text(firm == null ? "province.reporter.person" : "province.reporter.firm"));
        row.put(ProvinceColumn.NAME, who.map(Identity::name).orElse(firm));
        row.put(ProvinceColumn.PHONE, who.map(Identity::phone).orElse(null));
        row.put(ProvinceColumn.CODE, who.map(Identity::creditCode).orElse(null));
        row.put(
                ProvinceColumn.CONTACT,
                firm == null ? null : who.map(Identity::name).orElse(null));
        row.put(ProvinceColumn.CITY, text("province.city"));
        row.put(ProvinceColumn.COUNTY, text("province.county"));
        row.put(ProvinceColumn.PLACE, content.place());
        row.put(ProvinceColumn.OBJECT, object(content.concernedUnit()));
        row.put(ProvinceColumn.REQUEST, content.request());
        row.put(ProvinceColumn.FACTS, content.narrative());
        row.put(
                ProvinceColumn.PUBLIC,
                text(content.consent() == Consent.UNIT_MAY_KNOW ? "province.yes" : "province.no"));
        row.put(ProvinceColumn.IN_CHARGE, text("province.in-charge"));
        row.put(
                ProvinceColumn.HANDLING,
                clue.leadUnit().map(organization::unitName).orElse(null));
        row.put(ProvinceColumn.CREATED_AT, Moments.minute(clue.registeredAt()));
        row.put(
                ProvinceColumn.STEP_DUE,
                kept.map(province::nextDue).map(Moments::minute).orElse(null));
        row.put(ProvinceColumn.DUE, clue.dueAt().map(Moments::minute).orElse(null));
        row.put(ProvinceColumn.DAYS, String.valueOf(codes.days("FINISH", 45)));
        row.put(ProvinceColumn.LATE, text(clue.isLate(clock.instant()) ? "province.yes" : "province.no"));
        row.put(ProvinceColumn.REPEATED, text(clue.linkedTo().isPresent() ? "province.yes" : "province.no"));
        row.put(
                ProvinceColumn.END_REASON,
                clue.result().map(result -> text("result." + result)).orElse(null));
        row.put(
                ProvinceColumn.SATISFACTION,
                clue.calledBack().map(said -> text("rating." + said.rating())).orElse(null));
        row.put(
                ProvinceColumn.SCORE,
                clue.calledBack()
                        .map(said -> String.valueOf(5 - said.rating().ordinal()))
                        .orElse(null));
        row.put(
                ProvinceColumn.CALL_BACKS,
                clue.calledBackAt().map(Moments::minute).orElse(null));
        row.put(ProvinceColumn.COURSE, course(clue));
        row.put(ProvinceColumn.OURS, clue.number().value());
        return row;
    }

    private String course(Clue clue) {
        return timeline.of(clue.number()).stream()
                .flatMap(entry -> codes.of(Kind.OPERATION, entry.act().name()).stream()
                        .map(code -> code.code() + " " + code.name() + " " + Moments.minute(entry.at())))
                .collect(Collectors.joining("\n"));
    }

    private String object(String unit) {
        return unit == null
                ? null
                : organization.unitName(unit)
                        + organization
                                .unit(unit)
                                .flatMap(known ->
                                        codes.of(Kind.OBJECT, known.group().name()))
                                .map(code -> " (" + code.code() + " " + code.name() + ")")
                                .orElse("");
    }

    private String code(Kind kind, String ours) {
        return codes.of(kind, ours).map(code -> code.code() + " " + code.name()).orElse(null);
    }

    private byte[] workbook(List<Map<ProvinceColumn, String>> rows, String mark) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var made = new Workbook(out, "Qingfeng", "1.0")) {
            var sheet = made.newWorksheet(text("province.export.sheet"));
            sheet.inlineString(0, 0, mark);
            for (var column : ProvinceColumn.values()) {
                sheet.width(column.ordinal(), 18);
                sheet.inlineString(1, column.ordinal(), text("province.column." + column));
                sheet.style(1, column.ordinal())
                        .bold()
                        .fillColor("E8EEF6")
                        .wrapText(true)
                        .set();
            }
            for (var line = 0; line < rows.size(); line++) {
                for (var cell : rows.get(line).entrySet()) {
                    if (cell.getValue() != null) {
                        sheet.inlineString(
                                line + 2,
                                cell.getKey().ordinal(),
                                cell.getValue()
                                        .substring(
                                                0,
                                                Math.min(
                                                        LONGEST_CELL,
                                                        cell.getValue().length())));
                    }
                }
            }
            sheet.freezePane(1, 2);
            sheet.header(mark.replace("&", "&&"), org.dhatim.fastexcel.Position.CENTER);
            sheet.finish();
        }
        return out.toByteArray();
    }

    private byte[] json(List<Map<ProvinceColumn, String>> rows, String mark) throws IOException {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("mark", mark);
        whole.put(
                "clues",
                rows.stream()
                        .map(row -> {
                            var named = new LinkedHashMap<String, String>();
                            for (var column : ProvinceColumn.values()) {
                                named.put(text("province.column." + column), row.get(column));
                            }
                            return named;
                        })
                        .toList());
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(whole);
    }

    private String text(String key, Object... args) {
        return messages.getMessage(key, args, THEIRS);
    }
}
