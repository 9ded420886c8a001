package cn.qingfeng.security.engine;

import java.util.List;

/** The processes whose instances supervisors and leaders watch in Cockpit. */
public interface WatchedProcesses {

    /** Their keys; not among them: reports against persons, the showing of an identity, and the delivery of notices. */
    List<String> keys();
}
