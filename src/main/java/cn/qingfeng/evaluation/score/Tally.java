package cn.qingfeng.evaluation.score;

/**
 * The answers to one question.
 *
 * @param answers how many gave points
 * @param points their sum, one to five each
 * @param unknown how many did not know, which counts for nothing
 */
public record Tally(int answers, int points, int unknown) {

    public static final Tally NONE = new Tally(0, 0, 0);

    public Tally {
        if (answers < 0 || unknown < 0 || points < answers || points > 5 * answers) {
            throw new IllegalArgumentException(answers + " answers with " + points + " points");
        }
    }

    Tally plus(Tally more) {
        return new Tally(answers + more.answers, points + more.points, unknown + more.unknown);
    }
}
