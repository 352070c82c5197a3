package dev.wharf.capture.itunes;

import org.jspecify.annotations.Nullable;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads property lists in XML. The document type that every one of them names is not looked at:
/// nothing is fetched, and no entity is known but XML's own five.
final class XmlPlist {
    private final XMLStreamReader xml;

    private XmlPlist(XMLStreamReader xml) {
        this.xml = xml;
    }

    static Object top(byte[] bytes) throws MalformedPlistException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(reader(bytes));
            try {
                return new XmlPlist(xml).document();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // Numbers and dates that are none; and on some damaged bytes the JDK's scanner fails by
            // itself: a control character in the document type is a MissingResourceException.
            throw new MalformedPlistException("it is no property list", e);
        }
    }

    /// Apple writes UTF-8 only. The JDK's own reading of it prints to the console when it is
    /// damaged.
    private static StringReader reader(byte[] bytes) {
        return new StringReader(new String(bytes, StandardCharsets.UTF_8));
    }

    private Object document() throws XMLStreamException, MalformedPlistException {
        String root = child();
        if (root == null) {
            throw new MalformedPlistException("it is empty");
        }
        if (!root.equals("plist")) {
            return value(root, 0);
        }
        String first = child();
        if (first == null) {
            throw new MalformedPlistException("it is empty");
        }
        return value(first, 0);
    }

    /// The name of the next element within the current one; null at its end.
    private @Nullable String child() throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return xml.getLocalName();
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return null;
            }
        }
        return null;
    }

    /// Of the element whose start was read; its end is read after it.
    private Object value(String element, int depth)
            throws XMLStreamException, MalformedPlistException {
        if (depth > Plist.DEEPEST) {
            throw new MalformedPlistException("it is nested too deeply");
        }
        return switch (element) {
            case "dict" -> dictionary(depth);
            case "array" -> list(depth);
            case "true", "false" -> {
                xml.getElementText();
                yield element.equals("true");
            }
            case "string" -> xml.getElementText();
            case "integer" -> integer(xml.getElementText().strip());
            case "real" -> Double.valueOf(xml.getElementText().strip());
            case "date" -> Instant.parse(xml.getElementText().strip());
            case "data" -> Base64.getMimeDecoder().decode(xml.getElementText());
            default -> throw new MalformedPlistException("a type in it is unknown");
        };
    }

    private static Long integer(String text) {
        return text.startsWith("0x") ? Long.valueOf(text.substring(2), 16) : Long.valueOf(text);
    }

    private Map<String, Object> dictionary(int depth)
            throws XMLStreamException, MalformedPlistException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String element = child(); element != null; element = child()) {
            if (!element.equals("key")) {
                throw new MalformedPlistException("a key in it is missing");
            }
            String key = xml.getElementText();
            String value = child();
            if (value == null) {
                throw new MalformedPlistException("a value in it is missing");
            }
            map.put(key, value(value, depth + 1));
        }
        return map;
    }

    private List<Object> list(int depth) throws XMLStreamException, MalformedPlistException {
        List<Object> list = new ArrayList<>();
        for (String element = child(); element != null; element = child()) {
            list.add(value(element, depth + 1));
        }
        return list;
    }
}
