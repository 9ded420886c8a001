package cn.qingfeng.web.files;

import cn.qingfeng.web.Address;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Scripts, styles and pictures, ours and the webapps': read and packed once, then handed out from memory, and kept by the browser
 * for good where the address carries {@link FilesVersion}. Pages link to such addresses: ours by {@code /v/<version>/js/…}, the
 * webapps by the word {@code bust} that stands behind theirs. An address without it is asked for again, and answered with 304.
 *
 * <p>It stands behind the login: whoever may not have a file never comes here.
 */
class KeptFiles extends OncePerRequestFilter {

    /** Where the browser's word about packing stands when it was taken from Tomcat. */
    static final String ACCEPTS = KeptFiles.class.getName() + ".accepts";

    private static final Pattern VERSIONED = Pattern.compile("/v/([0-9a-f]{1,32})(/.+)");

    private static final Pattern FILES =
            Pattern.compile("/(?:css|js|img|fonts|webjars|insight|console|camunda/(?!api/).*)/.+"
                    + "\\.(?:js|css|json|svg|png|ico|txt|eot|otf|ttf|woff2?)|/camunda/favicon\\.ico|/favicon\\.ico");

    /** A webapp's own plugins come through its API; what stands there is a file all the same. */
    private static final Pattern PLUGIN =
            Pattern.compile("/camunda/api/([a-z]+)/plugin/\\1Plugins/static(/.+\\.(?:js|css))");

    private static final Pattern WEBAPP_PAGE = Pattern.compile("/camunda/app/[a-z]+/(?:[^.]*|.*\\.html)");

    /** What our pages link to. */
    private static final Pattern LINKED = Pattern.compile("(?:/(?:css|js|img|webjars|insight)/.+)");

    /** Where the webapps write the engine's version behind an address: in pages, and in scripts in several ways. */
    private static final Pattern BUST =
            Pattern.compile("(bust[=:](?:\"\\)?\\.concat\\(\"|\")?)7\\.\\d+\\.\\d+(?:-[\\w.]+)?");

    /** Their own settings are asked for with the moment behind the address, and so each time anew. */
    private static final Pattern BUST_BY_MOMENT =
            Pattern.compile("(config\\.js\\?bust=\"\\+)\\(new Date\\)\\.getTime\\(\\)");

    /** From the webapps' folders to ours. */
    private static final Pattern TO_OURS = Pattern.compile("((?:\\.\\./){4})(js|css|console)/");

    /** What a stored answer does not take along: what is one person's, and what is said anew here. */
    private static final Set<String> NOT_KEPT = Set.of(
            "set-cookie",
            "cache-control",
            "pragma",
            "expires",
            "etag",
            "last-modified",
            "content-length",
            "content-encoding",
            "vary",
            "accept-ranges",
            "date");

    private static final String FOR_GOOD = "max-age=31536000, immutable";

    private record Kept(String type, Map<String, String> headers, byte[] content, boolean packed, String tag) {}

    private final FilesVersion version;
    private final Map<String, Kept> files = new ConcurrentHashMap<>();

    KeptFiles(FilesVersion version) {
        this.version = version;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var sent = Address.of(request);
        var versioned = VERSIONED.matcher(sent);
        var path = versioned.matches() ? versioned.group(2) : sent;
        var reads = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        if (reads
                && (FILES.matcher(path).matches() || PLUGIN.matcher(path).matches())
                && (versioned.matches() || request.getHeader(HttpHeaders.RANGE) == null)) {
            file(
                    path,
                    versioned.matches() ? versioned.group(1) : request.getParameter("bust"),
                    request,
                    response,
                    chain);
        } else if ("GET".equals(request.getMethod())
                && WEBAPP_PAGE.matcher(path).matches()) {
            page(request, response, chain);
        } else {
            chain.doFilter(request, new Linking(response, request.getContextPath()));
        }
    }

    private void file(
            String path, String asked, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var kept = files.get(path);
        if (kept == null) {
            var caught = new ContentCachingResponseWrapper(response);
            var plain = new Unconditional(request);
            if (Address.of(request).equals(path)) {
                chain.doFilter(plain, caught);
            } else {
                request.getRequestDispatcher(path).forward(plain, caught);
            }
            if (caught.getStatus() != HttpServletResponse.SC_OK
                    || caught.getContentType() == null
                    || !isShipped(path)) {
                caught.copyBodyToResponse();
                return;
            }
            kept = keep(path, caught);
            files.put(path, kept);
        }
        answer(kept, version.now().equals(asked), request, response);
    }

