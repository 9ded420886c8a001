package cn.qingfeng.evidence.virus;

/** A virus was found in a content that lies in the store: whoever keeps it says so where it is kept. */
public record VirusFound(String contentId) {}
