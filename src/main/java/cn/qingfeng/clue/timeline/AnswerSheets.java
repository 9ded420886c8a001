package cn.qingfeng.clue.timeline;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.keys.Sealer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything that was filled into forms, step by step: fields that a form's owner added included. */
@Component
public class AnswerSheets {

    private final EntityManager entities;
    private final ObjectMapper json;
    private final Clock clock;
    private final Sealer sealer;
    private final ClueChain chain;

    AnswerSheets(EntityManager entities, ObjectMapper json, Clock clock, Sealer sealer, ClueChain chain) {
        this.chain = chain;
        this.sealer = sealer;
        this.entities = entities;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps one step's answers; sealed where the clue is a report against a person. Joins the caller's transaction. */
    @Transactional
    public void keep(ClueNumber number, String form, String unit, String by, List<Answer> answers) {
        keep(number, form, unit, by, answers, false);
    }

    /** As {@link #keep(ClueNumber, String, String, String, List)}; {@code confidential} seals whatever the clue is. */
    @Transactional
    public void keep(
            ClueNumber number, String form, String unit, String by, List<Answer> answers, boolean confidential) {
        try {
            var sheet = new AnswerSheet(
                    UUID.randomUUID().toString(),
                    number.value(),
                    form,
                    unit,
                    by,
                    clock.instant(),
                    json.writeValueAsString(answers));
            var clue = entities.find(Clue.class, number.value());
            var closed = confidential || clue.content().kind() == ClueKind.REPORT;
            chain.link(clue, sheet);
            entities.persist(closed ? sheet.closed(sealer) : sheet);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sheets of one clue, oldest first. */
    @Transactional(readOnly = true)
    public List<AnswerSheet> of(ClueNumber number) {
        return entities.createQuery(
                        "select s from AnswerSheet s where s.clueNumber = :number order by s.at, s.ordinal",
                        AnswerSheet.class)
                .setParameter("number", number.value())
                .getResultList();
    }

    /** What stands on a sheet. */
    public List<Answer> on(AnswerSheet sheet) {
        try {
            return json.readValue(sheet.json(sealer), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
