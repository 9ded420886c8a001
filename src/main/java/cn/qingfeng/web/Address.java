package cn.qingfeng.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The one way to ask for the address of a request: as the router matches it, decoded, without the context path. What a filter
 * matches on the address as it was sent, a twin of it walks past: {@code /%61pi} is {@code /api} to the router.
 */
public final class Address {

    private static final Pattern FOR_PROGRAMS = Pattern.compile("/(?:api|engine-rest|camunda/api|actuator)(?:/.*)?");

    /** The engine's REST API: by itself, and behind the webapps. */
    private static final Pattern ENGINE = Pattern.compile("/(?:engine-rest|camunda/api)(?:/.*)?");

    /**
     * What no address of ours needs: a path's parameters, empty and dotted segments, backslashes, control characters, and
     * escapes of characters that stand for themselves or that would cut or escape a path once more.
     */
    private static final Pattern TWISTED = Pattern.compile("[;\\\\\\x00-\\x20\\x7f]|//|/\\.{1,2}(?=/|$)"
            + "|%(?![0-9a-fA-F]{2})"
            + "|%(?:[01][0-9a-fA-F]|7[fF]|2[dDeEfF5]|3[0-9bB]|4[1-9a-fA-F]|5[0-9aAcCfF]|6[1-9a-fA-F]|7[0-9aAeE])");

    private Address() {}

    /** The path within the product, as the router matches it. */
    public static String of(HttpServletRequest request) {
        var further = request.getPathInfo();
        return further == null ? request.getServletPath() : request.getServletPath() + further;
    }

    /** Whether programs call this address: they are answered with problem details, not with pages. */
    public static boolean isForPrograms(HttpServletRequest request) {
        return FOR_PROGRAMS.matcher(of(request)).matches();
    }

    /** Whether the engine's REST API, or a webapp's, answers there. */
    public static boolean isOfTheEngine(HttpServletRequest request) {
        return ENGINE.matcher(of(request)).matches();
    }

    /** Whether an address, as it was sent, is written in the one plain way. */
    static boolean isPlain(String sent) {
        if (TWISTED.matcher(sent).find()) {
            return false;
        }
        for (var at = 0; at < sent.length(); at++) {
            if (sent.charAt(at) > 0x7e) {
                return false;
            }
        }
        return isUtf8(sent);
    }

    /** Escapes that are no UTF-8 are read in different ways. */
    private static boolean isUtf8(String sent) {
        var bytes = new java.io.ByteArrayOutputStream(sent.length());
        for (var at = 0; at < sent.length(); at++) {
            if (sent.charAt(at) == '%') {
                bytes.write(Integer.parseInt(sent.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                bytes.write(sent.charAt(at));
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (java.nio.charset.CharacterCodingException e) {
            return false;
        }
    }
}
