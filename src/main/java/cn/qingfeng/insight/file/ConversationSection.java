package cn.qingfeng.insight.file;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.intake.conversation.Conversation;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What office and reporter said to each other. */
@Component
class ConversationSection {

    private final Conversation conversation;
    private final LedgerWords words;

    ConversationSection(Conversation conversation, LedgerWords words) {
        this.conversation = conversation;
        this.words = words;
    }

    List<ClueDossier.Said> said(Reading reading) {
        return conversation.seenBy(reading.viewer(), reading.clue()).stream()
                .map(said -> new ClueDossier.Said(
                        said.at(), speaker(said, reading.clue(), reading.locale()), said.fromReporter(), said.text()))
                .toList();
    }

    boolean readsConversation(Reading reading) {
        return conversation.mayRead(reading.viewer(), reading.clue());
    }

    boolean mayAsk(Reading reading) {
        return conversation.mayAsk(reading.viewer(), reading.clue());
    }

    /** Whoever spoke; the reporter of a clue that went into this one by that clue's number. */
    private String speaker(Conversation.Message said, Clue clue, Locale locale) {
        var who = words.actor(said.by(), locale);
        return said.of().equals(clue.number()) ? who : words.text("insight.talk.merged", locale, who, said.of());
    }
}
