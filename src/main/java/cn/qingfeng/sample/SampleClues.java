package cn.qingfeng.sample;

import static java.util.Map.entry;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.RedactionMark;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.evidence.upload.Uploads;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.operation.StartProgress;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.task.UserTasks.OpenTask;
import cn.qingfeng.redaction.Redaction;
import cn.qingfeng.redaction.Redaction.Place;
import cn.qingfeng.supervision.LimitKind;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries the demo county's clues through the real process: registered by the product's one entry, handled by the demo
 * county's people at their own desks, on a clock that starts six weeks ago and ends now. A walk that was cut off goes on at
 * the next start, which shows by the clock still being behind.
 */
@Component
@Profile("demo")
public class SampleClues {

    private static final Logger LOG = LoggerFactory.getLogger(SampleClues.class);

    /** On a working day the county has seen something by then; before, the day before is the last of the story. */
    private static final LocalTime DAY_HAS_BEGUN = LocalTime.of(11, 0);

    private static final Map<String, String> FORMS = Map.ofEntries(
            entry("userTask_reviewAdmission", "review-admission"),
            entry("userTask_triage", "triage-clue"),
            entry("userTask_decideBlue", "decide-card"),
            entry("userTask_decideYellow", "decide-card"),
            entry("userTask_decideRed", "decide-card"),
            entry("userTask_receiveReport", "receive-report"),
            entry("userTask_passUp", "pass-up"),
            entry("userTask_dispatch", "dispatch-clue"),
            entry("userTask_signFor", "sign-for-clue"),
            entry("userTask_ruleOnReturn", "rule-on-return"),
            entry("userTask_contactReporter", "contact-reporter"),
            entry("userTask_relay", "relay-to-reporter"),
            entry("userTask_replyWithPlan", "reply-with-plan"),
            entry("userTask_assist", "assist-clue"),
            entry("userTask_finish", "finish-clue"),
            entry("userTask_checkCannotDo", "check-cannot-do"),
            entry("userTask_signReply", "sign-reply"),
            entry("userTask_reviewResult", "review-result"),
            entry("userTask_verifyOnSite", "verify-on-site"),
            entry("userTask_callBack", "call-back"),
            entry("userTask_concludeRed", "conclude-red"),
            entry("userTask_settleMatter", "settle-matter"),
            entry("userTask_recheckRed", "recheck-clue"),
            entry("userTask_reportProgress", "report-progress"),
            entry("userTask_signLetter", "sign-transfer"),
            entry("userTask_receiveLetter", "receive-transfer"));

    /** What is filled in beside the lifecycle, which does not wait for it. */
    private static final Set<String> BESIDE = Set.of("report-progress", "sign-transfer", "receive-transfer");

    /** How long a form usually waits, in minutes of working time. */
    private static final Map<String, Integer> PACE = Map.ofEntries(
            entry("review-admission", 50),
            entry("triage-clue", 90),
            entry("decide-card", 40),
            entry("receive-report", 60),
            entry("pass-up", 600),
            entry("dispatch-clue", 35),
            entry("sign-for-clue", 45),
            entry("rule-on-return", 150),
            entry("contact-reporter", 50),
            entry("relay-to-reporter", 90),
            entry("settle-matter", 240),
            entry("report-progress", 240),
            entry("sign-transfer", 180),
            entry("receive-transfer", 300),
            entry("reply-with-plan", 420),
            entry("assist-clue", 300),
            entry("finish-clue", 480),
            entry("check-cannot-do", 150),
            entry("sign-reply", 60),
            entry("review-result", 120),
            entry("verify-on-site", 360),
            entry("call-back", 240),
            entry("conclude-red", 300),
            entry("recheck-clue", 300));

    private record Step(Instant at, long order, Runnable work) {}

    /** How what the people decide gets into the product. */
    interface Hands {

        ClueNumber register(Map<String, Object> clue, String by, String key);

