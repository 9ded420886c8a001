package cn.qingfeng.process.engine;

import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.reveal.IdentityReveal;
import cn.qingfeng.process.time.DeadlineExtension;
import cn.qingfeng.supervision.Measure;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * What a service task is told to do by an input parameter in its diagram, so that a task that an owner adds works like those
 * that were there.
 *
 * @param bean the delegate that reads it
 * @param parameter the input parameter's name
 * @param known what it may say
 * @param before what diagrams from before the parameter meant by their tasks' ids; clues and orders still run on them
 */
public record TaskParameter<E extends Enum<E>>(
        String bean, String parameter, Class<E> type, Set<E> known, Map<String, E> before) {

    /** Those that need no more facts than the clue has, and that say nothing which only a measure makes true. */
    private static final Set<NoticeEvent> TELLABLE = EnumSet.of(
            NoticeEvent.TO_DECIDE,
            NoticeEvent.DISPATCHED,
            NoticeEvent.TO_ASSIST,
            NoticeEvent.RETURNED,
            NoticeEvent.RULED,
            NoticeEvent.TO_SIGN,
            NoticeEvent.SENT_BACK,
            NoticeEvent.FINISHED,
            NoticeEvent.REWORK,
            NoticeEvent.CARD_RAISED,
            NoticeEvent.CARD_LOWERED,
            NoticeEvent.NOT_ADMITTED,
            NoticeEvent.CLOSED,
            NoticeEvent.WITHDRAWN,
            NoticeEvent.MERGED,
            NoticeEvent.CORRECTED);

    public static final TaskParameter<NoticeEvent> NOTICE =
            new TaskParameter<>("notifyDelegate", "notice", NoticeEvent.class, TELLABLE, ClueLifecycle.NOTICES);

    public static final TaskParameter<Measure> MEASURE = new TaskParameter<>(
            "measureDelegate", "measure", Measure.class, EnumSet.allOf(Measure.class), ClueLifecycle.MEASURES);

    public static final TaskParameter<NoticeEvent> ABOUT_REQUEST = new TaskParameter<>(
            "tellRequestDelegate",
            "notice",
            NoticeEvent.class,
            EnumSet.of(NoticeEvent.EXTENSION_ASKED, NoticeEvent.EXTENSION_DECIDED),
            DeadlineExtension.NOTICES);

    public static final TaskParameter<DeadlineExtension.Grant> GRANT =
            does("grantRequestDelegate", DeadlineExtension.Grant.class, DeadlineExtension.GRANTS);

    public static final TaskParameter<SupervisionOrderProcess.Doing> ORDER =
            does("orderDelegate", SupervisionOrderProcess.Doing.class, SupervisionOrderProcess.DOINGS);

    public static final TaskParameter<IdentityReveal.Doing> REVEAL =
            does("revealDelegate", IdentityReveal.Doing.class, IdentityReveal.DOINGS);

    /** The only bean that diagrams of matters name, and no others. */
    public static final String MATTER_NOTICE_BEAN = "matterNotice";

    public static final TaskParameter<NoticeEvent> ABOUT_MATTER = new TaskParameter<>(
            MATTER_NOTICE_BEAN,
            "notice",
            NoticeEvent.class,
            EnumSet.of(NoticeEvent.MATTER_ASSIGNED, NoticeEvent.MATTER_ENDED),
            Map.of());

    private static final List<TaskParameter<?>> ALL =
            List.of(NOTICE, MEASURE, ABOUT_REQUEST, GRANT, ORDER, REVEAL, ABOUT_MATTER);

    private static <E extends Enum<E>> TaskParameter<E> does(String bean, Class<E> type, Map<String, E> before) {
        return new TaskParameter<>(bean, "does", type, EnumSet.allOf(type), before);
    }

    /** What the delegate of that name has to be told; empty where it always does the same. */
    public static Optional<TaskParameter<?>> to(String bean) {
        return ALL.stream().filter(told -> told.bean().equals(bean)).findFirst();
    }

    /** What a task does, by its parameter's value (null when it has none) and its id; empty when nothing known. */
    public Optional<E> meaning(String value, String taskId) {
        return value == null
                ? Optional.ofNullable(before.get(taskId))
                : known.stream()
                        .filter(each -> each.name().equals(value.strip()))
                        .findFirst();
    }

    /** The names that the parameter may have, for whoever wrote another. */
    public String names() {
        return known.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining(", "));
    }

    /** What the task that runs now is told. A deployment whose task is told nothing known is refused. */
    public E in(DelegateExecution execution) {
        return meaning((String) execution.getVariableLocal(parameter), execution.getCurrentActivityId())
                .orElseThrow(() -> new IllegalStateException(execution.getCurrentActivityId() + " is told nothing"));
    }
}
