package cn.qingfeng.process.deployment.diagram;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.process.deployment.Guess;
import cn.qingfeng.process.lifecycle.Facts;
import cn.qingfeng.process.time.Requests;
import cn.qingfeng.supervision.LimitKind;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
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
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * What an expression in a diagram may say: comparisons and arithmetic on routing variables, and calls of beans that are
 * {@link cn.qingfeng.process.engine.BpmnBean}. A list of what is allowed; whatever it does not name is refused.
 */
public class DiagramExpressions {

    /** Loop counters that the engine sets itself. */
    static final Set<String> LOOP =
            Set.of("loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances");

    private static final Set<String> NUMBER_OF_THE_CLUE =
            Set.of("execution.processBusinessKey", "execution.businessKey");

    private static final Builder LANGUAGE = new Builder(Builder.Feature.METHOD_INVOCATIONS);

    private static final Map<Class<?>, Guess.Some> RESULTS = Map.of(
            String.class, Guess.Some.TEXT,
            Boolean.class, Guess.Some.TRUTH,
            Integer.class, Guess.Some.NUMBER,
            Date.class, Guess.Some.MOMENT,
            List.class, Guess.Some.LIST);

    /** Why an expression is refused: a message key with its arguments. */
    record Fault(String key, Object... args) {}

    private final DiagramBeans beans;

    public DiagramExpressions(DiagramBeans beans) {
        this.beans = beans;
    }

