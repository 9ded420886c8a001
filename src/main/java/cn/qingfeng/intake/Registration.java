package cn.qingfeng.intake;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.GradingFacts;
import cn.qingfeng.clue.Pairs;
import cn.qingfeng.clue.PastCase;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.classification.Leaves;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.clue.numbering.ClueNumbers;
import cn.qingfeng.clue.numbering.VoidedNumber.Reason;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.evidence.upload.PendingUploads;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.form.Forms;
import cn.qingfeng.intake.page.PageDrafts;
import cn.qingfeng.intake.plaque.PlaqueKind;
import cn.qingfeng.intake.plaque.Plaques;
import cn.qingfeng.intake.plaque.Plaques.Firm;
import cn.qingfeng.intake.plaque.Scan;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.redaction.PersonalDataFinder;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.Receipts;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Numbers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only way into the ledger, whatever the channel. Clue, identity, receipt and process instance come into being in one
 * transaction or not at all.
 */
@Component
public class Registration {

    /** The form that says what a clue must and may hold. */
    public static final String FORM = "register-clue";

    /** The form of whoever reports without us: the same questions in a reporter's words. */
    public static final String REPORT_FORM = "report-clue";

    /** An appeal and a report against a person in one telling; the two become two cases. */
    private static final String BOTH = "BOTH";

    /** The people whom a clue names: who of them works here keeps out of it. */
    private static final String NAMED = "namedPeople";

    /** The form of the call-back, and its field for the people named in it. */
    private static final String CALL_BACK = "call-back";

    private static final String WHO_ASKED = "briberyWho";

    /** Longest value that the ledger keeps of a plaque's code. */
    private static final int LONGEST_POINT = 40;

    /** Fields that go to places of their own; every other field of the form is kept with the clue as answered. */
    private static final List<String> WHO =
            List.of("reporterName", "reporterPhone", "reporterEnterprise", "reporterCreditCode");

    private static final Set<String> IDENTITY = Set.of(
            "reporterAnonymous",
            "reporterName",
            "reporterPhone",
            "reporterEnterprise",
            "reporterCreditCode",
            "reporterConsent");

    private static final Set<String> LEDGER = Set.of(
            "kind",
            "title",
            "narrative",
            "request",
            "place",
            "matter",
            "unit",
            "window",
            "classification",
            "channel",
            "externalNumber",
            "point",
            "stoppage",
            "fixableOnTheSpot",
            "unitsConcerned",
            "suspectedViolation",
            "leaderInstruction",
            "mediaExposed",
            "historical",
            "refused",
            "misconduct",
            "misconductTitle",
            "truthful",
            "privacyRead");

    /** What is known at once of a report against a person. */
    private static final GradingFacts VIOLATION = new GradingFacts(false, false, 1, true, false, false, false, false);

    private final Forms forms;
    private final ClueLedger ledger;
    private final AnswerSheets answers;
    private final Reporters reporters;
    private final Receipts receipts;
    private final Recusals recusals;
    private final Leaves leaves;
    private final Organization organization;
    private final IdempotencyKeys posts;
    private final Pairs pairs;
    private final Plaques plaques;
    private final PendingUploads waiting;
    private final PageDrafts drafts;
    private final MessageSource messages;
    private final Clock clock;

    Registration(
            Forms forms,
            ClueLedger ledger,
            AnswerSheets answers,
            Reporters reporters,
            Receipts receipts,
            Recusals recusals,
            Leaves leaves,
            Organization organization,
            IdempotencyKeys posts,
            Pairs pairs,
            Plaques plaques,
            PendingUploads waiting,
            PageDrafts drafts,
            MessageSource messages,
            Clock clock) {
        this.forms = forms;
        this.ledger = ledger;
        this.answers = answers;
        this.reporters = reporters;
        this.receipts = receipts;
        this.recusals = recusals;
        this.leaves = leaves;
        this.organization = organization;
        this.posts = posts;
        this.pairs = pairs;
        this.plaques = plaques;
        this.waiting = waiting;
        this.drafts = drafts;
        this.messages = messages;
        this.clock = clock;
    }

    /** Registers what came as JSON; the declarations that a page asks for are the caller's own duty there. */
    @Transactional
    public Receipt register(NewClue clue, String by) {
        return register(declared(clue), by);
    }

