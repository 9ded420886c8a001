package cn.qingfeng.ending;

/** The ways by which the office ends a clue beside its ordinary path. */
enum Ending {
    WITHDRAW(false),
    MERGE(true),
    CORRECT(true);

    private final boolean namesAnother;

    Ending(boolean namesAnother) {
        this.namesAnother = namesAnother;
    }

    /** Whether another clue's number belongs to it. */
    public boolean namesAnother() {
        return namesAnother;
    }

    /** As it stands in an address. */
    public String path() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