    /** Whether it is a file at all: what is made for somebody is never kept, whatever its address looks like. */
    private static boolean isShipped(String path) {
        var loader = KeptFiles.class.getClassLoader();
        var plugin = PLUGIN.matcher(path);
        return plugin.matches()
                        && loader.getResource("META-INF/resources/plugin/" + plugin.group(1) + plugin.group(2)) != null
                || path.startsWith("/webjars/")
                || loader.getResource("static" + path) != null
                || loader.getResource("META-INF/resources/webjars" + path) != null
                || loader.getResource("META-INF/resources" + path.replaceFirst("^/camunda(?:/app)?", "")) != null;
    }

    private Kept keep(String path, ContentCachingResponseWrapper caught) throws IOException {
        var content = linked(path, caught.getContentAsByteArray());
        var sum = new CRC32();
        sum.update(content);
        var packed = packed(content);
        var worth = packed.length < content.length * 95L / 100;
        var headers = new ConcurrentHashMap<String, String>();
        caught.getHeaderNames().stream()
                .filter(name -> !NOT_KEPT.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> headers.put(name, caught.getHeader(name)));
        return new Kept(
                caught.getContentType(),
                headers,
                worth ? packed : content,
                worth,
                "%08x-%x".formatted(sum.getValue(), content.length));
    }

    private byte[] linked(String path, byte[] content) {
        if (!path.startsWith("/camunda/") || !path.matches(".*\\.(?:js|css)")) {
            return content;
        }
        var text = new String(content, StandardCharsets.UTF_8);
        return busted(TO_OURS.matcher(text).replaceAll("$1v/" + version.now() + "/$2/"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String busted(String text) {
        var found = BUST.matcher(BUST_BY_MOMENT.matcher(text).replaceAll("$1window.bust"));
        return found.replaceAll("$1" + Matcher.quoteReplacement(version.now()));
    }

    private static void answer(Kept kept, boolean forGood, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var unpack = kept.packed() && !takesPacked(request);
        var tag = "\"" + kept.tag() + (kept.packed() && !unpack ? "-gz\"" : "\"");
        kept.headers().forEach(response::setHeader);
        response.setHeader(HttpHeaders.CACHE_CONTROL, forGood ? FOR_GOOD : "no-cache");
        response.setHeader(HttpHeaders.ETAG, tag);
        if (kept.packed()) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(kept.type());
        if (kept.packed() && !unpack) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        var content = unpack ? unpacked(kept.content()) : kept.content();
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static boolean takesPacked(HttpServletRequest request) {
        var accepted = request.getAttribute(ACCEPTS) instanceof String taken
                ? taken
                : request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.matches("(?i).*\\b(?:gzip)\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$)).*");
    }

    /** A webapp's page, with our version behind its addresses. It is made for one person and never kept. */
    private void page(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caught = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, caught);
        var type = caught.getContentType();
        if (caught.getStatus() != HttpServletResponse.SC_OK || type == null || !type.startsWith("text/html")) {
            caught.copyBodyToResponse();
            return;
        }
        var content = busted(new String(caught.getContentAsByteArray(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static byte[] packed(byte[] content) {
        var packed = new ByteArrayOutputStream(content.length / 3 + 64);
        try (var zip = new GZIPOutputStream(packed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            zip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] content) throws IOException {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return zip.readAllBytes();
        }
    }

    /** Asks for the whole, whatever the browser has. */
    private static final class Unconditional extends HttpServletRequestWrapper {

        private static final Set<String> CONDITIONS =
                Set.of("if-none-match", "if-modified-since", "range", "if-range", "accept-encoding");

        Unconditional(HttpServletRequest request) {
            super(request);
        }

        /** Whoever asks for the head alone is answered from the whole. */
        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getHeader(String name) {
            return CONDITIONS.contains(name.toLowerCase(Locale.ROOT)) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return CONDITIONS.contains(name.toLowerCase(Locale.ROOT))
                    ? Collections.emptyEnumeration()
                    : super.getHeaders(name);
        }

        @Override
        public long getDateHeader(String name) {
            return CONDITIONS.contains(name.toLowerCase(Locale.ROOT)) ? -1 : super.getDateHeader(name);
        }
    }

    /** Pages of ours link to files by the address that is kept for good. */
    private final class Linking extends HttpServletResponseWrapper {

        private final String root;

        Linking(HttpServletResponse response, String root) {
            super(response);
            this.root = root;
        }

        @Override
        public String encodeURL(String url) {
            var encoded = super.encodeURL(url);
            return encoded.startsWith(root + "/")
                            && LINKED.matcher(encoded.substring(root.length())).matches()
                    ? root + "/v/" + version.now() + encoded.substring(root.length())
                    : encoded;
        }
    }
}
