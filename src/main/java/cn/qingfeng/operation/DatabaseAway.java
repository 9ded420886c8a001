package cn.qingfeng.operation;

/**
 * The database took no write. Whoever keeps a connection beside the pool gives it up: an embedded database that closed its file is
 * opened anew only when nobody holds on to the old one.
 */
public record DatabaseAway() {}
