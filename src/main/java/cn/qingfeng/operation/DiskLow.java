package cn.qingfeng.operation;

/**
 * Little space is left on the disk that holds the data.
 *
 * @param megabytes what is left
 */
public record DiskLow(long megabytes) {}
