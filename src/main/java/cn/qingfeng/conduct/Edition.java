package cn.qingfeng.conduct;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One edition of the list; published ones never change.
 *
 * @param from the first day it holds; null of a draft
 * @param note what is new in it; empty where nothing is said
 * @param publishedAt null of a draft, as {@code publishedBy}
 */
public record Edition(
        int number, LocalDate from, String note, String publishedBy, Instant publishedAt, List<Item> items) {

    public boolean published() {
        return publishedAt != null;
    }

    /** One side, in its order. */
    public List<Item> side(Side side) {
        return items.stream().filter(item -> item.side() == side).toList();
    }
}