    /**
     * As {@link #register(NewClue, String)}; the same key answers the same again without registering twice.
     *
     * @throws Refusal conflict, when the key was used for something else
     */
    @Transactional
    public Receipt register(NewClue clue, String by, String idempotencyKey) {
        return register(declared(clue), by, idempotencyKey);
    }

    /** Looks whether what came as JSON could be registered, and refuses field by field; registers nothing. */
    void check(NewClue clue) {
        forms.open(FORM).check(declared(clue), Map.of(), clock.instant());
    }

    /** Registers answers to the form {@value #FORM}. Wrong ones are refused field by field, and nothing changes. */
    @Transactional
    public Receipt register(Map<String, Object> submitted, String by) {
        return saying(() -> enter(submitted, by)).receipt(receipts::issue);
    }

    /** A number that was taken for what is refused after all is void for that reason. */
    private static <T> T saying(Supplier<T> registering) {
        try {
            return registering.get();
        } catch (Refusal refused) {
            ClueNumbers.undoneBy(IdempotencyKeys.isRunning(refused) ? Reason.SENT_TWICE : Reason.REFUSED);
            throw refused;
        }
    }

    /**
     * As {@link #register(NewClue, String)}, with the files that were taken in under that key.
     *
     * @param idempotencyKey null when none was given; a repeated post must bring the same files
     */
    @Transactional
    public Receipt registerWithFiles(NewClue clue, String by, String idempotencyKey, String files) {
        var submitted = declared(clue);
        Supplier<Entered> entering = () -> with(files, by, enter(submitted, by));
        if (idempotencyKey == null) {
            return saying(entering).receipt(receipts::issue);
        }
        var content = new HashMap<String, Object>(submitted);
        content.put("files", waiting.hashes(files));
        return once(content, idempotencyKey, entering);
    }

    /** As {@link #register(Map, String)}; the same key answers the same again without registering twice. */
    @Transactional
    public Receipt register(Map<String, Object> submitted, String by, String idempotencyKey) {
        return once(submitted, idempotencyKey, () -> enter(submitted, by));
    }

    /** Registers what a clerk filled into our page, with the files that the page sent: its key is the files' too. */
    @Transactional
    public Receipt registerFromPage(Map<String, Object> submitted, String by, String pageKey) {
        return once(submitted, pageKey, () -> {
            drafts.sentByClerk(by, pageKey);
            return with(pageKey, by, enter(submitted, by));
        });
    }

    /** The receipt of what this page's key registered: whoever has the key sent it. */
    @Transactional(readOnly = true)
    public Optional<Receipt> again(String pageKey) {
        return posts.taken(pageKey).map(taken -> again(ClueNumber.of(taken.clueNumber()), pageKey));
    }

    /** What this page's key registered, and when. */
    public Optional<IdempotencyKeys.Taken> taken(String pageKey) {
        return posts.taken(pageKey);
    }

    /**
     * A further receipt of a clue, for the page that sent the same once more and was told so.
     *
     * @param pageKey the later page's key, which answers the same from now on
     */
    @Transactional
    public Receipt reissue(ClueNumber number, Map<String, Object> submitted, String pageKey) {
        posts.keep(pageKey, submitted, number.value());
        drafts.sentByPage(pageKey);
        waiting.forget(pageKey);
        return new Entered(number, pairs.reportWith(number)).receipt(each -> receipts.issue(each, pageKey));
    }

    private Receipt again(ClueNumber number, String key) {
        return new Entered(number, pairs.reportWith(number)).receipt(each -> receipts.again(each, key));
    }

    /**
     * Registers what somebody from the street filled into the form {@value #REPORT_FORM}. By which way it came is not
     * the reporter's to say: a scanned code that is good makes it a plaque's report.
     *
     * @param scan what was scanned; null when the reporter came by the address alone
     * @param pageKey the page's key: sending it twice registers once, and the files that it sent are the report's
     */
    @Transactional
    public Receipt report(Map<String, Object> submitted, Scan scan, String pageKey) {
        return once(submitted, pageKey, () -> {
            var form = forms.open(REPORT_FORM);
            var values = new HashMap<>(form.check(submitted, Map.of(), clock.instant()));
            var kind = values.get("kind");
            values.put("kind", BOTH.equals(kind) ? ClueKind.APPEAL.name() : kind);
            values.put("channel", ReportingChannel.WEB.name());
            if (scan != null) {
                scan.place().ifPresent(place -> {
                    values.put("channel", ReportingChannel.PLAQUE.name());
                    if (plaques.firmOf(scan).isEmpty()) {
                        values.put("point", place);
                    }
                });
            }
            drafts.sentByPage(pageKey);
            return with(pageKey, Timeline.PUBLIC, enter(form, values, Timeline.PUBLIC, scan));
        });
    }

