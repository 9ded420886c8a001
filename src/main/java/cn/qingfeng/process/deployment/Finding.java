package cn.qingfeng.process.deployment;

/**
 * One reason to refuse a deployment.
 *
 * @param file the file it is in, or null when it is about the whole deployment
 * @param element the element's id, or null
 * @param line in the file, 0 when unknown
 * @param key of the message
 */
public record Finding(String file, String element, int line, String key, Object... args) {}
