package cn.qingfeng.process.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstBoolean;
import org.camunda.bpm.impl.juel.AstChoice;
import org.camunda.bpm.impl.juel.AstComposite;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNested;
import org.camunda.bpm.impl.juel.AstNode;
import org.camunda.bpm.impl.juel.AstNull;
import org.camunda.bpm.impl.juel.AstNumber;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.AstText;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Node;

/**
 * What an expression may come to, before anything runs: all its values, as far as they can be known. An expression that would
 * fail in the engine, because a variable has no value yet or words are compared with numbers, is found here.
 */
public final class Guess {

    /** A value of which only the kind is known. */
    public enum Some {
        TEXT,
        NUMBER,
        MOMENT,
        LIST,
        TRUTH,
        ANYTHING,
        /** The groups that a rule table names and {@link cn.qingfeng.process.task.StepRights} holds again when it is asked. */
        BY_TABLE
    }

    /** Why it would fail: a message key with its arguments. */
    public static final class Fails extends RuntimeException {
        private final String key;
        private final transient Object[] args;

        public Fails(String key, Object... args) {
            super(key, null, false, false);
            this.key = key;
            this.args = args;
        }

        public String key() {
            return key;
        }

        public Object[] args() {
            return args;
        }
    }

    /** What calls of beans come to. */
    public interface Beans {
        Set<Object> call(String bean, String method, List<String> words);
    }

    private static final int MOST = 64;
    private static final Map<AstBinary.Operator, String> COMPARING =
            Map.of(AstBinary.LT, "<", AstBinary.LE, "<=", AstBinary.GT, ">", AstBinary.GE, ">=");

    private final Map<String, ? extends Set<?>> variables;
    private final Beans beans;

    /** @param variables the values that each may have; one that is missing has none yet */
    public Guess(Map<String, ? extends Set<?>> variables, Beans beans) {
        this.variables = variables;
        this.beans = beans;
    }

    /** @throws Fails when the engine would */
    public Set<Object> of(Node node) {
        if (node instanceof AstText
                || node instanceof AstString
                || node instanceof AstNumber
                || node instanceof AstBoolean
                || node instanceof AstNull) {
            return one(((AstNode) node).eval(null, null));
        }
        if (node instanceof AstEval || node instanceof AstNested) {
            return of(node.getChild(0));
        }
        if (node instanceof AstIdentifier identifier) {
            var values = variables.get(identifier.getName());
            if (values == null) {
                throw new Fails("deployment.walk.unset", identifier.getName());
            }
            return new LinkedHashSet<>(values);
        }
        if (node instanceof AstDot) {
            return one(Some.TEXT);
        }
        if (node instanceof AstComposite) {
            return composite(node);
        }
        if (node instanceof AstUnary unary) {
            return unary(unary);
        }
        if (node instanceof AstChoice) {
            var values = new LinkedHashSet<Object>();
            var question = truths(of(node.getChild(0)));
            if (question.contains(true)) {
                values.addAll(of(node.getChild(1)));
            }
            if (question.contains(false)) {
                values.addAll(of(node.getChild(2)));
            }
            return few(values);
        }
        if (node instanceof AstBinary binary) {
            return binary(binary);
        }
        if (node instanceof AstMethod call) {
            return call(call);
        }
        return one(Some.ANYTHING);
    }

    /** Whether it may be true, and whether it may be false. */
    public static Set<Boolean> truths(Set<Object> values) {
        return values.stream()
                .flatMap(value -> value instanceof Boolean truth
                        ? java.util.stream.Stream.of(truth)
                        : value == null || value instanceof String
                                ? java.util.stream.Stream.of("true".equalsIgnoreCase((String) value))
                                : java.util.stream.Stream.of(true, false))
                .collect(Collectors.toSet());
    }

    private Set<Object> call(AstMethod call) {
        var target = (AstDot) call.getChild(0);
        var bean = ((AstIdentifier) target.getChild(0)).getName();
        var path = new StringBuilder();
        target.appendStructure(path, null);
        var words = new ArrayList<String>();
        var arguments = call.getChild(1);
        for (var at = 0; at < arguments.getCardinality(); at++) {
            var argument = arguments.getChild(at);
            if (argument instanceof AstString text) {
                words.add(String.valueOf(text.eval(null, null)));
            }
        }
        return beans.call(bean, path.toString().replace(" ", "").substring(bean.length() + 1), words);
    }

