package cn.qingfeng.evaluation.window;

/**
 * Everything that a window's score is reckoned from.
 *
 * @param window its code
 * @param scans how many visitors rated it on the spot by a good code and were not set aside
 * @param scanPoints their sum, one to five each
 * @param calls how many call-backs about clues that name the window said whether the reporter is satisfied
 * @param satisfied how many of them were
 * @param checks how many unannounced checks of it were confirmed
 * @param checkPoints their sum, nought to a hundred each
 * @param away how many of them found nobody there
 * @param attitude how many of them found the attitude wanting
 */
public record WindowInput(
        String window,
        int scans,
        int scanPoints,
        int calls,
        int satisfied,
        int checks,
        int checkPoints,
        int away,
        int attitude) {

    /** @throws IllegalArgumentException for sums that cannot be */
    public WindowInput {
        if (scans < 0
                || scanPoints < scans
                || scanPoints > 5 * scans
                || satisfied < 0
                || satisfied > calls
                || checkPoints < 0
                || checkPoints > 100 * checks
                || away < 0
                || attitude < 0
                || away + attitude > checks) {
            throw new IllegalArgumentException("sums that cannot be, of " + window);
        }
    }

    /** Without one rating of that many points. */
    WindowInput withoutScan(int points) {
        return new WindowInput(
                window, scans - 1, scanPoints - points, calls, satisfied, checks, checkPoints, away, attitude);
    }

    /** Without one check of that many points. */
    WindowInput withoutCheck(int points, boolean foundAway, boolean foundAttitude) {
        return new WindowInput(
                window,
                scans,
                scanPoints,
                calls,
                satisfied,
                checks - 1,
                checkPoints - points,
                away - (foundAway ? 1 : 0),
                attitude - (foundAttitude ? 1 : 0));
    }
}
