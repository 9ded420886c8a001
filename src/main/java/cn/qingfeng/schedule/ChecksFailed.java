package cn.qingfeng.schedule;

/** A check of limits or of ledger and engine found something that administrators must look at. */
public record ChecksFailed(String check, String period, int problems) {}