        void submit(String person, ClueNumber number, OpenTask task, Map<String, Object> answers);

        /** Adds a picture that shows what was done. */
        void prove(String person, ClueNumber number, String name, byte[] picture);

        /** Covers every place in the clue's text about which nobody decided yet; nothing where there is none. */
        void screen(String person, ClueNumber number);

        /** Tells the provincial platform of it, where somebody does. */
        default void enterAtProvince(SampleClue clue, ClueNumber number) {}

        /** Does the work of one day. */
        default void live(Runnable day) {
            day.run();
        }

        /** After each thing done. */
        default void settle() {}
    }

    private final Registration registration;
    private final StartProgress progress;
    private final ClueLedger ledger;
    private final Uploads uploads;
    private final UserTasks desk;
    private final Organization organization;
    private final Places places;
    private final CountyClock clock;
    private final WorkingCalendar calendar;
    private final Redaction screening;
    private final EntityManager entities;
    private final ObjectMapper json;
    private final TransactionTemplate days;
    private final SamplePapers papers;
    private final SampleRounds rounds;
    private final SampleMeeting meeting;
    private final SampleConduct conduct;
    private final SampleReceiver receiver;
    private final SampleMatters matters;
    private final SampleProvince province;
    private final Map<String, Map<String, Object>> habits = SampleFile.mapping("habits.yml");

    SampleClues(
            Registration registration,
            ClueLedger ledger,
            Uploads uploads,
            UserTasks desk,
            Organization organization,
            Places places,
            CountyClock clock,
            WorkingCalendar calendar,
            Redaction screening,
            EntityManager entities,
            ObjectMapper json,
            PlatformTransactionManager transactions,
            StartProgress progress,
            SamplePapers papers,
            SampleRounds rounds,
            SampleMeeting meeting,
            SampleConduct conduct,
            SampleReceiver receiver,
            SampleMatters matters,
            SampleProvince province) {
        this.matters = matters;
        this.province = province;
        this.receiver = receiver;
        this.papers = papers;
        this.rounds = rounds;
        this.meeting = meeting;
        this.conduct = conduct;
        this.progress = progress;
        this.registration = registration;
        this.ledger = ledger;
        this.uploads = uploads;
        this.desk = desk;
        this.organization = organization;
        this.places = places;
        this.clock = clock;
        this.calendar = calendar;
        this.screening = screening;
        this.entities = entities;
        this.json = json;
        this.days = new TransactionTemplate(transactions);
    }

    /** Walks all sample clues; does nothing where the ledger already has clues and no walk was cut off. */
    public void walk() {
        if (!cutOff() && !ledgerIsEmpty()) {
            return;
        }
        var began = System.nanoTime();
        walk(SampleClue.all(), matters::story, new AtTheirDesks());
        papers.issue();
        rounds.issue();
        meeting.hold();
        conduct.publish();
        receiver.enter();
        province.answers();
        LOG.info("Walked the demo county's clues in {} s", (System.nanoTime() - began) / 1_000_000_000);
    }

    /** Walks these clues by those hands, on a clock that ends at the present. */
    void walk(List<SampleClue> clues, Hands hands) {
        walk(clues, matters::instructions, hands);
    }

    private void walk(
            List<SampleClue> clues,
            Function<Function<String, ClueNumber>, List<SampleMatters.Act>> beside,
            Hands hands) {
        desk.undisturbed(() -> new Walk(hands).run(clues, beside));
        clock.moveToPresent();
    }

    private boolean cutOff() {
        return clock.offset().isNegative();
    }

    private boolean ledgerIsEmpty() {
        return entities.createQuery("select count(c) from Clue c", Long.class).getSingleResult() == 0;
    }

    /** By the entries behind the product's pages and Tasklist. */
    private final class AtTheirDesks implements Hands {

