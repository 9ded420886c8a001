package cn.qingfeng.evaluation.score;

/**
 * What was seen at a unit's counters.
 *
 * @param unit its code
 * @param scans how many rated it on the spot
 * @param scanPoints their sum, one to five each
 * @param checks how many unannounced checks (暗访) there were
 * @param checkPoints their sum, nought to a hundred each
 */
public record CheckSum(String unit, int scans, int scanPoints, int checks, int checkPoints) {

    public CheckSum {
        if (scans < 0 || scanPoints < scans || scanPoints > 5 * scans) {
            throw new IllegalArgumentException(scans + " scans with " + scanPoints + " points");
        }
        if (checks < 0 || checkPoints < 0 || checkPoints > 100 * checks) {
            throw new IllegalArgumentException(checks + " checks with " + checkPoints + " points");
        }
    }
}
