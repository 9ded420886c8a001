package cn.qingfeng.clue;

import cn.qingfeng.clue.content.Content;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The words of a report against a person lie sealed in the database, bound to its number: a dump, an export or an
 * administrator's query shows no more than the number and where the work stands.
 */
public class SealedReports {

    static final String WORDS = "report-words";
    public static final String STEP = "report-step";
    public static final String SHEET = "report-sheet";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Asked for late: what seals needs the tables, and these come up with the entities. */
    private final ObjectProvider<Sealer> sealer;

    SealedReports(ObjectProvider<Sealer> sealer) {
        this.sealer = sealer;
    }

    @PrePersist
    void seal(Clue clue) {
        clue.seal(words -> sealer.getObject().seal(WORDS, clue.number().value(), written(words)));
    }

    @PostLoad
    void unseal(Clue clue) {
        clue.unseal(box -> read(sealer.getObject().open(WORDS, clue.number().value(), box)));
    }

    static String written(Content.Words words) {
        try {
            return JSON.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Content.Words read(String words) {
        try {
            return JSON.readValue(words, Content.Words.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The columns of this room that hold sealed texts. */
    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn sealedReportWords() {
            var row = List.of("clue_number");
            return new SealedColumn(WORDS, "clue", row, "sealed_words", row, "");
        }

        @Bean
        SealedColumn sealedReportSteps() {
            var row = List.of("clue_number", "ordinal");
            return new SealedColumn(STEP, "timeline", row, "sealed_why", row, "");
        }

        @Bean
        SealedColumn sealedReportSheets() {
            var row = List.of("id");
            return new SealedColumn(SHEET, "answer_sheet", row, "sealed_answers", row, "");
        }
    }
}