        @Override
        public ClueNumber register(Map<String, Object> clue, String by, String key) {
            var told = json.convertValue(clue, NewClue.class);
            if (told.point != null && by.equals(Timeline.PUBLIC)) {
                told.point = registration.plaqueCodeOf(told.point);
            }
            var receipt = registration.register(told, by, key);
            return ClueNumber.of(receipt.clueNumber());
        }

        @Override
        public void submit(String person, ClueNumber number, OpenTask task, Map<String, Object> answers) {
            desk.submit(person, task.id(), answers);
        }

        @Override
        public void prove(String person, ClueNumber number, String name, byte[] picture) {
            try {
                uploads.add(person, number, name, new ByteArrayInputStream(picture));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void screen(String person, ClueNumber number) {
            var open = screening.places(ledger.get(number)).stream()
                    .filter(Place::open)
                    .map(place -> new RedactionMark(place.part(), place.from(), place.to(), true, null))
                    .toList();
            if (!open.isEmpty()) {
                screening.decide(number, person, open, null);
            }
        }

        @Override
        public void enterAtProvince(SampleClue clue, ClueNumber number) {
            province.enter(clue, number);
        }

        @Override
        public void live(Runnable day) {
            // A day's work is committed at once: hundreds of single commits are a third of the whole walk.
            days.executeWithoutResult(transaction -> day.run());
        }

        @Override
        public void settle() {
            entities.flush();
            entities.clear();
        }
    }

    /** One pass from the first clue's hour to the present. */
    private final class Walk {

        private final Hands hands;
        private final Instant present = clock.instant().minus(clock.offset());
        private final PriorityQueue<Step> agenda =
                new PriorityQueue<>(Comparator.comparing(Step::at).thenComparing(Step::order));
        private final Map<String, ClueNumber> numbers = new HashMap<>();
        private final Set<String> besideFound = new HashSet<>();
        private long order;

        Walk(Hands hands) {
            this.hands = hands;
        }

        void run(List<SampleClue> clues, Function<Function<String, ClueNumber>, List<SampleMatters.Act>> beside) {
            clues.forEach(clue -> plan(hourOf(clue), () -> register(clue)));
            beside.apply(numbers::get).forEach(act -> plan(hourOf(act.days(), act.hour()), act.work()));
            if (!cutOff()) {
                clock.moveTo(agenda.peek().at());
            }
            if (!agenda.isEmpty()) {
                var days = dayOf(agenda.peek()).until(LocalDate.ofInstant(present, CountyClock.ZONE), ChronoUnit.DAYS);
                progress.begin("clues", (int) days + 1);
            }
            for (var day = LocalDate.MIN; !agenda.isEmpty(); ) {
                var next = dayOf(agenda.peek());
                for (; day != LocalDate.MIN && day.isBefore(next); day = day.plusDays(1)) {
                    progress.step();
                }
                day = next;
                hands.live(() -> live(dayOf(agenda.peek())));
            }
        }

        private void live(LocalDate day) {
            while (!agenda.isEmpty() && !dayOf(agenda.peek()).isAfter(day)) {
                var step = agenda.poll();
                if (step.at().isAfter(clock.instant())) {
                    clock.moveTo(step.at());
                }
                step.work().run();
                hands.settle();
            }
        }

        private LocalDate dayOf(Step step) {
            return LocalDate.ofInstant(step.at(), CountyClock.ZONE);
        }

        private void plan(Instant at, Runnable work) {
            if (at.isBefore(present)) {
                agenda.add(new Step(at, order++, work));
            }
        }

        private Instant hourOf(SampleClue clue) {
            return clue.before()
                    .map(ago -> calendar.minusWorkingHours(present, ago))
                    .orElseGet(() -> hourOf(clue.workingDaysAgo(), clue.hour()));
        }

        private Instant hourOf(int workingDaysAgo, LocalTime hour) {
            var now = LocalDateTime.ofInstant(present, CountyClock.ZONE);
            var day = now.toLocalTime().isBefore(DAY_HAS_BEGUN)
                    ? now.toLocalDate().minusDays(1)
                    : now.toLocalDate();
            for (int left = workingDaysAgo; !calendar.isWorkingDay(day) || left > 0; day = day.minusDays(1)) {
                if (calendar.isWorkingDay(day)) {
                    left--;
                }
            }
            return day.atTime(hour).atZone(CountyClock.ZONE).toInstant();
        }

        private void register(SampleClue sample) {
            var number = hands.register(withCreditCode(sample.clue()), sample.by(), "sample-" + sample.id());
            numbers.put(sample.id(), number);
            plan(province.when(sample, clock.instant()), () -> hands.enterAtProvince(sample, number));
            desk.advance(number);
            watch(number);
            goOn(sample, number);
        }

        /** Plans the next thing that somebody does to the clue. */
        private void goOn(SampleClue sample, ClueNumber number) {
            // Orders and what is asked for wait for people of this day.
            var all = desk.waiting(number);
            var waiting = all.stream()
                    .filter(each -> FORMS.containsKey(each.key()) && !BESIDE.contains(FORMS.get(each.key())))
                    .toList();
            goOnBeside(sample, number, all);
            if (sample.silent() && ledger.get(number).status() == ClueStatus.REGISTERED) {
                waiting.stream()
                        .flatMap(task -> task.dueAt().stream())
                        .findFirst()
                        .ifPresent(due -> plan(due.plusSeconds(60), () -> {
                            desk.ring(number);
                            goOn(sample, number);
                        }));
                return;
            }
            if (waiting.isEmpty()) {
                lookAgain(sample, number);
                return;
            }
            var task = waiting.get(0);
            if (waiting.stream().anyMatch(each -> stops(sample, number, each))) {
                end(sample, number, task);
                return;
            }
            plan(whenDone(sample, task), () -> {
                fillIn(sample, number, task);
                watch(number);
                goOn(sample, number);
            });
        }

        /** Plans what newly waits beside the lifecycle; what no longer waits when its hour comes is nobody's any more. */
        private void goOnBeside(SampleClue sample, ClueNumber number, List<OpenTask> waiting) {
            waiting.stream()
                    .filter(task -> BESIDE.contains(FORMS.getOrDefault(task.key(), "")) && besideFound.add(task.id()))
                    .forEach(task -> plan(whenDone(sample, task), () -> {
                        if (desk.waiting(number).contains(task)) {
                            fillIn(sample, number, task);
                            goOnBeside(sample, number, desk.waiting(number));
                        }
                    }));
        }

        /** Plans the next measure about one of the clue's limits; a plan that was overtaken comes to nothing. */
        private void watch(ClueNumber number) {
            ledger.get(number).nextStepAt().ifPresent(at -> plan(at.plusSeconds(1), () -> ring(number, at)));
        }

        /** Several limits may have a measure at that moment: each rings once. */
        private void ring(ClueNumber number, Instant at) {
            for (var limit : LimitKind.values()) {
                if (!ledger.get(number).nextStepAt().filter(at::equals).isPresent()) {
                    watch(number);
                    return;
                }
                desk.ring(number);
            }
            throw new IllegalStateException("%s: %s keeps ringing".formatted(number, at));
        }

        /** A closed red clue is looked at again by its timer. */
        private void lookAgain(SampleClue sample, ClueNumber number) {
            var clue = ledger.get(number);
            if (clue.status() == ClueStatus.CLOSED && isRed(clue)) {
                clue.closedAt()
                        .ifPresent(closed -> plan(closed.plus(Duration.ofDays(31)), () -> {
                            desk.ring(number);
                            if (!desk.waiting(number).isEmpty()) {
                                goOn(sample, number);
                            }
                        }));
            }
        }

        private boolean stops(SampleClue sample, ClueNumber number, OpenTask task) {
            var form = FORMS.get(task.key());
            return sample.mayStopAt(form) && sample.stopsAt(form, time(number, form));
        }

        /** How often the form has been filled in for this clue, this time included. */
        private int time(ClueNumber number, String form) {
            return 1
                    + entities.createQuery(
                                    "select count(s) from AnswerSheet s where s.clueNumber = :number and s.form = :form",
                                    Long.class)
                            .setParameter("number", number.value())
                            .setParameter("form", form)
                            .getSingleResult()
                            .intValue();
        }

        private Instant whenDone(SampleClue sample, OpenTask task) {
            var form = FORMS.get(task.key());
            int usual = PACE.get(form) * sample.haste(form) / 100;
            // Between two thirds and four thirds of the usual time, the same at every start.
            int minutes = usual * (67 + Math.floorMod((sample.title() + task.key()).hashCode(), 67)) / 100;
            return calendar.plusWorkingHours(clock.instant(), Duration.ofMinutes(Math.max(3, minutes)))
                    .dueAt();
        }

        private void end(SampleClue sample, ClueNumber number, OpenTask task) {
            var ending = sample.ending();
            if (ending.containsKey("withdraw")) {
                plan(whenDone(sample, task), () -> ledger.withdraw(number, "clerk", (String) ending.get("withdraw")));
            } else if (ending.containsKey("correct")) {
                plan(whenDone(sample, task), () -> {
                    var right = new LinkedHashMap<>(sample.clue());
                    right.putAll(asMap(ending.get("change")));
                    registration.correct(
                            number, json.convertValue(withCreditCode(right), NewClue.class), sample.by(), (String)
                                    ending.get("correct"));
                });
            }
        }

        private void fillIn(SampleClue sample, ClueNumber number, OpenTask task) {
            var form = FORMS.get(task.key());
            var clue = ledger.get(number);
            var answers = new LinkedHashMap<>(habits.getOrDefault(form, Map.of()));
            answers.putAll(added(form, clue));
            answers.putAll(sample.answers(form, time(number, form)));
            var original = answers.remove("originalClue");
            if (original != null) {
                answers.put("originalNumber", numbers.get(original.toString()).value());
            }
            var person = whoseIsIt(number, task, whoMayDo(task.key(), clue).toList());
            if (form.equals("finish-clue")
                    && clue.card().filter(card -> card != Card.BLUE).isPresent()) {
                hands.prove(person, number, ProofPicture.name(clue), ProofPicture.of(clue));
            }
            if (form.equals("dispatch-clue")) {
                hands.screen(person, number);
            }
            try {
                hands.submit(person, number, task, answers);
            } catch (Refusal refusal) {
                throw new IllegalStateException(
                        "Sample clue %s at %s: %s %s %s"
                                .formatted(sample.id(), form, refusal.key(), refusal.args(), refusal.faults()),
                        refusal);
            }
            desk.advance(number);
        }

        private String whoseIsIt(ClueNumber number, OpenTask task, List<String> people) {
            return people.stream()
                    .filter(person -> people.size() == 1
                            || desk.waitingFor(person, number).stream()
                                    .anyMatch(mine -> mine.id().equals(task.id())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(number + ": nobody for " + task.key()));
        }

        /** What depends on the clue and the hour. */
        private Map<String, Object> added(String form, Clue clue) {
            var now =
                    OffsetDateTime.ofInstant(clock.instant(), CountyClock.ZONE).withNano(0);
            return switch (form) {
                case "triage-clue" -> facts(clue);
                case "decide-card" ->
                    Map.of("card", clue.proposedCard().orElseThrow().name());
                case "dispatch-clue" ->
                    Map.of(
                            "leadUnit",
                            clue.proposedUnit().orElse("service-center"),
                            "assistUnits",
                            List.of(),
                            "summary",
                            clue.content().title() + "。");
                case "relay-to-reporter" -> Map.of("contactedAt", now.toString());
                case "contact-reporter" -> {
                    var contact = new LinkedHashMap<String, Object>();
                    // A unit that was told no number meets the reporter at the counter or on site.
                    if (clue.content().consent() != Consent.UNIT_MAY_KNOW) {
                        contact.putAll(habits.get("contact-on-site"));
                    }
                    contact.put("contactedAt", now.toString());
                    yield contact;
                }
                case "reply-with-plan" ->
                    Map.of(
                            "promisedDate",
                            calendar.plusWorkingDays(clock.instant(), 2)
                                    .dueAt()
                                    .atZone(CountyClock.ZONE)
                                    .toLocalDate()
                                    .toString());
                default -> Map.of();
            };
        }

        private Map<String, Object> facts(Clue clue) {
            var values = clue.facts().answers();
            clue.classification().ifPresent(leaf -> values.put("classification", leaf.code()));
            if (clue.facts().leaderInstruction()) {
                values.put("instruction", matters.instruction());
            }
            return values;
        }

        /** The people whose task it can be; the desk itself knows whose it is. */
        private Stream<String> whoMayDo(String taskKey, Clue clue) {
            var lead = clue.leadUnit().orElse(null);
            return switch (taskKey) {
                case "userTask_reviewAdmission" ->
                    clue.content().channel() == ReportingChannel.WINDOW
                            ? Stream.of("clerk", "grader")
                            : Stream.of("grader");
                case "userTask_triage", "userTask_checkCannotDo", "userTask_relay" -> Stream.of("grader");
                case "userTask_decideBlue" -> Stream.of("clerk");
                case "userTask_decideYellow" -> Stream.of("officehead");
                case "userTask_decideRed", "userTask_concludeRed", "userTask_signLetter" -> Stream.of("grouphead");
                case "userTask_receiveReport", "userTask_passUp", "userTask_receiveLetter" -> Stream.of("discipline");
                case "userTask_dispatch" ->
                    Stream.of(
                            switch (clue.card().orElseThrow()) {
                                case BLUE -> "clerk";
                                case YELLOW -> "officehead";
                                case RED -> "grouphead";
                            });
                case "userTask_ruleOnReturn" -> Stream.of(isRed(clue) ? "grouphead" : "officehead");
                case "userTask_assist" -> assisting(clue).stream().flatMap(unit -> people(Duty.HANDLER, unit));
                case "userTask_signReply" -> people(Duty.UNIT_LEADER, lead);
                case "userTask_reviewResult" ->
                    Stream.of(clue.card().orElseThrow() == Card.BLUE ? "grader" : "officehead");
                case "userTask_verifyOnSite", "userTask_recheck" -> Stream.of("supervisor");
                case "userTask_callBack" -> Stream.of("caller");
                default -> people(Duty.HANDLER, lead);
            };
        }

        private static boolean isRed(Clue clue) {
            return clue.card().orElse(null) == Card.RED;
        }

        private List<String> assisting(Clue clue) {
            return entities.createQuery(
                            "select unit from Clue c join c.assistUnits unit where c.number = :number order by unit",
                            String.class)
                    .setParameter("number", clue.number().value())
                    .getResultList();
        }

        private Stream<String> people(Duty duty, String unit) {
            return organization.peopleWith(duty, unit).stream().map(Person::username);
        }

        private Map<String, Object> withCreditCode(Map<String, Object> clue) {
            var reporter = asMap(clue.get("reporter"));
            return Optional.ofNullable(reporter.get("enterprise"))
                    .flatMap(name -> places.enterpriseNamed((String) name))
                    .map(Enterprise::creditCode)
                    .map(code -> {
                        var named = new LinkedHashMap<>(reporter);
                        named.put("creditCode", code);
                        var complete = new LinkedHashMap<>(clue);
                        complete.put("reporter", named);
                        return (Map<String, Object>) complete;
                    })
                    .orElse(clue);
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> asMap(Object value) {
            return (Map<String, Object>) value;
        }
    }
}
