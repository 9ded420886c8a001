package cn.qingfeng.evidence.virus;

/** What is known about viruses in a content. */
public enum ScanResult {
    /** No scanner is set up. */
    OFF,
    /** Not looked through yet: nobody sees it. */
    WAITING,
    CLEAN,
    /** Something was found: it is named, and handed out to nobody. */
    INFECTED
}
