package cn.qingfeng.matter;

import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Seals what people wrote about a matter, and opens it: a copy of the database tells numbers and units, no words. */
@Component
class MatterWords {

    static final String PURPOSE = "matter";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a matter's row says. */
    record Said(String title, Map<String, String> answers) {}

    private final Sealer sealer;

    MatterWords(Sealer sealer) {
        this.sealer = sealer;
    }

    String seal(String number, Said said) {
        return sealer.seal(PURPOSE, number, write(said));
    }

    Said open(String number, String sealed) {
        return read(sealer.open(PURPOSE, number, sealed), new TypeReference<>() {});
    }

    String seal(String number, int ordinal, List<Matter.Told> told) {
        return told.isEmpty() ? null : sealer.seal(PURPOSE, number + "/" + ordinal, write(told));
    }

    List<Matter.Told> told(String number, int ordinal, String sealed) {
        return sealed == null
                ? List.of()
                : read(sealer.open(PURPOSE, number + "/" + ordinal, sealed), new TypeReference<>() {});
    }

    static String write(Object words) {
        try {
            return JSON.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {

        @Bean
        SealedColumn sealedWordsOfMatters() {
            return new SealedColumn(PURPOSE, "matter", List.of("number"), "sealed_words", List.of("number"), "");
        }

        @Bean
        SealedColumn sealedWordsOfMattersEntries() {
            var row = List.of("number", "ordinal");
            return new SealedColumn(PURPOSE, "matter_entry", row, "sealed_words", row, "");
        }
    }
}