    /**
     * The files go to the case; of an appeal and a report that were told in one go, to both. The units see none of them
     * before an office has looked and released them.
     */
    private Entered with(String pageKey, String by, Entered entered) {
        var numbers = new ArrayList<ClueNumber>();
        numbers.add(entered.number());
        entered.report().ifPresent(numbers::add);
        waiting.claim(pageKey, numbers, by);
        return entered;
    }

    private Receipt once(Map<String, Object> submitted, String idempotencyKey, Supplier<Entered> entering) {
        var known = posts.find(idempotencyKey, submitted).map(ClueNumber::of);
        if (known.isPresent()) {
            return again(known.get(), idempotencyKey);
        }
        var entered = saying(() -> {
            var fresh = entering.get();
            posts.keep(idempotencyKey, submitted, fresh.number().value());
            return fresh;
        });
        return entered.receipt(number -> receipts.issue(number, idempotencyKey));
    }

    /** What stands on the plaque of a contact point, to be handed in as a clue's {@code point}. */
    @Transactional(readOnly = true)
    public String plaqueCodeOf(String point) {
        return plaques.codeOf(PlaqueKind.POINT, point);
    }

    /** What stands on the plaque of a service window. */
    @Transactional(readOnly = true)
    public String windowCodeOf(String window) {
        return plaques.codeOf(PlaqueKind.WINDOW, window);
    }

    /** Registers the right version of a clue that was registered wrongly, and ends the wrong one. */
    @Transactional
    public Receipt correct(ClueNumber wrong, NewClue right, String by, String why) {
        return saying(() -> {
            var receipt = register(right, by);
            ledger.correct(wrong, by, ClueNumber.of(receipt.clueNumber()), why);
            return receipt;
        });
    }

    /**
     * As {@link #correct(ClueNumber, NewClue, String, String)}, with answers to the form {@value #FORM}. Where they name no
     * reporter and do not say that the reporter stays unnamed, who reported is taken along from the wrong clue.
     */
    @Transactional
    public Receipt correct(ClueNumber wrong, Map<String, Object> submitted, String by, String why) {
        var right = new HashMap<>(submitted);
        if (!flag(right, "reporterAnonymous") && WHO.stream().allMatch(key -> text(right, key) == null)) {
            reporters.takenAlong(wrong).ifPresent(who -> {
                right.put("reporterName", who.name());
                right.put("reporterPhone", who.phone());
                right.put("reporterEnterprise", who.enterprise());
                right.put("reporterCreditCode", who.creditCode());
                right.values().removeIf(Objects::isNull);
            });
        }
        return saying(() -> {
            var receipt = register(right, by);
            ledger.correct(wrong, by, ClueNumber.of(receipt.clueNumber()), why);
            return receipt;
        });
    }

    /**
     * Registers an open clue of an old ledger or another system, from answers to the form {@value #FORM}. It goes the ordinary
     * way from now on; there is no receipt, because nobody is there to take it.
     *
     * @param first when it was registered there; null where that is not known
     */
    @Transactional
    public ClueNumber bringIn(Map<String, Object> submitted, String importId, Instant first, String by) {
        return saying(() -> {
            var number = enter(submitted, by).number();
            ledger.imported(number, by, importId, first);
            return number;
        });
    }

    /**
     * Enters a closed case of an old ledger. Who reported is sealed beside it as beside any other.
     *
     * @param values as answers to the form {@value #FORM}, of which the old ledger need not have all
     * @param why what came of it, or null
     */
    @Transactional
    public ClueNumber bringInClosed(Map<String, Object> values, PastCase past, String by, String why) {
        return saying(() -> {
            var leaf = text(values, "classification");
            var clue = ledger.enterPast(
                    content(values, text(values, "unit")),
                    leaf == null ? null : new Classification(leaf),
                    past,
                    by,
                    why);
            reporters.keep(clue.number(), identity(values));
            return clue.number();
        });
    }

    private static Map<String, Object> declared(NewClue clue) {
        var values = new HashMap<>(clue.answers());
        values.putIfAbsent("truthful", true);
        values.putIfAbsent("privacyRead", true);
        values.putIfAbsent("unitsConcerned", 1);
        return values;
    }

