package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** What one user task's answers mean to the ledger. */
@FunctionalInterface
public interface TaskHandler {

    /** Hands the answers to the ledger and says by which answer the diagram goes on; null when no gateway asks. */
    String take(Answered answered);

    /**
     * The checked answers of one task.
     *
     * @param by user name of the person who completed the task
     * @param unit the unit for which an assisting task was done, or null
     * @param matter the number of the order or request that the task is about, or null where it is about the clue alone
     * @param told the same in words, as a sheet keeps them
     */
    record Answered(
            ClueNumber clue, String by, String unit, String matter, Map<String, Object> values, List<Answer> told) {

        /** The answer as text, or null. */
        public String text(String key) {
            var value = values.get(key);
            return value == null || value.toString().isBlank() ? null : value.toString();
        }

        /** The answer as text; a form whose owner dropped the field is told so. */
        public String required(String key) {
            var text = text(key);
            if (text == null) {
                throw Refusal.invalid("process.answer.missing", key);
            }
            return text;
        }

        public boolean flag(String key) {
            return Boolean.TRUE.equals(values.get(key));
        }

        public int number(String key, int otherwise) {
            return values.get(key) instanceof Number number ? number.intValue() : otherwise;
        }

        public List<String> list(String key) {
            return values.get(key) instanceof List<?> list
                    ? list.stream().map(Object::toString).toList()
                    : List.of();
        }

        public Instant moment(String key, Instant otherwise) {
            var text = text(key);
            return text == null ? otherwise : OffsetDateTime.parse(text).toInstant();
        }

        public <E extends Enum<E>> E choice(String key, Class<E> type) {
            return choice(type, required(key));
        }

        private static <E extends Enum<E>> E choice(Class<E> type, String name) {
            try {
                return Enum.valueOf(type, name);
            } catch (IllegalArgumentException e) {
                throw Refusal.invalid("process.answer.unknown", name);
            }
        }
    }
}
