package cn.qingfeng.keys;

import java.util.Set;

/** Something sealed that is no column of texts, such as files. A room that seals such a thing gives one of these to the context. */
public interface SealedStore {

    /**
     * Seals anew whatever still lies in an older form, each piece so that a stop at any moment loses nothing.
     *
     * @param closed names of pieces that do not open: they are not tried again, and others are added
     * @return how many were sealed anew
     */
    int carryOver(Set<String> closed);
}