    private record Entered(ClueNumber number, Optional<ClueNumber> report) {
        Receipt receipt(Function<ClueNumber, String> receipt) {
            return new Receipt(
                    number.value(),
                    receipt.apply(number),
                    report.map(ClueNumber::value).orElse(null));
        }
    }

    private Entered enter(Map<String, Object> submitted, String by) {
        var form = forms.open(FORM);
        var told = new HashMap<>(submitted);
        // Whoever filled in a page before a unit was closed, or knows its old name only, means what became of it.
        told.computeIfPresent("unit", (key, unit) -> organization.current(unit.toString()));
        var values = new HashMap<>(form.check(told, Map.of(), clock.instant()));
        var point = text(values, "point");
        var scan = point == null ? null : plaques.readAny(point);
        if (scan != null) {
            // A signed code is kept by the place that it names, a firm's not at all.
            var place = scan.code() == null ? point : scan.code();
            var secret = plaques.firmOf(scan).isPresent()
                    || Numbers.creditCode(place).isPresent()
                    || place.length() > LONGEST_POINT;
            values.put("point", secret ? null : place);
        }
        return enter(form, values, by, scan);
    }

    private Entered enter(FormSchema form, Map<String, Object> values, String by, Scan scan) {
        var unit = text(values, "unit");
        if (unit != null) {
            organization.requireUnit(unit);
        }
        var firm = scan == null ? Optional.<Firm>empty() : plaques.firmOf(scan);
        var identity = identity(values);
        if (Boolean.TRUE.equals(values.get("reporterAnonymous")) && firm.isPresent()) {
            values.put("place", withoutFirm(text(values, "place"), firm.get()));
            identity = Identity.scanned(firm.get().name(), firm.get().creditCode());
        }
        var content = content(values, unit);
        var clue = ledger.register(content, facts(values), classification(values), by);
        reporters.keep(clue.number(), identity);
        var misconduct = text(values, "misconduct");
        recusals.named(clue.number(), misconduct == null ? text(values, NAMED) : null);
        if (scan != null && Timeline.PUBLIC.equals(by)) {
            plaques.note(clue.number(), scan, content.kind() == ClueKind.REPORT);
        }
        var further = form.describe(values, messages, Locale.CHINA).stream()
                .filter(answer -> !IDENTITY.contains(answer.key()) && !LEDGER.contains(answer.key()))
                // Whom a reporter names beside an appeal, the report's desk alone reads.
                .filter(answer -> misconduct == null || !answer.key().equals(NAMED))
                .map(answer -> new Answer(answer.key(), answer.label(), values.get(answer.key()), answer.text()))
                .toList();
        if (!further.isEmpty()) {
            answers.keep(clue.number(), form.id(), null, by, further);
        }
        if (misconduct == null) {
            return new Entered(clue.number(), Optional.empty());
        }
        var report = ledger.registerReportWith(
                clue.number(),
                reportOf(content, misconduct, misconductTitle(values), content.concernedUnit(), content.anonymous()),
                VIOLATION,
                by);
        reporters.keep(report.number(), identity);
        recusals.named(report.number(), text(values, NAMED));
        recusals.namedApart(clue.number(), report.number(), text(values, NAMED));
        var named = form.describe(values, messages, Locale.CHINA).stream()
                .filter(answer -> answer.key().equals(NAMED))
                .map(answer -> new Answer(answer.key(), answer.label(), values.get(answer.key()), answer.text()))
                .toList();
        if (!named.isEmpty()) {
            answers.keep(report.number(), form.id(), null, by, named);
        }
        return new Entered(clue.number(), Optional.of(report.number()));
    }

    /**
     * What a reporter told against a person while called back.
     *
     * @param what in words; null where the reporter did not say
     * @param who the people named, as filled in; may be null
     * @param unnamed whether the reporter does not want to be known to have reported
     * @param answers everything that the caller filled in about it
     */
    public record Misconduct(String what, String who, boolean unnamed, List<Answer> answers) {}

