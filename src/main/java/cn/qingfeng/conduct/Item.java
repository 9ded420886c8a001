package cn.qingfeng.conduct;

import java.time.LocalDate;

/**
 * One item of an edition.
 *
 * @param code the same item in every edition that has it, from 1 on
 * @param ordinal its place on its side of this edition, from 1 on
 * @param ground the rule or document behind it; empty where none is named
 * @param binds for whom it holds
 * @param from the first day it holds, or null for as long as its edition
 * @param to the last day it holds, or null for as long as its edition
 */
public record Item(
        int code, Side side, int ordinal, String words, String ground, String binds, LocalDate from, LocalDate to) {

    /** Whether it holds on a day of its edition. */
    public boolean holdsOn(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
