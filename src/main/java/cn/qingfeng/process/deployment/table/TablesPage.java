package cn.qingfeng.process.deployment.table;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.process.deployment.shipped.ShippedRecord;
import cn.qingfeng.process.deployment.table.TableDates.Version;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 决策表何时施行: which version of each table holds, which comes when; the owner moves or withdraws what is to come. */
@Controller
@RequestMapping("/tables")
class TablesPage {

    private static final String READERS = "@rights.has(authentication, 'READ_DEPLOYED')";
    private static final int LONGEST_REASON = 500;

    /** How a version stands now. */
    enum State {
        HOLDS,
        COMES,
        PAST,
        WITHDRAWN
    }

    /** One content of a table, in words; {@code number} is its first version. */
    record Line(String origin, int number, String tag, String from, State state, List<String> said) {}

    /** One table. */
    record Table(String key, String name, List<Line> lines) {}

    private final TableDates dates;
    private final ValidFrom validFrom;
    private final ShippedRecord record;
    private final TransactionTemplate transactions;
    private final MessageSource messages;
    private final Clock clock;

    private final Redraw redraw;

    TablesPage(
            TableDates dates,
            ValidFrom validFrom,
            ShippedRecord record,
            TransactionTemplate transactions,
            MessageSource messages,
            Clock clock,
            Redraw redraw) {
        this.redraw = redraw;
        this.dates = dates;
        this.validFrom = validFrom;
        this.record = record;
        this.transactions = transactions;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize(READERS)
    String list(Model model, Locale locale) {
        model.addAttribute(
                "tables", dates.tables().stream().map(key -> table(key, locale)).toList());
        return "process/tables";
    }

    private Table table(String key, Locale locale) {
        var versions = dates.versions(key);
        var now = clock.instant();
        var holding = TableDates.holding(versions, now).orElse(versions.get(0)).origin();
        var lines = new ArrayList<Line>();
        for (var version : versions) {
            if (lines.stream().noneMatch(line -> line.origin().equals(version.origin()))) {
                lines.add(line(version, state(version, holding, now), locale));
            }
        }
        Collections.reverse(lines);
        return new Table(key, versions.get(versions.size() - 1).name(), lines);
    }

    private static State state(Version version, String holding, Instant now) {
        if (version.from().isEmpty()) {
            return State.WITHDRAWN;
        }
        if (version.origin().equals(holding)) {
            return State.HOLDS;
        }
        return version.from().get().isAfter(now) ? State.COMES : State.PAST;
    }

    private Line line(Version version, State state, Locale locale) {
        return new Line(
                version.origin(),
                version.number(),
                version.tag(),
                version.from().map(this::minute).orElse(""),
                state,
                version.said().stream()
                        .map(said -> messages.getMessage(
                                "tables.said.by",
                                new Object[] {
                                    minute(said.at()),
                                    said.by(),
                                    said.from()
                                            .map(this::minute)
                                            .orElseGet(
                                                    () -> messages.getMessage("tables.said.withdrawn", null, locale)),
                                    said.reason() == null ? "" : said.reason()
                                },
                                locale))
                        .toList());
    }

    private String minute(Instant at) {
        return Moments.minute(at);
    }

    /** Another day for a version that is to come, or none. */
    @PostMapping
    @PreAuthorize("@rights.has(authentication, 'DEPLOY')")
    String change(
            @RequestParam String table,
            @RequestParam String origin,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String reason,
            Principal by,
            Locale locale,
            Model model) {
        try {
            transactions.executeWithoutResult(begun -> {
                record.lock();
                change(table, origin, moment(act, from), reason.strip(), by.getName());
            });
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return list(model, locale);
        }
        return "redirect:/tables?done=1";
    }

    private Optional<Instant> moment(String act, String from) {
        if (act.equals("withdraw")) {
            return Optional.empty();
        }
        var moment = validFrom.moment(from).filter(at -> at.isAfter(clock.instant()));
        if (moment.isEmpty()) {
            throw Refusal.invalid("tables.moment");
        }
        return moment;
    }

    private void change(String table, String origin, Optional<Instant> from, String reason, String by) {
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Refusal.invalid("tables.reason", LONGEST_REASON);
        }
        var version = dates.versions(table).stream()
                .filter(each -> each.origin().equals(origin))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("tables.unknown"));
        if (version.from().filter(at -> at.isAfter(clock.instant())).isEmpty()) {
            throw Refusal.conflict("tables.not-coming");
        }
        dates.say(table, origin, from, by, reason);
    }
}
