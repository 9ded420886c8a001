package cn.qingfeng.form;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Choices that are data of the county rather than text of the form: a field names them by {@code valuesKey}. A room that
 * has such a list offers it as a bean.
 */
public interface FormOptions {

    /** The county's units. */
    String UNITS = "units";

    /** The leaves of the classification. */
    String LEAVES = "classification";

    /** The episodes of the media programme whose questions are still to be handed over. */
    String EPISODES = "episodes";

    /** What officials must not do in contact with firms (负面清单), as the list in force says. */
    String PROHIBITIONS = "prohibitions";

    /** Leaders' instructions by which a clue may be graded: those that are still being carried out. */
    String INSTRUCTIONS = "instructions";

    /** Leaders' instructions that are still being carried out, whoever gave them. */
    String PURSUED = "pursued-instructions";

    /** What was exposed or praised and is still shown: what may be corrected. */
    String PUBLISHED = "published";

    /** The service windows that are there. */
    String WINDOWS = "windows";

    /** Every list that a room of the product offers. */
    Set<String> NAMES = Set.of(UNITS, LEAVES, EPISODES, PROHIBITIONS, INSTRUCTIONS, PURSUED, PUBLISHED, WINDOWS);

    /** The list of that name, or nothing when it is not this room's. */
    Optional<List<Option>> named(String valuesKey);
}
