package cn.qingfeng.process.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
 * {@link cn.qingfeng.process.InDiagrams}. A list of what is allowed; whatever it does not name is refused.
 */
class DiagramExpressions {

    /** Loop counters that the engine sets itself. */
    private static final Set<String> LOOP =
            Set.of("loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances");

    /** May be handed to a bean, and to nothing else. */
    private static final Set<String> SCOPES = Set.of("execution", "task");

    private static final Set<String> NUMBER_OF_THE_CLUE =
            Set.of("execution.processBusinessKey", "execution.businessKey");

    private static final Builder LANGUAGE = new Builder(Builder.Feature.METHOD_INVOCATIONS);

    /** Why an expression is refused: a message key with its arguments. */
    record Fault(String key, Object... args) {}

    private final DiagramBeans beans;

    DiagramExpressions(DiagramBeans beans) {
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
        if (!beans.offers(bean.getName(), method, arguments.getCardinality())) {
            return Optional.of(new Fault("deployment.expression.method", bean.getName(), method));
        }
        return children(arguments).stream()
                .filter(argument ->
                        !(argument instanceof AstIdentifier identifier && SCOPES.contains(identifier.getName())))
                .map(argument -> fault(argument, variables))
                .flatMap(Optional::stream)
                .findFirst();
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