    /**
     * Registers what the reporter of an appeal told against a person while called back: a report of its own, which the desk for
     * reports alone reads. The appeal says nothing of it. Each call in which something is told makes one; the reporter finds it by
     * the receipt of the appeal. Joins the caller's transaction.
     */
    @Transactional
    public void reportInCall(ClueNumber appeal, Misconduct told, String caller) {
        var clue = ledger.get(appeal);
        var anonymous = told.unnamed() || clue.content().anonymous();
        var what = told.what() != null
                ? told.what()
                : messages.getMessage("intake.report-in-call.nothing-said", null, Locale.CHINA);
        var content = reportOf(
                clue.content(),
                what,
                messages.getMessage("intake.report-title", null, Locale.CHINA),
                clue.leadUnit().orElse(clue.content().concernedUnit()),
                anonymous);
        var why = messages.getMessage("intake.report-in-call.told", null, Locale.CHINA);
        var report = ledger.registerReportInCall(appeal, content, VIOLATION, caller, why)
                .number();
        if (!told.unnamed()) {
            reporters.takenAlong(appeal).ifPresent(who -> reporters.keep(report, who));
        }
        recusals.named(report, told.who());
        recusals.namedApart(appeal, report, told.who());
        answers.keep(
                report,
                CALL_BACK,
                null,
                caller,
                told.answers().stream()
                        .map(answer -> answer.key().equals(WHO_ASKED)
                                ? new Answer(NAMED, answer.label(), answer.value(), answer.text())
                                : answer)
                        .toList());
    }

    /** The place of somebody who stays unnamed: of the firm, only its town. */
    private static String withoutFirm(String place, Firm firm) {
        if (place == null) {
            return null;
        }
        return tells(place, firm) ? firm.town() : place;
    }

    /** Whether a place is that of the firm: by its name, or as its plaque says where it hangs. */
    public static boolean tells(String place, Firm firm) {
        return PersonalDataFinder.tells(place, Identity.scanned(firm.name(), firm.creditCode()))
                || firm.place() != null
                        && Normal.of(place)
                                .text()
                                .contains(Normal.of(firm.place()).text());
    }

    /** The report's own: the appeal's goes to the unit, and would be known again. */
    private String misconductTitle(Map<String, Object> values) {
        var title = text(values, "misconductTitle");
        return title != null ? title : messages.getMessage("intake.report-title", null, Locale.CHINA);
    }

    /** What stands in the report against a person that was told with an appeal, or in a call about one. */
    private static Content reportOf(Content told, String misconduct, String title, String unit, boolean anonymous) {
        return new Content(
                ClueKind.REPORT,
                title,
                misconduct,
                null,
                told.place(),
                told.matter(),
                unit,
                told.concernedWindow(),
                told.channel(),
                told.externalNumber(),
                told.point(),
                anonymous,
                Consent.OFFICE_ONLY);
    }

    private static Content content(Map<String, Object> values, String unit) {
        var anonymous = Boolean.TRUE.equals(values.get("reporterAnonymous"));
        return new Content(
                choice(ClueKind.class, values, "kind"),
                text(values, "title"),
                text(values, "narrative"),
                text(values, "request"),
                text(values, "place"),
                text(values, "matter"),
                unit,
                text(values, "window"),
                choice(ReportingChannel.class, values, "channel"),
                text(values, "externalNumber"),
                text(values, "point"),
                anonymous,
                anonymous || text(values, "reporterConsent") == null
                        ? Consent.OFFICE_ONLY
                        : choice(Consent.class, values, "reporterConsent"));
    }

    private static GradingFacts facts(Map<String, Object> values) {
        return new GradingFacts(
                flag(values, "stoppage") || "STOPPAGE".equals(text(values, "loss")),
                flag(values, "fixableOnTheSpot"),
                values.get("unitsConcerned") instanceof Number units ? units.intValue() : 1,
                flag(values, "suspectedViolation"),
                flag(values, "leaderInstruction"),
                flag(values, "mediaExposed"),
                flag(values, "historical"),
                flag(values, "refused"));
    }

    private Classification classification(Map<String, Object> values) {
        return Optional.ofNullable(text(values, "classification"))
                .map(leaves::require)
                .orElse(null);
    }

    private static Identity identity(Map<String, Object> values) {
        return new Identity(
                text(values, "reporterName"),
                text(values, "reporterPhone"),
                text(values, "reporterEnterprise"),
                text(values, "reporterCreditCode"));
    }

    private static boolean flag(Map<String, Object> values, String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    private static String text(Map<String, Object> values, String key) {
        var value = values.get(key);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static <E extends Enum<E>> E choice(Class<E> type, Map<String, Object> values, String key) {
        var name = text(values, key);
        try {
            return Enum.valueOf(type, name == null ? "" : name);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("intake.choice.unknown", key);
        }
    }
}