    static boolean contains(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** Checks a text with expressions in it; {@code variables} are those that may be read there. */
    Optional<Fault> check(String text, Set<String> variables) {
        Node root;
        try {
            root = LANGUAGE.build(text).getRoot();
        } catch (TreeBuilderException e) {
            return Optional.of(new Fault("deployment.expression.syntax", text, String.valueOf(e.getMessage())));
        }
        return fault(root, variables).map(reason -> new Fault(reason.key(), with(text, reason.args())));
    }

    /** The bean of an expression that is nothing but a bean, as {@code delegateExpression} wants it. */
    Optional<String> beanOf(String text) {
        String trimmed = text.strip();
        if (!trimmed.matches("[$#]\\{\\s*[A-Za-z_][A-Za-z0-9_]*\\s*}")) {
            return Optional.empty();
        }
        String name = trimmed.substring(2, trimmed.length() - 1).strip();
        return beans.typeOf(name).isPresent() ? Optional.of(name) : Optional.empty();
    }

    boolean isOneOf(String bean, List<Class<?>> types) {
        return beans.typeOf(bean).stream().anyMatch(type -> types.stream().anyMatch(one -> one.isAssignableFrom(type)));
    }

    private Optional<Fault> fault(Node node, Set<String> variables) {
        if (node instanceof AstText
                || node instanceof AstString
                || node instanceof AstNumber
                || node instanceof AstBoolean
                || node instanceof AstNull) {
            return Optional.empty();
        }
        if (node instanceof AstComposite
                || node instanceof AstEval
                || node instanceof AstNested
                || node instanceof AstBinary
                || node instanceof AstUnary
                || node instanceof AstChoice) {
            return children(node).stream()
                    .map(child -> fault(child, variables))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (node instanceof AstIdentifier identifier) {
            String name = identifier.getName();
            return variables.contains(name) || LOOP.contains(name)
                    ? Optional.empty()
                    : Optional.of(new Fault("deployment.expression.variable", name));
        }
        if (node instanceof AstDot dot) {
            String path = written(dot);
            return NUMBER_OF_THE_CLUE.contains(path)
                    ? Optional.empty()
                    : Optional.of(new Fault("deployment.expression.property", path));
        }
        if (node instanceof AstMethod call) {
            return fault(call, variables);
        }
        return Optional.of(new Fault("deployment.expression.construct"));
    }

    private Optional<Fault> fault(AstMethod call, Set<String> variables) {
        Node arguments = call.getChild(1);
        if (!(call.getChild(0) instanceof AstDot target) || !(target.getChild(0) instanceof AstIdentifier bean)) {
            return Optional.of(new Fault("deployment.expression.construct"));
        }
        String method = written(target).substring(bean.getName().length() + 1);
        if (beans.typeOf(bean.getName()).isEmpty()) {
            return Optional.of(new Fault("deployment.expression.bean", bean.getName()));
        }
        var called = beans.method(bean.getName(), method, arguments.getCardinality());
        if (called.isEmpty()) {
            return Optional.of(new Fault("deployment.expression.method", bean.getName(), method));
        }
        for (var at = 0; at < arguments.getCardinality(); at++) {
            var argument = arguments.getChild(at);
            if (called.get().getParameterTypes()[at] == DelegateExecution.class) {
                if (!(argument instanceof AstIdentifier scope && scope.getName().equals("execution"))) {
                    return Optional.of(new Fault("deployment.expression.execution", bean.getName(), method));
                }
            } else if (!(argument instanceof AstString text)
                    || !words(bean.getName(), method).contains(String.valueOf(text.eval(null, null)))) {
                return Optional.of(new Fault(
                        "deployment.expression.word",
                        bean.getName(),
                        method,
                        String.join(", ", new TreeSet<>(words(bean.getName(), method)))));
            }
        }
        return Optional.empty();
    }

    /** What a bean may be asked for by name; anything else would fail when a clue comes there. */
    private static Set<String> words(String bean, String method) {
        return switch (bean + "." + method) {
            case "dueDates.of", "dueDates.owed" ->
                Arrays.stream(LimitKind.values()).map(Enum::name).collect(Collectors.toSet());
            case "facts.value" -> Facts.TYPES.keySet();
            case "requests.value" -> Requests.TYPES.keySet();
            default -> Set.of();
        };
    }

    /** The values that an expression may come to. */
    Set<Object> guess(String text, Map<String, Set<Object>> variables, boolean overTheCounter) {
        return new Guess(variables, (bean, method, words) -> result(bean, method, words, overTheCounter))
                .of(LANGUAGE.build(text).getRoot());
    }

    private Set<Object> result(String bean, String method, List<String> words, boolean overTheCounter) {
        if (bean.equals("desks") && method.equals("admission")) {
            return Set.of(
                    overTheCounter ? Duty.GRADER.groupId() + "," + Duty.WINDOW_CLERK.groupId() : Duty.GRADER.groupId());
        }
        if (method.equals("decider") || method.equals("deciders")) {
            return Set.of(Guess.Some.BY_TABLE);
        }
        var type = asked(bean, method, words)
                .or(() -> beans.typeOf(bean).stream()
                        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                        .filter(each -> each.getName().equals(method) && !each.isSynthetic())
                        .findFirst()
                        .map(Method::getReturnType));
        return Set.of(type.map(RESULTS::get).orElse(Guess.Some.ANYTHING));
    }

    /** What is asked for by a word is of that word's type. */
    private static Optional<Class<?>> asked(String bean, String method, List<String> words) {
        var types = bean.equals("facts") ? Facts.TYPES : Requests.TYPES;
        return method.equals("value") ? words.stream().findFirst().map(types::get) : Optional.empty();
    }

    /** The beans that an expression calls, each with its method and the words in the call, such as {@code dueDates.of/SIGN}. */
    List<String> calls(String text) {
        var calls = new ArrayList<String>();
        calls(LANGUAGE.build(text).getRoot(), calls);
        return calls;
    }

    private static void calls(Node node, List<String> calls) {
        if (node instanceof AstMethod call && call.getChild(0) instanceof AstDot target) {
            var words = children(call.getChild(1)).stream()
                    .filter(AstString.class::isInstance)
                    .map(argument -> "/" + ((AstString) argument).eval(null, null))
                    .collect(Collectors.joining());
            calls.add(written(target) + words);
        }
        children(node).forEach(child -> calls(child, calls));
    }

    /** Whether the drawing of a process may name every bean that an expression calls; else the first that it may not. */
    Optional<String> foreign(String text, String process) {
        return calls(text).stream()
                .map(call -> call.substring(0, call.indexOf('.')))
                .filter(bean -> beans.typeOf(bean).isPresent() && !beans.mayBeIn(bean, process))
                .findFirst();
    }

    boolean mayBeIn(String bean, String process) {
        return beans.mayBeIn(bean, process);
    }

    private static List<Node> children(Node node) {
        return IntStream.range(0, node.getCardinality())
                .mapToObj(node::getChild)
                .toList();
    }

    private static String written(AstNode node) {
        var text = new StringBuilder();
        node.appendStructure(text, null);
        return text.toString().replace(" ", "");
    }

    private static Object[] with(String text, Object[] args) {
        var all = new ArrayList<Object>();
        all.add(text);
        all.addAll(List.of(args));
        return all.toArray();
    }
}
