package cn.qingfeng.organization;

/** What waits at a unit or lies with a person, before something about them is changed. Answered where the tasks are. */
public interface OpenWork {

    /**
     * How much waits.
     *
     * @param clues that are open and would go along
     * @param tasks that are offered there, or claimed by the person
     */
    record Amount(int clues, int tasks) {
        static final Amount NOTHING = new Amount(0, 0);

        /** Whether nothing waits. */
        public boolean nothing() {
            return clues == 0 && tasks == 0;
        }
    }

    /** What a unit leads, assists in or is proposed for. */
    Amount at(String unit);

    /** What a person has claimed. */
    Amount with(String username);
}