    private Set<Object> composite(Node node) {
        Set<Object> whole = one("");
        for (var at = 0; at < node.getCardinality(); at++) {
            var joined = new LinkedHashSet<Object>();
            for (var part : of(node.getChild(at))) {
                for (var before : whole) {
                    joined.add(before instanceof Some || part instanceof Some ? Some.TEXT : before + text(part));
                }
            }
            whole = few(joined);
        }
        return whole;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private Set<Object> unary(AstUnary unary) {
        var values = of(unary.getChild(0));
        if (unary.getOperator() == AstUnary.NOT) {
            return truths(values).stream().map(truth -> !truth).collect(Collectors.toCollection(LinkedHashSet::new));
        }
        if (unary.getOperator() == AstUnary.EMPTY) {
            return values.stream()
                    .flatMap(value -> value instanceof Some
                            ? java.util.stream.Stream.of(true, false)
                            : java.util.stream.Stream.of(value == null || value.equals("")))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        values.forEach(Guess::requireNumber);
        return one(Some.NUMBER);
    }

    private Set<Object> binary(AstBinary binary) {
        var operator = binary.getOperator();
        if (operator == AstBinary.AND || operator == AstBinary.OR) {
            var decided = operator == AstBinary.OR;
            var left = truths(of(binary.getChild(0)));
            var all = new LinkedHashSet<Object>();
            if (left.contains(decided)) {
                all.add(decided);
            }
            if (left.contains(!decided)) {
                all.addAll(truths(of(binary.getChild(1))));
            }
            return all;
        }
        var all = new LinkedHashSet<Object>();
        for (var left : of(binary.getChild(0))) {
            for (var right : of(binary.getChild(1))) {
                all.addAll(binary(operator, left, right));
            }
        }
        return few(all);
    }

    private static Set<Object> binary(AstBinary.Operator operator, Object left, Object right) {
        var equal = operator == AstBinary.EQ;
        if (equal || operator == AstBinary.NE) {
            if (left == null || right == null) {
                var other = left == null ? right : left;
                return other instanceof Some ? both() : one((other == null) == equal);
            }
            if (isNumber(left) != isNumber(right) && isKnownKind(left) && isKnownKind(right)) {
                throw new Fails("deployment.walk.kinds");
            }
            return left instanceof Some || right instanceof Some ? both() : one(same(left, right) == equal);
        }
        if (COMPARING.containsKey(operator)) {
            if (isKnownKind(left) && isKnownKind(right) && (isNumber(left) != isNumber(right) || isTruth(left))) {
                throw new Fails("deployment.walk.kinds");
            }
            return both();
        }
        requireNumber(left);
        requireNumber(right);
        return one(Some.NUMBER);
    }

    private static boolean same(Object left, Object right) {
        return left instanceof Number one && right instanceof Number other
                ? one.doubleValue() == other.doubleValue()
                : text(left).equals(text(right));
    }

    private static boolean isTruth(Object value) {
        return value instanceof Boolean || value == Some.TRUTH;
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number || value == Some.NUMBER;
    }

    private static boolean isKnownKind(Object value) {
        return value != null && value != Some.ANYTHING;
    }

    private static void requireNumber(Object value) {
        if (!isNumber(value)) {
            throw new Fails("deployment.walk.kinds");
        }
    }

    private static Set<Object> one(Object value) {
        var set = new LinkedHashSet<Object>();
        set.add(value);
        return set;
    }

    private static Set<Object> both() {
        return new LinkedHashSet<>(List.of(true, false));
    }

    private static Set<Object> few(Set<Object> values) {
        return values.size() > MOST ? one(Some.ANYTHING) : values;
    }

    /** The variables of a standing, as an expression sees them. */
    public static Map<String, Set<Object>> seen(Map<String, String> variables, Map<String, Some> kinds) {
        var seen = new HashMap<String, Set<Object>>();
        variables.forEach((name, value) -> seen.put(
                name,
                one(
                        cn.qingfeng.process.deployment.diagram.Course.ANY.equals(value)
                                ? kinds.getOrDefault(name, Some.TEXT)
                                : value)));
        return seen;
    }
}
