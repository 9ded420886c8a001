package cn.qingfeng.evaluation.consequence;

import java.util.List;

/** The county's table of what follows when a window stays behind ({@code window-consequences}). */
public interface WindowRules {

    /** @param months how many published months in a row a window is among the worst, at least one */
    List<ConsequenceRules.Proposal> after(int months);
}
