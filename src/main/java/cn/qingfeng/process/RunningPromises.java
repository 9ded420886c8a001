package cn.qingfeng.process;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.intake.Promises;
import cn.qingfeng.supervision.Limits;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells reporters the limit that stands beside their clue, the same that its lists show. */
@Component
class RunningPromises implements Promises {

    private final Limits limits;
    private final MessageSource messages;

    RunningPromises(Limits limits, MessageSource messages) {
        this.limits = limits;
        this.messages = messages;
    }

    @Override
    public Optional<Promise> next(Clue clue, Locale reader) {
        return limits.views(clue.number(), reader).stream()
                .filter(limit -> limit.metAt().isEmpty())
                .filter(limit -> clue.dueAt().filter(limit.dueAt()::equals).isPresent())
                .findFirst()
                .map(limit -> new Promise(
                        messages.getMessage("limit." + limit.kind(), null, reader), limit.dueAt(), limit.because()));
    }
}
