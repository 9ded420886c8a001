package cn.qingfeng.bench.million;

/**
 * One more life like another: what is its own in it.
 *
 * @param index the place among all copies; its ids begin with it, so that they grow and indexes on them are filled from one end
 * @param seconds by how much it happened earlier
 * @param numbers its clues' numbers without the letters before them, in the order of the life's clues
 * @param series numbers of orders, registers and the like, in the order of the life's
 * @param chained hashes of its timelines and sheets, as the life numbers them
 */
record Copy(int index, long seconds, String[] numbers, String[] series, String[] chained) {

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();
    private static final char[] LIKE = "00000000-0000-11f0-9000-5eed00000000".toCharArray();

    /** The id in place of the one that the life numbers so. */
    String id(int place) {
        var id = LIKE.clone();
        for (int at = 7, rest = index; rest != 0; at--, rest >>>= 4) {
            id[at] = DIGITS[rest & 15];
        }
        for (int at = 12, rest = place; rest != 0; at--, rest >>>= 4) {
            id[at] = DIGITS[rest & 15];
        }
        return new String(id);
    }

    /** 64 hexadecimal digits in place of those that the life numbers so. */
    String hex(int place) {
        var text = new char[64];
        long mixed = (index * 0x9E3779B97F4A7C15L) ^ (place * 0xC2B2AE3D27D4EB4FL);
        for (var at = 0; at < text.length; at++) {
            if (at % 16 == 0) {
                mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
                mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
                mixed ^= mixed >>> 31;
            }
            text[at] = DIGITS[(int) (mixed >>> (at % 16 * 4)) & 15];
        }
        return new String(text);
    }
}
