package cn.qingfeng.process.deployment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An XML file read without trust: no document type, so neither external entities nor an avalanche of internal ones, and
 * with the line of every element.
 */
public final class XmlFile {

    /** Deeper files are not diagrams but attacks on whoever walks through them. */
    private static final int DEEPEST = 200;

    /** An attribute by namespace (empty for none) and local name. */
    public record Name(String namespace, String local) {}

    /** One element with its line in the file. */
    public record Element(
            String namespace,
            String local,
            Map<Name, String> attributes,
            List<Element> children,
            StringBuilder text,
            int line) {

        public boolean is(String namespace, String local) {
            return this.namespace.equals(namespace) && this.local.equals(local);
        }

        /** An attribute without namespace, or null. */
        public String attribute(String local) {
            return attributes.get(new Name("", local));
        }

        public String attribute(String namespace, String local) {
            return attributes.get(new Name(namespace, local));
        }

        public String ownText() {
            return text.toString().strip();
        }

        /** This element and everything below it. */
        public Stream<Element> all() {
            return Stream.concat(Stream.of(this), children.stream().flatMap(Element::all));
        }

        public Stream<Element> children(String namespace, String local) {
            return children.stream().filter(child -> child.is(namespace, local));
        }

        public boolean anyBelow(Predicate<Element> condition) {
            return children.stream().flatMap(Element::all).anyMatch(condition);
        }
    }

    /** Why a file cannot be read; carries a message key. */
    public static final class Unreadable extends Exception {
        private final String key;
        private final transient Object[] args;
        private final int line;

        Unreadable(String key, int line, Object... args) {
            super(key);
            this.key = key;
            this.line = line;
            this.args = args;
        }

        public Finding in(String file) {
            return new Finding(file, null, line, key, args);
        }
    }

    private XmlFile() {}

    public static Element read(byte[] bytes) throws Unreadable {
        var handler = new Reading();
        try {
            var factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.newSAXParser().parse(new InputSource(new ByteArrayInputStream(bytes)), handler);
        } catch (SAXParseException e) {
            String text = String.valueOf(e.getMessage());
            boolean doctype = text.contains("DOCTYPE");
            throw new Unreadable(
                    doctype ? "deployment.doctype" : "deployment.notXml",
                    e.getLineNumber(),
                    e.getLineNumber(),
                    e.getColumnNumber(),
                    text);
        } catch (SAXException | IOException e) {
            throw new Unreadable(
                    "deployment.notXml", handler.line(), handler.line(), 0, String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        return handler.root;
    }

    private static final class Reading extends DefaultHandler {

        private final Deque<Element> open = new ArrayDeque<>();
        private Element root;
        private Locator locator;

        @Override
        public void setDocumentLocator(Locator locator) {
            this.locator = locator;
        }

        int line() {
            return locator == null ? 0 : locator.getLineNumber();
        }

        @Override
        public void startElement(String uri, String local, String qualified, Attributes found) throws SAXException {
            if (open.size() >= DEEPEST) {
                throw new SAXParseException("nested deeper than " + DEEPEST, locator);
            }
            var attributes = new LinkedHashMap<Name, String>();
            for (int i = 0; i < found.getLength(); i++) {
                attributes.put(new Name(found.getURI(i), found.getLocalName(i)), found.getValue(i));
            }
            var element = new Element(uri, local, attributes, new ArrayList<>(), new StringBuilder(), line());
            if (open.isEmpty()) {
                root = element;
            } else {
                open.peek().children().add(element);
            }
            open.push(element);
        }

        @Override
        public void endElement(String uri, String local, String qualified) {
            open.pop();
        }

        @Override
        public void characters(char[] text, int start, int length) {
            open.peek().text().append(text, start, length);
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
