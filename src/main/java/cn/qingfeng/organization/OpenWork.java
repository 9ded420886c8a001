package cn.qingfeng.organization;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What waits at a unit or lies with a person, before something about them is changed. Answered where the tasks are. */
public interface OpenWork {

    /**
     * How much waits.
     *
     * @param clues that are open and would go along
     * @param tasks that are offered there, or claimed by the person
     */
    record Amount(int clues, int tasks) {
        public static final Amount NOTHING = new Amount(0, 0);

        /** Whether nothing waits. */
        public boolean nothing() {
            return clues == 0 && tasks == 0;
        }
    }

    /**
     * An open clue, for whoever shares out what a unit has.
     *
     * @param kind its leaf; null before it was established
     * @param steps the names of the tasks that wait in the unit
     */
    record Item(String number, String title, String place, String kind, String kindName, List<String> steps) {}

    /** What a unit leads, assists in or is proposed for. */
    Amount at(String unit);

    /** What a person has claimed. */
    Amount with(String username);

    /**
     * The open clues of a unit of which the reader may know. A report against a person is none of a unit's and never among them;
     * of what else the reader must keep out, the successor takes over unseen.
     */
    List<Item> itemsAt(String unit, String reader, Locale locale);

    /** How much of what waits at a unit each would get, the units by code. */
    Map<String, Amount> shared(String unit, Succession succession);
}
