package cn.qingfeng.evaluation.score;

/** What clues say about a unit: the rates of rule R8, and on-time signing and finishing. Words: {@code score.<NAME>}. */
public enum ClueFigure {
    SIGNED(1, Parameter.SIGNED),
    CONTACTED(1, Parameter.CONTACTED),
    FINISHED(1, Parameter.FINISHED),
    /** Partly solved is half; what the law does not allow is not asked for. */
    SOLVED(2, Parameter.SOLVED),
    SATISFIED(1, Parameter.SATISFIED),
    /** Counted are those that had to be done again: the fewer the better. */
    REWORKED(1, Parameter.REWORKED);

    private final int whole;
    private final Parameter weight;

    ClueFigure(int whole, Parameter weight) {
        this.whole = whole;
        this.weight = weight;
    }

    /** The value of a clue that has all of it. */
    public int whole() {
        return whole;
    }

    public Parameter weight() {
        return weight;
    }
}
