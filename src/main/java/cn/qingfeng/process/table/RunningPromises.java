package cn.qingfeng.process.table;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.intake.Promises;
import cn.qingfeng.process.table.LimitTable.Phase;
import cn.qingfeng.process.task.ReportersWord;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells reporters the limit that stands beside their clue, the same that its lists show. */
@Component
class RunningPromises implements Promises {

    private final Limits limits;
    private final Tables tables;
    private final ReportersWord word;
    private final MessageSource messages;

    RunningPromises(Limits limits, Tables tables, ReportersWord word, MessageSource messages) {
        this.word = word;
        this.limits = limits;
        this.tables = tables;
        this.messages = messages;
    }

    @Override
    public Optional<Promise> next(Clue clue, Locale reader) {
        return limits.views(clue.number(), reader).stream()
                .filter(limit -> limit.metAt().isEmpty())
                .filter(limit -> clue.dueAt().filter(limit.dueAt()::equals).isPresent())
                .findFirst()
                .map(limit -> promise(limit, reader));
    }

    @Override
    public Optional<Promise> callBack(Clue clue, Locale reader) {
        return limits.views(clue.number(), reader).stream()
                .filter(limit ->
                        limit.kind() == LimitKind.CALL_BACK && limit.metAt().isEmpty())
                .findFirst()
                .map(limit -> promise(limit, reader));
    }

    @Override
    public boolean ratingIsTheCallBack(Clue clue) {
        return word.isTheCallBack(clue);
    }

    private Promise promise(Limits.View limit, Locale reader) {
        return new Promise(messages.getMessage("limit." + limit.kind(), null, reader), limit.dueAt(), limit.because());
    }

    @Override
    public Optional<String> stated(String card, String limit, Locale reader) {
        var rows = tables.rows(LimitTable.CONTRACT, LimitTable.question(Phase.HANDLING, card));
        return LimitTable.rules(rows).stream()
                .filter(rule -> rule.kind().name().equals(limit))
                .findFirst()
                .map(rule ->
                        messages.getMessage("promise.amount." + rule.unit(), new Object[] {rule.amount()}, reader));
    }

    /** From the table, because the process begins to count a moment after the registration. */
    @Override
    public Optional<Promise> admission(Clue clue, Locale reader) {
        var rows = tables.rows(LimitTable.CONTRACT, LimitTable.question(Phase.ADMISSION));
        return LimitTable.rules(rows).stream()
                .filter(rule -> rule.kind() == LimitKind.ADMISSION)
                .findFirst()
                .map(rule -> limits.view(rule, clue.registeredAt(), reader))
                .map(limit -> promise(limit, reader));
    }
}
