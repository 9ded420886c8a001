package cn.qingfeng.web;

import cn.qingfeng.Refusal;

/** A page's number as it stands in an address. No list of ours is a billion lines long, and the database counts in ints. */
public final class PageNumber {

    private PageNumber() {}

    /**
     * The page, counted from 0.
     *
     * @param size how many lines a page has
     * @throws Refusal when the page is below 0 or beyond what can be counted
     */
    public static int check(int page, int size) {
        if (page < 0 || (page + 2L) * size > Integer.MAX_VALUE) {
            throw Refusal.invalid("refusal.page");
        }
        return page;
    }
}
