package cn.qingfeng.security;

import cn.qingfeng.testing.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files sent as Camunda Modeler sends them: one multipart post to {@code /engine-rest/deployment/create}. */
public class Deployment {

    private final Map<String, String> files = new LinkedHashMap<>();

    /** The small process that is fine, with its table and its form. */
    public static Deployment small() {
        return new Deployment().with("small.bpmn").with("small.dmn").with("small.form");
    }

    public Deployment with(String example) {
        return with(example, example(example));
    }

    public Deployment with(String name, String content) {
        files.put(name, content);
        return this;
    }

    public Deployment without(String name) {
        files.remove(name);
        return this;
    }

    /** Changes one file; fails when there is nothing to change, so that no test passes for nothing. */
    public Deployment replacing(String name, String found, String replacement) {
        String before = files.get(name);
        if (!before.contains(found)) {
            throw new IllegalArgumentException(name + " does not contain " + found);
        }
        files.put(name, before.replace(found, replacement));
        return this;
    }

    /** Sends them. */
    public HttpResponse<String> by(Caller caller) {
        String boundary = "----qingfeng";
        var body = new StringBuilder();
        part(body, boundary, "deployment-name", null, "test");
        part(body, boundary, "deployment-source", null, "Camunda Modeler");
        files.forEach((name, content) -> part(body, boundary, name, name, content));
        body.append("--").append(boundary).append("--\r\n");
        return caller.send(
                "/engine-rest/deployment/create",
                request -> request.POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                        .header("Accept", "application/json")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary));
    }

    private static void part(StringBuilder body, String boundary, String name, String file, String content) {
        body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"");
        body.append(name).append('"');
        if (file != null) {
            body.append("; filename=\"").append(file).append("\"\r\nContent-Type: application/octet-stream");
        }
        body.append("\r\n\r\n").append(content).append("\r\n");
    }

    public static String example(String name) {
        try (var stream = Deployment.class.getResourceAsStream("/diagrams/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
