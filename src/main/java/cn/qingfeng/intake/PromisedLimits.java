package cn.qingfeng.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** 我们的承诺: what the county promises for each card, a sentence each, with the numbers of the table that holds. */
@Component
public class PromisedLimits {

    /** Which limits each card's sentence names, in its order. */
    private static final Map<String, List<String>> PROMISED = promised();

    private final ObjectProvider<Promises> promises;
    private final MessageSource messages;

    PromisedLimits(ObjectProvider<Promises> promises, MessageSource messages) {
        this.promises = promises;
        this.messages = messages;
    }

    private static Map<String, List<String>> promised() {
        var promised = new LinkedHashMap<String, List<String>>();
        promised.put("BLUE", List.of("FINISH"));
        promised.put("YELLOW", List.of("REPLY", "FINISH"));
        promised.put("RED", List.of("REPLY", "FINISH", "RECHECK"));
        return promised;
    }

    /** The sentences; nothing is promised that the table does not give. */
    public List<String> sentences(Locale reader) {
        return PROMISED.entrySet().stream()
                .flatMap(card -> sentence(card.getKey(), card.getValue(), reader).stream())
                .toList();
    }

    private Optional<String> sentence(String card, List<String> limits, Locale reader) {
        var amounts = limits.stream()
                .flatMap(limit -> promises.stream().flatMap(table -> table.stated(card, limit, reader).stream()))
                .toArray();
        return amounts.length < limits.size()
                ? Optional.empty()
                : Optional.of(messages.getMessage("home.promise." + card, amounts, reader));
    }
}
