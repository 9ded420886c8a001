package cn.qingfeng.recusal;

/** Somebody kept out, or perhaps to be. */
public record Recusal(String username, RecusalCause cause, String reason) {}
