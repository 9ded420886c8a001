package cn.qingfeng.evidence;

import org.springframework.stereotype.Component;

/** Looks through contents for viruses, where a scanner is set up. */
@Component
class Scanner {

    boolean isOn() {
        return false;
    }
}
