package cn.qingfeng.keys;

import java.util.List;

/**
 * A column of sealed texts. A room that seals gives one of these to the context for each of its columns; a rotation of keys
 * seals them all anew.
 *
 * @param key the columns of the table's primary key
 * @param boundTo the columns whose values, joined by “/” and followed by {@code suffix}, are the place it is bound to
 */
public record SealedColumn(
        String purpose, String table, List<String> key, String column, List<String> boundTo, String suffix) {

    public SealedColumn {
        key = List.copyOf(key);
        boundTo = List.copyOf(boundTo);
    }
}
